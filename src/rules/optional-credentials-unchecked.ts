import { defineRule } from "../model/rule.ts"
import { claimOf } from "./wiring.ts"

export default defineRule({
  id: "optional-credentials-unchecked",
  description: "Demand a check where credentials are optional.",
  severity: "error",
  preset: "recommended",
  spec: "https://fastapi.tiangolo.com/reference/security/",
  messages: {
    unchecked:
      "Credentials are optional here ({{how}}), and nobody checks whether there are any: `{{name}}` may be {{none}}.",
    open: "Credentials are optional here ({{how}}) and nothing else refuses: everybody passes.",
  },
  wiring(wiring, { report }) {
    if (wiring.kind !== "unchecked-credentials") return
    report(claimOf(wiring, wiring.data["name"] === undefined ? "open" : "unchecked"))
  },
})
