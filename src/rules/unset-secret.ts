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
      "This key stands in the source, and whoever reads it can sign {{signs}}: read it from the environment, and fail without.",
    told: "Where nobody sets a key this one is used, and whoever reads the source can sign {{signs}}: fail at the start instead.",
    writtenId:
      "This key stands in the source: it signs only the IDs of sessions, but whoever reads it can use any ID that leaks. Read it from the environment, and fail without.",
    toldId:
      "Where nobody sets a key this one is used: it signs only the IDs of sessions, but whoever reads the source can use any ID that leaks. Fail at the start instead.",
    misspelt:
      "`{{variable}}` is read here and `{{file}}` sets `{{instead}}`: tokens are made and checked without a key.",
    missing:
      "`{{variable}}` is set nowhere, not even in `{{file}}`: without it there is no key, and no token is accepted.",
  },
  wiring(wiring, { report }) {
    const isOfIds = wiring.data["signs"] === "session IDs"
    // The sessions stay on the server, and an ID is not to be guessed.
    const claimed = (message: "told" | "written") =>
      isOfIds ? { ...claimOf(wiring, `${message}Id` as const), severity: "warning" as const } : claimOf(wiring, message)
    if (wiring.kind === "known-secret") report(claimed("told"))
    if (wiring.kind === "written-secret") report(claimed("written"))
    if (wiring.kind !== "unset-key") return
    report(claimOf(wiring, wiring.data["instead"] === undefined ? "missing" : "misspelt"))
  },
})
