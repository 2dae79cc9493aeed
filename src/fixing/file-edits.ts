import { Lines } from "../model/lines.ts"
import type { FileEdit, Position } from "../model/report.ts"

/** A text with edits of it applied; they must not overlap. Edits at one place keep their order. */
export function applied(text: string, edits: readonly Pick<FileEdit, "range" | "newText">[]): string {
  const lines = new Lines(text)
  const spans = edits
    .map(({ range, newText }) => ({ start: offsetOf(lines, range.start), end: offsetOf(lines, range.end), newText }))
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
  let result = ""
  let from = 0
  for (const { start, end, newText } of spans) {
    result += text.slice(from, start) + newText
    from = end
  }
  return result + text.slice(from)
}

/** Whether two edits take the same text of one file, or write at one place. */
export function collide(a: FileEdit, b: FileEdit): boolean {
  if (a.file !== b.file) return false
  return order(a.range.start, b.range.end) <= 0 && order(b.range.start, a.range.end) <= 0
}

function offsetOf(lines: Lines, { line, column }: Position): number {
  return lines.start(line) + column - 1
}

function order(a: Position, b: Position): number {
  return a.line - b.line || a.column - b.column
}
