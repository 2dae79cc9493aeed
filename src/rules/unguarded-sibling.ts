import { defineRule } from "../model/rule.ts"
import { claimOf } from "./wiring.ts"

export default defineRule({
  id: "unguarded-sibling",
  description: "Demand a gate where all siblings have one.",
  severity: "info",
  preset: "strict",
  spec: "https://owasp.org/API-Security/editions/2023/en/0xa5-broken-function-level-authorization/",
  messages: {
    open: "`{{name}}` has no gate, and the {{count}} other routes of its file have one.",
  },
  needs: ["open-sibling"],
  wiring(wiring, { report }) {
    if (wiring.kind === "open-sibling") report(claimOf(wiring, "open"))
  },
})
