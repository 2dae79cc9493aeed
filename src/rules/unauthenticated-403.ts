import { defineRule } from "../model/rule.ts"

export default defineRule({
  id: "unauthenticated-403",
  description: "Disallow 403 where the caller has not been identified.",
  severity: "warning",
  preset: "recommended",
  spec: "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.4",
  messages: {
    refused:
      "403 says that the credentials are known and not enough, but nobody has been identified here: a client will not try to log in.",
  },
  answer({ exit, status, caller, setting }, { report }) {
    if (!status.known || status.value !== 403 || exit.dead !== undefined) return
    // Senders of webhooks are told 403 by their vendors' own convention.
    if (caller === "authenticated" || setting === "webhook") return
    if (exit.asks.kind !== "authentication" || !exit.asks.strong) return
    report({ at: exit.at, cause: exit.cause, message: "refused", evidence: exit.asks.at, why: exit.asks.why })
  },
})
