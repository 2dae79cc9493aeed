import type { Chunk, Module } from "../../ir/module.ts"
import type { Span } from "../../ir/node.ts"
import type { SetHeader, TextEdit } from "../../model/edit.ts"
import type { Place } from "../../model/place.ts"

/** The file that is being changed: its text, how it is written, and what was changed so far. */
export interface Draft {
  readonly module: Module
  readonly text: string
  /** `\n` or `\r\n`. */
  readonly newline: string
  /** What most of its strings stand in. */
  readonly quote: '"' | "'"
  /** One level of indentation. */
  readonly indent: string
  readonly edits: TextEdit[]
  /** Names to import, by module. */
  readonly imports: Map<string, Set<string>>
  /** Headers of the answer that another edit writes. */
  readonly created: SetHeader[]
}

/** Thrown where an edit cannot be written: then the whole fix is not offered. */
export class Unwritable extends Error {}

export function createDraft(module: Module, text: string): Draft {
  const doubles = text.match(/"/g)?.length ?? 0
  const singles = text.match(/'/g)?.length ?? 0
  return {
    module,
    text,
    newline: /\r\n/.test(text) ? "\r\n" : "\n",
    quote: singles > doubles ? "'" : '"',
    indent: /^([ \t]+)\S/m.exec(text)?.[1] ?? "    ",
    edits: [],
    imports: new Map(),
    created: [],
  }
}

/** The chunk that a place lies in. @throws Unwritable where the file has changed under it */
export function chunkOf({ module }: Draft, place: Place): Chunk {
  const chunk = module.chunks.find((one) => one === place.chunk)
  if (chunk === undefined || chunk.broken) throw new Unwritable("the place is not in the file any more")
  return chunk
}

/** The text of a span of a chunk. */
export function textOf({ text }: Draft, chunk: Chunk, { start, end }: Span): string {
  return text.slice(chunk.offset + start, chunk.offset + end)
}

/** Puts an edit at a span of a chunk. */
export function change(draft: Draft, chunk: Chunk, { start, end }: Span, newText: string): void {
  draft.edits.push({ start: chunk.offset + start, end: chunk.offset + end, newText })
}

/** The whitespace that an offset's line begins with. */
export function indentAt({ text }: Draft, offset: number): string {
  const line = lineStart(text, offset)
  return /^[ \t]*/.exec(text.slice(line, offset))?.[0] ?? ""
}

/** Where the line of an offset starts. */
export function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1
}

/** Where the line of an offset ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const found = text.slice(offset).search(/[\r\n]/)
  return found < 0 ? text.length : offset + found
}

/** A string literal in the file's quotes, or in the others where that saves backslashes. */
export function quoted({ quote }: Pick<Draft, "quote">, text: string): string {
  const other = quote === '"' ? "'" : '"'
  const used = text.includes(quote) && !text.includes(other) ? other : quote
  const escaped = text
    .replaceAll("\\", "\\\\")
    .replaceAll(used, `\\${used}`)
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
  return `${used}${escaped}${used}`
}

/** Sorted; what touches is one change. @throws Unwritable where two take the same text */
export function joined(edits: readonly TextEdit[]): readonly TextEdit[] {
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end)
  const done: { start: number; end: number; newText: string }[] = []
  for (const edit of sorted) {
    const last = done.at(-1)
    if (last !== undefined && edit.start < last.end) throw new Unwritable("two changes take the same text")
    if (last !== undefined && edit.start === last.end) {
      last.end = edit.end
      last.newText += edit.newText
    } else done.push({ ...edit })
  }
  return done
}
