import { defineRule } from "../model/rule.ts"
import { claimOf } from "./wiring.ts"

export default defineRule({
  id: "dependency-override-in-app",
  description: "Disallow replacing a gate outside of tests.",
  severity: "warning",
  preset: "recommended",
  spec: "https://fastapi.tiangolo.com/advanced/testing-dependencies/",
  messages: {
    overridden:
      "Outside of tests, the gate `{{name}}` is replaced by one that refuses nobody: every route behind it is open.",
  },
  wiring(wiring, { report }) {
    if (wiring.kind === "overridden-gate") report(claimOf(wiring, "overridden"))
  },
})
