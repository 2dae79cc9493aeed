import { defineRule } from "../model/rule.ts"
import { claimOf } from "./wiring.ts"

export default defineRule({
  id: "cors-credentials-wildcard",
  description: "Disallow CORS that lets any origin use the user's credentials.",
  severity: "error",
  preset: "recommended",
  spec: "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials",
  messages: {
    open: "Any site may send requests with the user's cookies and read the answers: this CORS {{effect}}, with credentials.",
    default:
      "Where nobody sets the origins, any site may send requests with the user's cookies and read the answers: this CORS then {{effect}}, with credentials.",
  },
  wiring(wiring, { report }) {
    if (wiring.kind === "open-cors") report(claimOf(wiring, "open"))
    if (wiring.kind === "open-cors-by-default") report(claimOf(wiring, "default"))
  },
})
