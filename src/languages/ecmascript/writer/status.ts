import type { Expression } from "../../../ir/expression.ts"
import type { Chunk } from "../../../ir/module.ts"
import { around, isOf } from "../../../ir/walk.ts"
import type { SetStatus } from "../../../model/edit.ts"
import { change, chunkOf, quoted, textOf, Unwritable } from "../../writing/draft.ts"
import { findArgument } from "./arguments.ts"
import type { EcmascriptDraft } from "./style.ts"

// https://www.iana.org/assignments/http-status-codes
const names: Readonly<Record<number, string>> = { 401: "UNAUTHORIZED", 403: "FORBIDDEN" }

/** Writes a status as it is written there: a number, or the name that the same enumeration has for it. */
export function writeStatus(draft: EcmascriptDraft, { slot, status }: SetStatus): void {
  if (slot.kind === "argument") {
    const { chunk, value, put } = findArgument(draft, slot)
    const text = slot.texts?.[status]
    if (text !== undefined) put(quoted(draft, text))
    else if (slot.texts !== undefined) throw new Unwritable("there is no word for the status")
    else put(value === undefined ? String(status) : restated(draft, chunk, value, status))
    return
  }
  if (slot.kind !== "value") throw new Unwritable("the status is not written here")
  const chunk = chunkOf(draft, slot.at)
  const value = [...around(chunk.body, slot.at)].find(
    (node): node is Expression =>
      node.start === slot.at.start && node.end === slot.at.end && (isOf(node, "literal") || isOf(node, "member")),
  )
  if (value === undefined) throw new Unwritable("the status is not where it was")
  change(draft, chunk, value, restated(draft, chunk, value, status))
}

function restated(draft: EcmascriptDraft, chunk: Chunk, value: Expression, status: number): string {
  const name = names[status]
  if (value.kind !== "member" || name === undefined) return String(status)
  const written = textOf(draft, chunk, value)
  const renamed = written
    .replace(/\b(HTTP_STATUS_)?(UNAUTHORIZED|FORBIDDEN)\b/, `$1${name}`)
    .replace(/\b(Unauthorized|Forbidden)\b/, `${name.charAt(0)}${name.slice(1).toLowerCase()}`)
  return renamed === written ? String(status) : renamed
}
