import { defineRule } from "../model/rule.ts"
import { claimOf } from "./wiring.ts"

export default defineRule({
  id: "unset-secret",
  description: "Disallow keys that are known where none is set.",
  severity: "error",
  preset: "recommended",
  spec: "https://cwe.mitre.org/data/definitions/798.html",
  messages: {
    told: "Where nobody sets a key this one is used, and whoever reads the source can sign tokens: fail at the start instead.",
  },
  wiring(wiring, { report }) {
    if (wiring.kind === "known-secret") report(claimOf(wiring, "told"))
  },
})
