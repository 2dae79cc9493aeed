import type { Host } from "../../src/cli/host.ts"
import * as engine from "../../src/gatelint.ts"
import { grammars } from "../support/check.ts"
import { type Outcome, runIn } from "./fake-host.ts"

/** Runs a command line with the engine that users get. */
export function runReal(cwd: string, line: string, fields: Partial<Host> = {}): Promise<Outcome> {
  return runIn(cwd, line, { engine, readGrammars: async () => grammars, ...fields })
}

export const head = "from fastapi import FastAPI, HTTPException\napp = FastAPI()\n"

/** A route that answers 401 without a challenge, in its last line. */
export function bareRoute(name: string, refusal = "raise HTTPException(401)"): string {
  return `@app.get("/${name}")\ndef ${name}(token):\n    if not token:\n        ${refusal}\n`
}

/** `error app/main.py:7 scope-check-401` for each finding of a report in JSON, hints left out. */
export function findingsOf({ out }: Pick<Outcome, "out">): readonly string[] {
  const {
    findings,
  }: { findings: { severity: string; file: string; rule: string; range: { start: { line: number } } }[] } =
    JSON.parse(out)
  return findings
    .filter(({ severity }) => severity !== "hint")
    .map(({ severity, file, rule, range }) => `${severity} ${file}:${range.start.line} ${rule}`)
}
