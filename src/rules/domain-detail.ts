import { defineRule } from "../model/rule.ts"

export default defineRule({
  id: "domain-detail",
  description: "Disallow the text of the project's own errors in a refusal.",
  severity: "info",
  preset: "strict",
  spec: "https://cwe.mitre.org/data/definitions/209.html",
  messages: {
    text: "The client is shown {{why}}: whoever words that error next words this answer.",
  },
  answer({ exit }, { report }) {
    if (exit.dead?.kind === "swallowed") return
    for (const { at, what, why } of exit.leaks)
      if (what === "domain-text") report({ at, message: "text", data: { why }, why })
  },
})
