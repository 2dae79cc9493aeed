import { defineRule } from "../model/rule.ts"
import { claimOf } from "./wiring.ts"

export default defineRule({
  id: "token-key-mismatch",
  description: "Demand that issued tokens are accepted.",
  severity: "error",
  preset: "recommended",
  spec: "https://www.rfc-editor.org/rfc/rfc7519#section-7.2",
  messages: {
    mismatch:
      "No token of this project passes: it is issued with {{what}} {{issued}}, and accepted with {{accepted}}. The log-in works, and all else answers 401.",
  },
  wiring(wiring, { report }) {
    if (wiring.kind === "token-mismatch") report(claimOf(wiring, "mismatch"))
  },
})
