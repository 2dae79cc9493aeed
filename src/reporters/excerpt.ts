import { Lines } from "../model/lines.ts"
import type { Range } from "../model/report.ts"

/** One line of source with the part of it that is meant. */
export interface ExcerptLine {
  /** 1-based. */
  readonly number: number
  readonly text: string
  /** UTF-16 offsets in the text; both the same where nothing of it is meant. */
  readonly from: number
  readonly to: number
}

/** Lines of a long range that are shown. */
const shownLines = 8

/**
 * The lines of a range with some around them.
 * @param around how many lines above and below
 * @returns none where the text has no such line; of a long range its beginning
 */
export function excerptOf(lines: Lines, { start, end }: Range, around: number): readonly ExcerptLine[] {
  if (start.line > lines.count) return []
  // A range that ends at the first column of a line ends with the line before it.
  const last = end.column === 1 && end.line > start.line ? end.line - 1 : end.line
  const first = Math.max(1, start.line - around)
  const until = Math.min(lines.count, Math.min(last, start.line + shownLines - 1) + around)
  const shown: ExcerptLine[] = []
  for (let number = first; number <= until; number++) {
    const text = lines.line(number)
    const isMeant = number >= start.line && number <= last
    const from = !isMeant ? 0 : number === start.line ? start.column - 1 : indentOf(text)
    const to = !isMeant ? 0 : number === end.line ? end.column - 1 : text.length
    shown.push({ number, text, from: Math.min(from, to), to: Math.min(to, text.length) })
  }
  return withoutEdges(shown)
}

/** Splits each file's text once. */
export function lineSource(source: (file: string) => string | undefined): (file: string) => Lines | undefined {
  const cache = new Map<string, Lines | undefined>()
  return (file) => {
    if (!cache.has(file)) {
      const text = source(file)
      cache.set(file, text === undefined ? undefined : new Lines(text))
    }
    return cache.get(file)
  }
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length
}

/** Empty lines at either end say nothing. */
function withoutEdges(lines: readonly ExcerptLine[]): readonly ExcerptLine[] {
  const isFull = ({ text }: ExcerptLine) => text.trim() !== ""
  const first = lines.findIndex(isFull)
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex(isFull) + 1)
}
