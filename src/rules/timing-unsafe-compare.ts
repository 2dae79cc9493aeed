import { defineRule } from "../model/rule.ts"
import { claimOf } from "./wiring.ts"

export default defineRule({
  id: "timing-unsafe-compare",
  description: "Demand that secrets are compared in constant time.",
  severity: "warning",
  preset: "recommended",
  spec: "https://cwe.mitre.org/data/definitions/208.html",
  messages: {
    told: "How long this comparison takes tells how much of `{{name}}` was guessed right: compare it in constant time.",
  },
  wiring(wiring, { report }) {
    if (wiring.kind === "slow-compare") report(claimOf(wiring, "told"))
  },
})
