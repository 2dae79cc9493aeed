import { defineRule } from "../model/rule.ts"
import { claimOf } from "./wiring.ts"

export default defineRule({
  id: "swallowed-auth-error",
  description: "Demand a refusal where a verification has failed.",
  severity: "warning",
  preset: "recommended",
  spec: "https://cwe.mitre.org/data/definitions/390.html",
  messages: {
    nobody:
      "`{{name}}` is {{none}} for a bad credential, because `{{by}}` drops the failure, and nobody looks: the client gets a 500 instead of a 401.",
    everybody:
      "`{{by}}` drops the failure of a verification and nobody gets its result: whoever sends a bad credential passes.",
  },
  wiring(wiring, { report }) {
    if (wiring.kind === "swallowed-failure")
      report(claimOf(wiring, wiring.data["name"] === undefined ? "everybody" : "nobody"))
  },
})
