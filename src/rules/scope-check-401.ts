import { defineRule } from "../model/rule.ts"

export default defineRule({
  id: "scope-check-401",
  description: "Disallow 401 where somebody known lacks a right.",
  severity: "error",
  preset: "recommended",
  spec: "https://www.rfc-editor.org/rfc/rfc6750#section-3.1",
  messages: {
    refused:
      "401 tells the client to authenticate again, but who asks is known here and lacks a right: logging in anew cannot help.",
  },
  answer({ exit, status }, { report }) {
    if (!status.known || status.value !== 401 || exit.dead !== undefined) return
    if (exit.asks.kind !== "authorization") return
    report({ at: exit.at, cause: exit.cause, message: "refused", evidence: exit.asks.at, why: exit.asks.why })
  },
})
