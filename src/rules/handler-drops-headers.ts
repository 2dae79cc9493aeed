import { defineRule } from "../model/rule.ts"
import { claimOf } from "./wiring.ts"

export default defineRule({
  id: "handler-drops-headers",
  description: "Demand that error handlers pass the error's headers on.",
  severity: "warning",
  preset: "recommended",
  spec: "https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1",
  hides: ["missing-challenge", "terse-challenge", "challenge-not-exposed"],
  messages: {
    dropped:
      "{{name}} rebuilds the answer without the error's headers: every 401 loses its WWW-Authenticate, every 405 its Allow.",
    failure:
      "{{name}} answers {{becomes}} to what the framework and its packages refuse: every 401 loses its status and its WWW-Authenticate.",
    unauthorized: "{{name}} rebuilds the answer without the error's headers: every 401 loses its WWW-Authenticate.",
  },
  handler({ name, definition, status, loses, drops }, { report }) {
    for (const { at, repair, becomes } of drops) {
      const fixes =
        repair === undefined
          ? []
          : [{ title: "Pass the error's headers on", safe: true, preferred: true, edits: repair }]
      const message = becomes !== undefined ? "failure" : status === undefined ? "dropped" : "unauthorized"
      report({
        at,
        message,
        data: { name: name === "" ? "This error handler" : name, becomes: String(becomes) },
        // Nothing is known to be lost yet.
        ...(becomes !== undefined && loses.length === 0 && { severity: "info" as const }),
        why: "no headers are passed on",
        sites: loses.length === 0 ? [definition] : loses,
        fixes,
      })
    }
  },
  wiring(wiring, { report }) {
    if (wiring.kind === "dropping-layer") report(claimOf(wiring, "dropped"))
  },
})
