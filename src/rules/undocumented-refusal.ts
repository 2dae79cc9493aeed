import { defineRule } from "../model/rule.ts"
import { claimOf } from "./wiring.ts"

export default defineRule({
  id: "undocumented-refusal",
  description: "Demand that documented routes name their refusals.",
  severity: "info",
  preset: "strict",
  spec: "https://spec.openapis.org/oas/v3.1.0#responses-object",
  messages: {
    undocumented: "`{{name}}` may answer 401 or 403, and its description does not say so, as those of others do.",
  },
  wiring(wiring, { report }) {
    if (wiring.kind === "undocumented-refusal") report(claimOf(wiring, "undocumented"))
  },
})
