import type { Finding } from "../../../src/model/report.ts"
import { check, configWith } from "../check.ts"
import type { Dialect } from "./dialect.ts"

/** What one rule says of a scenario's text. */
export async function findingsOf(rule: string, { file }: Dialect, text: string): Promise<readonly Finding[]> {
  const { findings } = await check({ [file]: text }, configWith(rule))
  return findings.filter((finding) => finding.rule === rule)
}

/** The lines that end with a mark. */
export function markedLines(text: string): readonly number[] {
  return text.split("\n").flatMap((line, index) => (/(#|\/\/)!$/.test(line) ? [index + 1] : []))
}
