import type { PageRange } from "../messages.ts"

/** `4:5-6:7` as a range. */
export function parseRange(text: string): PageRange {
  const [startLine = 1, startColumn = 1, endLine = 1, endColumn = 1] = text.split(/[:-]/).map(Number)
  return { start: { line: startLine, column: startColumn }, end: { line: endLine, column: endColumn } }
}
