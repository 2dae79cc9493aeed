import { defineRule } from "../model/rule.ts"
import { claimOf } from "./wiring.ts"

export default defineRule({
  id: "challenge-not-exposed",
  description: "Demand that browser code may read the challenge.",
  severity: "info",
  preset: "strict",
  spec: "https://fetch.spec.whatwg.org/#http-access-control-expose-headers",
  messages: {
    hidden:
      "Browser code cannot read WWW-Authenticate of another origin unless CORS exposes it: it sees a 401 and not how to log in.",
  },
  wiring(wiring, { report }) {
    if (wiring.kind === "hidden-challenge") report(claimOf(wiring, "hidden"))
  },
})
