import type { Call, Expression, Record } from "../../../ir/expression.ts"
import type { Chunk } from "../../../ir/module.ts"
import { nodeAt } from "../../../ir/walk.ts"
import type { PassHeaders, SetHeader, Slot } from "../../../model/edit.ts"
import { change, chunkOf, quoted, textOf, Unwritable } from "../../writing/draft.ts"
import type { HeaderEdit } from "../../writing/header-edits.ts"
import { removeItem } from "../../writing/items.ts"
import { addEntry, type Found, findArgument } from "./arguments.ts"
import { codeText } from "./code.ts"
import { insertBefore } from "./statements.ts"
import type { EcmascriptDraft } from "./style.ts"

/** Writes everything that is done to the headers of one answer. */
export function writeHeaders(draft: EcmascriptDraft, slot: Slot, edits: readonly HeaderEdit[]): void {
  const sets = edits.flatMap((edit) => (edit.kind === "set-header" ? [edit] : []))
  switch (slot.kind) {
    case "argument": {
      const found = findArgument(draft, slot)
      if (sets.length < edits.length) remove(draft, found, edits)
      else if (found.value === undefined) found.put(recordOf(draft, sets))
      else complete(draft, found, found.value, sets)
      return
    }
    case "chain": {
      if (sets.length < edits.length) throw new Unwritable("the header is not written here")
      const chunk = chunkOf(draft, slot.call)
      const call = nodeAt(chunk.body, slot.call, "call")
      if (call === undefined) throw new Unwritable("the call is not where it was")
      const { end } = receiverOf(call)
      const calls = sets.map(({ name, value }) => `.${slot.method}(${quoted(draft, name)}, ${quoted(draft, value)})`)
      change(draft, chunk, { start: end, end }, calls.join(""))
      return
    }
    case "setter":
      if (sets.length < edits.length) throw new Unwritable("the header is not written here")
      for (const { name, value } of sets)
        insertBefore(draft, slot.before, `${slot.setter}(${quoted(draft, name)}, ${quoted(draft, value)})`)
      return
    case "new":
      draft.created.push(...sets)
      return
    default:
      throw new Unwritable("nothing here takes headers")
  }
}

/** `res` of `res.status(401).json({})`. */
function receiverOf({ callee }: Call): Expression {
  if (callee.kind !== "member") throw new Unwritable("it is called on nothing")
  return callee.object.kind === "call" ? receiverOf(callee.object) : callee.object
}

/** Passes a whole map of headers on, under the ones that are set here. */
export function writePassedHeaders(draft: EcmascriptDraft, { slot, from }: PassHeaders): void {
  if (slot.kind !== "argument") throw new Unwritable("nothing here takes headers")
  const found = findArgument(draft, slot)
  const passed = codeText(draft, from)
  const { value, chunk } = found
  if (value === undefined) {
    found.put(passed)
    return
  }
  if (value.kind !== "record") throw new Unwritable("the headers are not written here")
  const [first] = value.entries
  if (first === undefined) change(draft, chunk, value, passed)
  else change(draft, chunk, { start: first.start, end: first.start }, `...${passed}, `)
}

/** A map, or a name of one, with more headers. */
function complete(draft: EcmascriptDraft, { chunk, put }: Found, value: Expression, edits: readonly SetHeader[]): void {
  if (value.kind === "record") {
    for (const edit of edits) setEntry(draft, chunk, value, edit)
    return
  }
  // Anything else may be a `Headers`, of which a spread gives nothing.
  if (value.kind !== "name" || topLevelRecord(draft, value.name) === undefined)
    throw new Unwritable("the headers are not written here")
  put(`{ ...${value.name}, ${entriesOf(draft, edits)} }`)
}

function setEntry(draft: EcmascriptDraft, chunk: Chunk, record: Record, edit: SetHeader): void {
  const entry = record.entries.find(({ key }) => keyText(draft, key) === edit.name.toLowerCase())
  if (entry === undefined) addEntry(draft, chunk, record, entriesOf(draft, [edit]))
  else change(draft, chunk, entry.value, withParameter(draft, chunk, entry.value, edit) ?? quoted(draft, edit.value))
}

/** `` `Bearer scope="${scope}"` `` with one more parameter behind its scheme. */
function withParameter(
  draft: EcmascriptDraft,
  chunk: Chunk,
  value: Expression,
  { parameter }: SetHeader,
): string | undefined {
  if (value.kind !== "template" || parameter === undefined) return undefined
  const written = textOf(draft, chunk, value)
  const opening = /^`[A-Za-z]+ /.exec(written)?.[0]
  return opening === undefined ? undefined : `${opening}${parameter}, ${written.slice(opening.length)}`
}

function remove(draft: EcmascriptDraft, found: Found, edits: readonly HeaderEdit[]): void {
  const { chunk, value } = found
  const names = edits.map(({ name }) => name.toLowerCase())
  const record = value?.kind === "name" ? topLevelRecord(draft, value.name) : value
  if (value === undefined || record?.kind !== "record") throw new Unwritable("the header is not written here")
  const index = record.entries.findIndex(({ key }) => names.includes(keyText(draft, key) ?? ""))
  if (index < 0 || edits.length !== 1) throw new Unwritable("the header is not written here")
  if (record.entries.length > 1) {
    if (record !== value) throw new Unwritable("the map holds more than the header")
    removeItem(draft, chunk, { start: record.start, end: record.end, items: record.entries }, index)
    return
  }
  const { call } = found
  const argument = call.arguments.findIndex((one) => one.value === value)
  if (argument >= 0 && argument === call.arguments.length - 1)
    removeItem(draft, chunk, { start: call.start, end: call.end, items: call.arguments }, argument)
  else found.put("undefined")
}

function recordOf(draft: EcmascriptDraft, edits: readonly SetHeader[]): string {
  return `{ ${entriesOf(draft, edits)} }`
}

function entriesOf(draft: EcmascriptDraft, edits: readonly SetHeader[]): string {
  return edits.map(({ name, value }) => `${quoted(draft, name)}: ${quoted(draft, value)}`).join(", ")
}

/** A key's text in lower case, looking through a constant of the same file. */
function keyText(draft: EcmascriptDraft, key: Expression | undefined): string | undefined {
  if (key?.kind === "literal") return String(key.value).toLowerCase()
  const value = key?.kind === "name" ? topLevelValue(draft, key.name) : undefined
  return value?.kind === "literal" ? String(value.value).toLowerCase() : undefined
}

function topLevelRecord(draft: EcmascriptDraft, name: string): Record | undefined {
  const value = topLevelValue(draft, name)
  return value?.kind === "record" ? value : undefined
}

function topLevelValue({ module }: EcmascriptDraft, name: string): Expression | undefined {
  for (const { body } of module.chunks) {
    for (const statement of body) {
      if (statement.kind !== "assign" || statement.operator !== undefined) continue
      if (statement.targets.some((target) => target.kind === "name" && target.name === name)) return statement.value
    }
  }
  return undefined
}
