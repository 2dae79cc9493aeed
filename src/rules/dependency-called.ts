import { defineRule } from "../model/rule.ts"
import { claimOf } from "./wiring.ts"

export default defineRule({
  id: "dependency-called",
  description: "Disallow calling a dependency where it is handed over, and handing over what only makes one.",
  severity: "error",
  preset: "recommended",
  spec: "https://fastapi.tiangolo.com/tutorial/dependencies/",
  messages: {
    called: "`{{name}}` is called here, once, and gives {{gives}}: no request ever runs it.",
    uncalled: "`{{name}}` only makes the gate and is not called here: the gate never runs, and everybody passes.",
  },
  wiring(wiring, { report }) {
    if (wiring.kind === "called-dependency") report(claimOf(wiring, "called"))
    if (wiring.kind === "uncalled-factory") report(claimOf(wiring, "uncalled"))
  },
})
