import { defineRule } from "../model/rule.ts"
import { claimOf } from "./wiring.ts"

export default defineRule({
  id: "token-url-mismatch",
  description: "Demand that the documented log-in exists.",
  severity: "warning",
  preset: "recommended",
  spec: "https://spec.openapis.org/oas/v3.1.0#oauth-flow-object",
  messages: {
    mismatch:
      "No route of this project is the log-in `{{url}}`: the Authorize button of the documentation, and every client made from it, fails.",
  },
  wiring(wiring, { report }) {
    if (wiring.kind === "token-url") report(claimOf(wiring, "mismatch"))
  },
})
