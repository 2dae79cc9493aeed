import { Lines } from "../model/lines.ts"
import type { FileEdit, Fix } from "../model/report.ts"

/** The lines of one file that a fix replaces, as a reader of diffs knows them. */
export interface Hunk {
  readonly file: string
  /** Of the first removed line, or of the line in front of which lines are added; 1-based. */
  readonly line: number
  readonly removed: readonly string[]
  readonly added: readonly string[]
}

/**
 * What a fix does to the lines that it touches. Edits on the same or on adjoining lines are one hunk.
 * @returns none for a file whose text is not at hand
 */
export function hunksOf({ edits }: Fix, source: (file: string) => string | undefined): readonly Hunk[] {
  return [...new Set(edits.map(({ file }) => file))].flatMap((file) => {
    const text = source(file)
    if (text === undefined) return []
    const own = edits.filter((edit) => edit.file === file)
    return groups(own).map((group) => hunk(file, new Lines(text), group))
  })
}

function groups(edits: readonly FileEdit[]): readonly (readonly FileEdit[])[] {
  const sorted = edits.toSorted(
    ({ range: { start: a } }, { range: { start: b } }) => a.line - b.line || a.column - b.column,
  )
  const found: FileEdit[][] = []
  for (const edit of sorted) {
    const last = found.at(-1)
    const end = last?.at(-1)?.range.end.line
    if (last !== undefined && end !== undefined && edit.range.start.line <= end + 1) last.push(edit)
    else found.push([edit])
  }
  return found
}

function hunk(file: string, lines: Lines, edits: readonly FileEdit[]): Hunk {
  const first = edits[0]?.range.start.line ?? 1
  const last = edits.at(-1)?.range.end.line ?? first
  const from = lines.start(first)
  const to = last >= lines.count ? lines.text.length : lines.start(last + 1)
  let after = ""
  let offset = from
  for (const { range, newText } of edits) {
    after += lines.text.slice(offset, lines.start(range.start.line) + range.start.column - 1) + newText
    offset = lines.start(range.end.line) + range.end.column - 1
  }
  after += lines.text.slice(offset, to)
  return trimmed({ file, line: first, removed: split(lines.text.slice(from, to)), added: split(after) })
}

/** Lines that are the same before and after are left out at both ends. */
function trimmed({ file, line, removed, added }: Hunk): Hunk {
  const shortest = Math.min(removed.length, added.length)
  let head = 0
  while (head < shortest && removed[head] === added[head]) head++
  let tail = 0
  while (tail < shortest - head && removed.at(-1 - tail) === added.at(-1 - tail)) tail++
  return {
    file,
    line: line + head,
    removed: removed.slice(head, removed.length - tail),
    added: added.slice(head, added.length - tail),
  }
}

/** Lines without their endings; an ending at the very end begins no further line. */
function split(text: string): readonly string[] {
  const lines = text.split(/\r\n|\n|\r/)
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines
}
