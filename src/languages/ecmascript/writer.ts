import type { Module } from "../../ir/module.ts"
import type { Edit, TextEdit } from "../../model/edit.ts"
import { inFile, type Place } from "../../model/place.ts"

/**
 * Writes what is one expression in every style: another status, another text.
 * Whatever needs a statement or an argument of its own is not written yet.
 */
export function writeEdits(module: Module, text: string, edits: readonly Edit[]): readonly TextEdit[] | undefined {
  const written: TextEdit[] = []
  for (const edit of edits) {
    const one = writeEdit(module, text, edit)
    if (one === undefined) return undefined
    written.push(one)
  }
  const sorted = written.toSorted((a, b) => a.start - b.start)
  const overlaps = sorted.some(({ start }, index) => start < (sorted[index - 1]?.end ?? 0))
  return overlaps ? undefined : sorted
}

function writeEdit(module: Module, text: string, edit: Edit): TextEdit | undefined {
  if (edit.kind === "set-status" && edit.slot.kind === "value") {
    return replace(module, edit.slot.at, String(edit.status))
  }
  return edit.kind === "set-text" ? replace(module, edit.at, quoted(text, edit.text)) : undefined
}

/** `undefined` where the file has changed under the place. */
function replace(module: Module, at: Place, newText: string): TextEdit | undefined {
  if (at.chunk.broken || !module.chunks.includes(at.chunk)) return undefined
  const { start, end } = inFile(at)
  return { start, end, newText }
}

/** In the quotes that most of the file's texts stand in. */
function quoted(file: string, text: string): string {
  const singles = file.match(/'/g)?.length ?? 0
  const doubles = file.match(/"/g)?.length ?? 0
  return singles > doubles ? `'${JSON.stringify(text).slice(1, -1).replaceAll("'", "\\'")}'` : JSON.stringify(text)
}
