import type { Chunk } from "../../ir/module.ts"
import { change, type Draft, indentAt, lineEnd, textOf } from "./draft.ts"

/** What stands between brackets, comma-separated: the arguments of a call, the entries of a record. */
export interface Bracketed {
  readonly start: number
  /** Behind the closing bracket. */
  readonly end: number
  readonly items: readonly { readonly start: number; readonly end: number }[]
}

/** Adds an item behind the others. */
export function addItem(draft: Draft, chunk: Chunk, { end, items }: Bracketed, written: string): void {
  const closing = end - 1
  const last = items.at(-1)
  if (last === undefined) {
    change(draft, chunk, { start: closing, end: closing }, written)
    return
  }
  const { text } = draft
  const between = textOf(draft, chunk, { start: last.end, end: closing })
  const comma = /^\s*,/.exec(between)
  const lastAt = chunk.offset + last.start
  const isOnOwnLine =
    /^[ \t]*$/.test(
      text
        .slice(0, lastAt)
        .split(/[\r\n]/)
        .at(-1) ?? "",
    ) && /[\r\n]/.test(between)
  if (!isOnOwnLine) {
    const from = last.end + (comma?.[0].length ?? 0)
    change(draft, chunk, { start: from, end: from }, comma === null ? `, ${written}` : ` ${written}`)
    return
  }
  if (comma === null) change(draft, chunk, { start: last.end, end: last.end }, ",")
  // Behind the comment on the last item's line.
  const line = lineEnd(text, chunk.offset + last.end) - chunk.offset
  const tail = comma === null ? "" : ","
  change(draft, chunk, { start: line, end: line }, `${draft.newline}${indentAt(draft, lastAt)}${written}${tail}`)
}

/** Takes an item out, with the comma that belongs to it. */
export function removeItem(draft: Draft, chunk: Chunk, { start, end, items }: Bracketed, index: number): void {
  const item = items[index]
  if (item === undefined) return
  const previous = items[index - 1]
  const next = items[index + 1]
  if (next !== undefined) {
    change(draft, chunk, { start: item.start, end: next.start }, "")
    return
  }
  if (previous !== undefined) {
    change(draft, chunk, { start: previous.end, end: item.end }, "")
    return
  }
  const opening = textOf(draft, chunk, { start, end }).search(/[([{]/)
  const inner = textOf(draft, chunk, { start: item.start, end: end - 1 })
  // The only one: a trailing comma behind it goes as well.
  const comma = /^\s*,/.exec(inner.slice(item.end - item.start))?.[0].length ?? 0
  change(draft, chunk, { start: Math.max(item.start, start + opening + 1), end: item.end + comma }, "")
}
