import type { Expression } from "../../../ir/expression.ts"
import type { Chunk } from "../../../ir/module.ts"
import { around, isOf } from "../../../ir/walk.ts"
import type { SetStatus } from "../../../model/edit.ts"
import { change, chunkOf, type Draft, textOf, Unwritable } from "../../writing/draft.ts"
import { addArgument, findArgument } from "./arguments.ts"
import { importedFrom, moduleOf } from "./imports.ts"

// https://www.iana.org/assignments/http-status-codes
const names: Readonly<Record<number, string>> = { 401: "UNAUTHORIZED", 403: "FORBIDDEN" }

/** Writes a status as its neighbours are written: a number, or the name that the same library has for it. */
export function writeStatus(draft: Draft, { slot, status }: SetStatus): void {
  if (slot.kind === "argument") {
    const found = findArgument(draft, slot)
    const value = found.argument?.value
    if (value === undefined) {
      addArgument(draft, found, `${slot.name}=${status}`)
      return
    }
    change(draft, found.chunk, value, restated(draft, found.chunk, value, status))
    return
  }
  if (slot.kind !== "value") throw new Unwritable("the status is not written here")
  const chunk = chunkOf(draft, slot.at)
  const value = [...around(chunk.body, slot.at)].find(
    (node): node is Expression =>
      node.start === slot.at.start &&
      node.end === slot.at.end &&
      (isOf(node, "literal") || isOf(node, "member") || isOf(node, "name") || isOf(node, "call")),
  )
  if (value === undefined) throw new Unwritable("the status is not where it was")
  change(draft, chunk, value, restated(draft, chunk, value, status))
}

function restated(draft: Draft, chunk: Chunk, value: Expression, status: number): string {
  const written = textOf(draft, chunk, value)
  const name = names[status]
  if (name === undefined) return String(status)
  switch (value.kind) {
    case "literal":
      // `"401 Unauthorized"` of WSGI.
      return typeof value.value === "string" ? written.replace(/\d{3}[^"']*/, `${status}`) : String(status)
    case "member": {
      const renamed = written
        .replace(/\bHTTP_\d{3}_[A-Z_]+/, `HTTP_${status}_${name}`)
        .replace(/\bHTTP_\d{3}\b/, `HTTP_${status}`)
        .replace(/\b(UNAUTHORIZED|FORBIDDEN)\b/, name)
        .replace(/\b(unauthorized|forbidden)\b/, name.toLowerCase())
      return renamed === written ? String(status) : renamed
    }
    case "name": {
      const renamed = written.replace(/^HTTP_\d{3}_[A-Z_]+$/, `HTTP_${status}_${name}`)
      const module = renamed === written ? undefined : moduleOf(draft, written)
      return module === undefined ? String(status) : importedFrom(draft, module, renamed)
    }
    default:
      return String(status)
  }
}
