import * as z from "zod"
import { type BaselineEntry, sorted } from "./baseline.ts"
import { ConfigError } from "./config-error.ts"
import { readJson } from "./json-text.ts"

const schema = z.strictObject({
  version: z.literal(1),
  findings: z.array(z.strictObject({ file: z.string(), rule: z.string(), fingerprint: z.string(), code: z.string() })),
})

/**
 * What a baseline's file says.
 * @throws ConfigError where it is none, or was written by a later version
 */
export function parseBaseline(file: string, text: string): readonly BaselineEntry[] {
  const { value, locate } = readJson(file, text, { comments: false })
  const result = schema.safeParse(value)
  if (result.success) return result.data.findings
  const [issue] = result.error.issues
  const path = issue?.path ?? []
  const { version } = Object(value)
  const isOther = path[0] === "version" && typeof version === "number"
  const what = isOther ? `a baseline of version ${version}, where this gatelint knows 1` : "no baseline of gatelint"
  throw new ConfigError(file, path.join("."), what, "remove it, and `--update-baseline` writes it anew", locate(path))
}

/** An entry a line: that is how people and merges compare them. */
export function printBaseline(entries: readonly BaselineEntry[]): string {
  const lines = sorted(entries).map(({ file, rule, code, fingerprint }) => {
    const fields = Object.entries({ file, rule, code, fingerprint })
    return `    { ${fields.map(([name, value]) => `"${name}": ${JSON.stringify(value)}`).join(", ")} }`
  })
  const list = lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n  ]`
  return `{\n  "version": 1,\n  "findings": ${list}\n}\n`
}
