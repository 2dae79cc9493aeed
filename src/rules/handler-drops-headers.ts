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
    all: "{{name}} rebuilds the answer without the error's headers: every 401 loses its WWW-Authenticate, every 405 its Allow.",
    401: "{{name}} rebuilds the answer without the error's headers: every 401 loses its WWW-Authenticate.",
    others: "{{name}} rebuilds the answer without the error's headers: every 405 loses its Allow.",
    latent:
      "{{name}} rebuilds the answer without the error's headers: a 401 that brings a WWW-Authenticate will lose it.",
    bare: "{{name}} rebuilds the answer without the error's headers, and what is raised brings none: no 401 carries a WWW-Authenticate.",
    "bare-all":
      "{{name}} rebuilds the answer without the error's headers, and what is raised brings none: no 401 carries a WWW-Authenticate, and every 405 loses its Allow.",
    failure:
      "{{name}} answers {{becomes}} to what the framework and its packages refuse: every 401 loses its status and its WWW-Authenticate.",
    otherwise: "{{name}} answers {{becomes}} to what the framework and its packages refuse: a 400 loses its status.",
  },
  handler({ name, definition, takes, isKnown, isBare, loses, drops }, { report }) {
    const [first, ...more] = drops
    if (first === undefined) return
    const { at, becomes } = first
    const edits = drops.flatMap(({ repair }) => repair ?? [])
    const bare = loses.length > 0 ? (takes === "all" ? "bare-all" : "bare") : takes === "all" ? "others" : "latent"
    const kept = !isKnown ? "latent" : isBare && takes !== "others" ? bare : takes
    report({
      at,
      message: becomes === undefined ? kept : takes === "others" ? "otherwise" : "failure",
      data: { name: name === "" ? "This error handler" : name, becomes: String(becomes) },
      // Nothing is known to be lost yet.
      ...(kept === "latent" && loses.length === 0 && { severity: "info" as const }),
      why: "no headers are passed on",
      sites: [...(loses.length === 0 ? [definition] : loses), ...more.map((one) => one.at)],
      fixes: edits.length === 0 ? [] : [{ title: "Pass the error's headers on", safe: true, preferred: true, edits }],
    })
  },
  wiring(wiring, { report }) {
    if (wiring.kind === "dropping-layer") report(claimOf(wiring, "all"))
  },
})
