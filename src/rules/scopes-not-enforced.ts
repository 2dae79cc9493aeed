import { defineRule } from "../model/rule.ts"
import { claimOf } from "./wiring.ts"

export default defineRule({
  id: "scopes-not-enforced",
  description: "Demand that required scopes are compared with something.",
  severity: "error",
  preset: "recommended",
  spec: "https://fastapi.tiangolo.com/advanced/security/oauth2-scopes/",
  messages: {
    unread:
      "Nothing below this dependency compares the scopes {{scopes}} with the caller's: whoever is logged in passes.",
  },
  wiring(wiring, { report }) {
    if (wiring.kind === "unread-scopes") report(claimOf(wiring, "unread"))
  },
})
