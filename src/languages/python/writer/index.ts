import type { Module } from "../../../ir/module.ts"
import type { Edit, Slot, TextEdit } from "../../../model/edit.ts"
import { placeKey } from "../../../model/place.ts"
import { codeText } from "./code.ts"
import { change, chunkOf, createDraft, type Draft, quoted, Unwritable } from "./draft.ts"
import { isHeaderEdit, writeHeaders, writePassedHeaders } from "./headers.ts"
import { writeImports } from "./imports.ts"
import { writeLog } from "./log.ts"
import { insertAfter, insertBefore, insertInside, moveAfter, writeLeave } from "./statements.ts"
import { writeStatus } from "./status.ts"

/**
 * Writes edits of one file as changes of its text, sorted and without overlaps.
 * @returns `undefined` where one of them cannot be written as the code stands
 */
export function writePython(module: Module, text: string, edits: readonly Edit[]): readonly TextEdit[] | undefined {
  const draft = createDraft(module, text)
  try {
    const bySlot = new Map<string, Edit[]>()
    for (const edit of edits) {
      if (!isHeaderEdit(edit)) continue
      const key = slotKey(edit.slot)
      const same = bySlot.get(key)
      if (same === undefined) bySlot.set(key, [edit])
      else same.push(edit)
    }
    for (const group of bySlot.values()) {
      const headers = group.filter(isHeaderEdit)
      const [first] = headers
      if (first !== undefined) writeHeaders(draft, first.slot, headers)
    }
    // What is logged looks at what the others took out.
    for (const edit of edits) if (edit.kind !== "log-cause") write(draft, edit)
    for (const edit of edits) if (edit.kind === "log-cause") writeLog(draft, edit)
    writeImports(draft)
    return joined(draft.edits)
  } catch (error) {
    if (error instanceof Unwritable) return undefined
    throw error
  }
}

function write(draft: Draft, edit: Exclude<Edit, { kind: "log-cause" }>): void {
  switch (edit.kind) {
    case "set-header":
    case "remove-header":
      return
    case "set-status":
      writeStatus(draft, edit)
      return
    case "set-text":
      change(draft, chunkOf(draft, edit.at), edit.at, quoted(draft, edit.text))
      return
    case "pass-headers":
      writePassedHeaders(draft, edit)
      return
    case "leave":
      writeLeave(draft, edit)
      return
    case "replace":
      change(draft, chunkOf(draft, edit.at), edit.at, codeText(draft, edit.code))
      return
    case "insert": {
      const code = codeText(draft, edit.code)
      if (edit.where === "before") insertBefore(draft, edit.at, code)
      else if (edit.where === "after") insertAfter(draft, edit.at, code)
      else insertInside(draft, edit.at, code)
      return
    }
    case "move-after":
      moveAfter(draft, edit.statement, edit.after)
      return
    default:
      edit satisfies never
  }
}

function slotKey(slot: Slot): string {
  switch (slot.kind) {
    case "argument":
      return `${placeKey(slot.call)} ${slot.name}`
    case "value":
      return placeKey(slot.at)
    case "item":
      return `${placeKey(slot.after)} ${slot.map}`
    case "tuple":
      return placeKey(slot.at)
    case "new":
      return "new"
    case "pairs":
      return `${placeKey(slot.record)} ${slot.name}`
    default:
      return slot satisfies never
  }
}

/** Sorted; what touches is one change. @throws Unwritable where two take the same text */
function joined(edits: readonly TextEdit[]): readonly TextEdit[] {
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
