import { defineRule } from "../model/rule.ts"
import { claimOf } from "./wiring.ts"

export default defineRule({
  id: "unset-secret",
  description: "Disallow keys that stand in the source.",
  severity: "error",
  preset: "recommended",
  spec: "https://cwe.mitre.org/data/definitions/798.html",
  messages: {
    told: "Whoever reads this source can sign tokens that are accepted, unless somebody remembers to set another key: read it from the environment, and fail at the start without one.",
  },
  wiring(wiring, { report }) {
    if (wiring.kind === "known-secret") report(claimOf(wiring, "told"))
  },
})
