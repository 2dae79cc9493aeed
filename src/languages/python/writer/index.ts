import type { Module } from "../../../ir/module.ts"
import type { Edit, TextEdit } from "../../../model/edit.ts"
import { change, chunkOf, createDraft, type Draft, joined, quoted, Unwritable } from "../../writing/draft.ts"
import { bySlot } from "../../writing/header-edits.ts"
import { moveAfter } from "../../writing/statements.ts"
import { codeText } from "./code.ts"
import { writeHeaders, writePassedHeaders } from "./headers.ts"
import { writeImports } from "./imports.ts"
import { writeLog } from "./log.ts"
import { insertAfter, insertBefore, insertInside, writeLeave } from "./statements.ts"
import { writeStatus } from "./status.ts"

/**
 * Writes edits of one file as changes of its text, sorted and without overlaps.
 * @returns `undefined` where one of them cannot be written as the code stands
 */
export function writePython(module: Module, text: string, edits: readonly Edit[]): readonly TextEdit[] | undefined {
  const draft = createDraft(module, text)
  try {
    for (const [slot, headers] of bySlot(edits)) writeHeaders(draft, slot, headers)
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
