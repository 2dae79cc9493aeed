import type { Answer } from "../model/answer.ts"
import type { Edit, Slot } from "../model/edit.ts"
import { defineRule, type Proposal } from "../model/rule.ts"

/** 401 with a challenge, the one of the scheme in use first. */
function fixesOf({ challenges, exit }: Answer, headers: Slot | undefined, edits: readonly Edit[]): readonly Proposal[] {
  const isChallenged = exit.challenge.presence === "always"
  if (isChallenged) return [{ title: "Answer 401", safe: false, preferred: true, edits, restates: 403 }]
  if (headers === undefined) return []
  return challenges.map(({ value }, index) => ({
    title: `Answer 401 with WWW-Authenticate: ${value}`,
    safe: false,
    preferred: index === 0,
    restates: 403,
    edits: [...edits, { kind: "set-header", slot: headers, name: "WWW-Authenticate", value }],
  }))
}

function atCause(answer: Answer): readonly Proposal[] {
  const { status, headers } = answer.exit.slots
  return status === undefined ? [] : fixesOf(answer, headers, [{ kind: "set-status", slot: status, status: 401 }])
}

/** Another error is raised here; the framework's own takes a challenge where it is written. */
function here(answer: Answer, opposite: readonly Edit[]): readonly Proposal[] {
  const takesHeaders = opposite.some(
    (edit) => edit.kind === "replace" && edit.code.some((part) => typeof part !== "string" && part.kind === "headers"),
  )
  if (takesHeaders) return fixesOf(answer, { kind: "new" }, opposite)
  // They are set beside it, whatever is raised.
  const { headers } = answer.exit.slots
  if (headers?.kind === "setter") return fixesOf(answer, headers, opposite)
  return [{ title: "Answer 401", safe: false, preferred: true, edits: opposite, restates: 403 }]
}

export default defineRule({
  id: "unauthenticated-403",
  description: "Disallow 403 where the caller has not been identified.",
  severity: "warning",
  preset: "recommended",
  // What is asked of a challenge is asked once there is one.
  hides: ["terse-challenge", "challenge-not-exposed"],
  spec: "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.4",
  messages: {
    refused:
      "403 says that the credentials are known and not enough, but nobody has been identified here: a client will not try to log in.",
    login: "403 says that the credentials are known and not enough, but here they are wrong, which a 401 says.",
    "cookie-session":
      "403 says that the credentials are known and not enough, but nobody is logged in here: browser code that asks for a log-in after a 401 will not after this.",
  },
  answer(answer, { report }) {
    const { exit, status, caller, setting } = answer
    if (!status.known || status.value !== 403 || exit.dead !== undefined) return
    // Senders of webhooks are told 403 by their vendors' own convention. Who opens a page has a log-in and no challenge,
    // and code that opens a WebSocket learns no status.
    if (caller === "authenticated" || setting === "webhook" || setting === "page" || setting === "handshake") return
    if (exit.asks.kind !== "authentication" || !exit.asks.strong) return
    const { opposite } = exit.slots
    const found = {
      at: exit.at,
      cause: exit.cause,
      evidence: exit.asks.at,
      why: exit.asks.why,
      ...(opposite && { fixes: here(answer, opposite) }),
      atCause: atCause(answer),
    }
    // No registered scheme fits either of them.
    if (setting === "login" || setting === "cookie-session") report({ ...found, message: setting, severity: "info" })
    else report({ ...found, message: "refused" })
  },
})
