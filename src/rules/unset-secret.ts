import { defineRule } from "../model/rule.ts"
import { claimOf } from "./wiring.ts"

export default defineRule({
  id: "unset-secret",
  description: "Disallow keys that are known, or missing, where none is set.",
  severity: "error",
  preset: "recommended",
  spec: "https://cwe.mitre.org/data/definitions/798.html",
  messages: {
    written:
      "This key stands in the source, and whoever reads it can sign tokens: read it from the environment, and fail without.",
    told: "Where nobody sets a key this one is used, and whoever reads the source can sign tokens: fail at the start instead.",
    misspelt:
      "`{{variable}}` is read here and `{{file}}` sets `{{instead}}`: tokens are made and checked without a key.",
    missing:
      "`{{variable}}` is set nowhere, not even in `{{file}}`: without it there is no key, and no token is accepted.",
  },
  wiring(wiring, { report }) {
    if (wiring.kind === "known-secret") report(claimOf(wiring, "told"))
    if (wiring.kind === "written-secret") report(claimOf(wiring, "written"))
    if (wiring.kind !== "unset-key") return
    report(claimOf(wiring, wiring.data["instead"] === undefined ? "missing" : "misspelt"))
  },
})
