import type { Leak } from "../model/answer.ts"
import { defineRule } from "../model/rule.ts"

const messages = {
  text: "The client is shown {{why}}, which may name tables, paths, hosts or keys.",
  stack: "The client is shown a stack trace, which tells an attacker how the program is built.",
  secret: "The answer repeats {{why}}, so it ends in logs and caches along the way.",
}

const messageOf: Readonly<Record<Leak["what"], keyof typeof messages>> = {
  "exception-text": "text",
  stack: "stack",
  secret: "secret",
}

export default defineRule({
  id: "leaky-detail",
  description: "Disallow internal detail in the body of a refusal or error.",
  severity: "warning",
  preset: "recommended",
  spec: "https://cwe.mitre.org/data/definitions/209.html",
  messages,
  answer({ exit }, { report }) {
    if (exit.dead?.kind === "swallowed") return
    for (const { at, what, why } of exit.leaks) report({ at, message: messageOf[what], data: { why }, why })
  },
})
