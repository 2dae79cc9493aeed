import { defineRule } from "../model/rule.ts"
import { claimOf } from "./wiring.ts"

export default defineRule({
  id: "cors-order",
  description: "Demand CORS around what answers by itself.",
  severity: "info",
  preset: "strict",
  spec: "https://www.starlette.io/middleware/#corsmiddleware",
  messages: {
    inner:
      "{{name}} runs outside of CORS: what it answers by itself ({{status}}) has no CORS headers, so that browser code sees a network error instead.",
  },
  wiring(wiring, { report }) {
    if (wiring.kind === "inner-cors") report(claimOf(wiring, "inner"))
  },
})
