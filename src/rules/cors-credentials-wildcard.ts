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
    openIdle:
      "No cookie is read here yet; from the first one on any site may use it and read the answers: this CORS {{effect}}, with credentials.",
    defaultIdle:
      "No cookie is read here yet; from the first one on, where nobody sets the origins, any site may use it and read the answers: this CORS then {{effect}}, with credentials.",
  },
  wiring(wiring, { report }) {
    if (wiring.kind !== "open-cors" && wiring.kind !== "open-cors-by-default") return
    const message = wiring.kind === "open-cors" ? "open" : "default"
    report(
      wiring.bringsNothing === true
        ? { ...claimOf(wiring, `${message}Idle` as const), severity: "warning" }
        : claimOf(wiring, message),
    )
  },
})
