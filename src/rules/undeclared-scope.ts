import { defineRule } from "../model/rule.ts"
import { claimOf } from "./wiring.ts"

export default defineRule({
  id: "undeclared-scope",
  description: "Demand that scopes that are asked for are declared.",
  severity: "info",
  preset: "strict",
  spec: "https://spec.openapis.org/oas/v3.1.0#oauth-flow-object",
  messages: {
    undeclared: "The scheme does not declare {{scopes}}: the Authorize button of the documentation cannot ask for it.",
  },
  wiring(wiring, { report }) {
    if (wiring.kind === "undeclared-scope") report(claimOf(wiring, "undeclared"))
  },
})
