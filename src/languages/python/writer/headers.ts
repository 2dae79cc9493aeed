import type { Call, Expression, Record } from "../../../ir/expression.ts"
import type { Chunk } from "../../../ir/module.ts"
import { nodeAt } from "../../../ir/walk.ts"
import type { PairsSlot, PassHeaders, RemoveHeader, SetHeader, Slot, TupleSlot } from "../../../model/edit.ts"
import { change, chunkOf, type Draft, quoted, textOf, Unwritable } from "../../writing/draft.ts"
import type { HeaderEdit } from "../../writing/header-edits.ts"
import { addItem, removeItem } from "../../writing/items.ts"
import { addArgument, findArgument } from "./arguments.ts"
import { codeText } from "./code.ts"
import { insertAfter } from "./statements.ts"

/** Writes everything that is done to the headers of one answer. */
export function writeHeaders(draft: Draft, slot: Slot, edits: readonly HeaderEdit[]): void {
  switch (slot.kind) {
    case "argument": {
      const found = findArgument(draft, slot)
      const value = found.argument?.value
      if (slot.challenge !== undefined) {
        const [edit] = edits
        if (value !== undefined || edit?.kind !== "set-header") throw new Unwritable("the challenge is an object")
        addArgument(draft, found, `${slot.name}=${codeText(draft, slot.challenge)}(${quoted(draft, edit.value)})`)
        return
      }
      if (value === undefined || isNone(value)) {
        const record = recordOf(draft, edits.flatMap(asSet))
        if (record === undefined) return
        if (value === undefined) addArgument(draft, found, `${slot.name}=${record}`)
        else change(draft, found.chunk, value, record)
        return
      }
      inMap(draft, found.chunk, found.call, value, edits)
      return
    }
    case "item":
      for (const { name, value } of edits.flatMap(asSet)) {
        const [key, text] = [quoted(draft, name), quoted(draft, value)]
        insertAfter(draft, slot.after, slot.isSetter ? `${slot.map}(${key}, ${text})` : `${slot.map}[${key}] = ${text}`)
      }
      return
    case "new":
      draft.created.push(...edits.flatMap(asSet))
      return
    case "tuple":
      inTuple(draft, slot, edits)
      return
    case "pairs":
      inPairs(draft, slot, edits.flatMap(asSet))
      return
    default:
      throw new Unwritable("nothing here takes headers")
  }
}

/** Passes a whole map of headers on, under the ones that are set here. */
export function writePassedHeaders(draft: Draft, { slot, from }: PassHeaders): void {
  if (slot.kind !== "argument" || slot.challenge !== undefined) throw new Unwritable("nothing here takes headers")
  const found = findArgument(draft, slot)
  const passed = codeText(draft, from)
  const value = found.argument?.value
  if (value === undefined) {
    addArgument(draft, found, `${slot.name}=${passed}`)
    return
  }
  const written = textOf(draft, found.chunk, value)
  const [first] = value.kind === "record" ? value.entries : []
  if (isNone(value) || (value.kind === "record" && first === undefined)) change(draft, found.chunk, value, passed)
  else if (first === undefined) change(draft, found.chunk, value, `{**(${passed} or {}), **(${written} or {})}`)
  else change(draft, found.chunk, { start: first.start, end: first.start }, `**(${passed} or {}), `)
}

function asSet(edit: HeaderEdit): readonly SetHeader[] {
  return edit.kind === "set-header" ? [edit] : []
}

function inMap(draft: Draft, chunk: Chunk, call: Call, value: Expression, edits: readonly HeaderEdit[]): void {
  if (value.kind === "record") {
    if (edits.some(({ kind }) => kind === "remove-header")) {
      removeFrom(draft, chunk, call, value, edits)
      return
    }
    complete(draft, chunk, value, edits.flatMap(asSet))
    return
  }
  const [edit] = edits
  if (edit?.kind === "remove-header") removeWhole(draft, chunk, call, value, edit)
  else complete(draft, chunk, value, edits.flatMap(asSet))
}

/** A map, or an expression that gives one, with more headers. */
function complete(draft: Draft, chunk: Chunk, value: Expression, edits: readonly SetHeader[]): void {
  if (value.kind === "record") {
    for (const edit of edits) setEntry(draft, chunk, value, edit)
    return
  }
  const entries = edits.map((one) => `${quoted(draft, one.name)}: ${quoted(draft, one.value)}`)
  const written = textOf(draft, chunk, value)
  // What is not written here may be None, unless the file itself says that it is a map.
  const spread = value.kind === "name" && isTopLevelRecord(draft, value.name) ? written : `(${written} or {})`
  change(draft, chunk, value, `{**${spread}, ${entries.join(", ")}}`)
}

function setEntry(draft: Draft, chunk: Chunk, record: Record, edit: SetHeader): void {
  const { name, value } = edit
  const entry = record.entries.find(({ key }) => keyText(draft, key) === name.toLowerCase())
  if (entry !== undefined) {
    change(draft, chunk, entry.value, withParameter(draft, chunk, entry.value, edit) ?? quoted(draft, value))
  } else {
    const { start, end, entries } = record
    addItem(draft, chunk, { start, end, items: entries }, `${quoted(draft, name)}: ${quoted(draft, value)}`)
  }
}

/** `f'Bearer scope="{scope}"'` with one more parameter behind its scheme. */
function withParameter(draft: Draft, chunk: Chunk, value: Expression, { parameter }: SetHeader): string | undefined {
  if (value.kind !== "template" || parameter === undefined) return undefined
  const written = textOf(draft, chunk, value)
  const [, opening, quote] = /^([fF](["'])[A-Za-z]+ )/.exec(written) ?? []
  if (opening === undefined) return undefined
  const fitting = quote === '"' ? parameter.replaceAll('"', '\\"') : parameter
  return `${opening}${fitting}, ${written.slice(opening.length)}`
}

function removeFrom(draft: Draft, chunk: Chunk, call: Call, record: Record, edits: readonly HeaderEdit[]): void {
  const names = edits.map(({ name }) => name.toLowerCase())
  const kept = record.entries.filter(({ key }) => !names.includes(keyText(draft, key) ?? ""))
  if (kept.length === record.entries.length) throw new Unwritable("the header is not written here")
  if (kept.length === 0) {
    removeArgument(draft, chunk, call, record)
    return
  }
  const index = record.entries.findIndex(({ key }) => names.includes(keyText(draft, key) ?? ""))
  removeItem(draft, chunk, { start: record.start, end: record.end, items: record.entries }, index)
}

/** A map that is written elsewhere and holds nothing but the header is not needed. */
function removeWhole(draft: Draft, chunk: Chunk, call: Call, value: Expression, { name }: RemoveHeader): void {
  if (holdsMore(draft, value, name)) throw new Unwritable("the map holds more than the header")
  removeArgument(draft, chunk, call, value)
}

function holdsMore(draft: Draft, value: Expression, header: string): boolean {
  const record = value.kind === "name" ? topLevelRecord(draft, value.name) : value.kind === "record" ? value : undefined
  return record?.entries.some(({ key }) => keyText(draft, key) !== header.toLowerCase()) !== false
}

function removeArgument(draft: Draft, chunk: Chunk, call: Call, value: Expression): void {
  const index = call.arguments.findIndex((argument) => argument.value === value)
  const isMovable = call.arguments[index]?.kind === "keyword" || index === call.arguments.length - 1
  if (!isMovable) {
    change(draft, chunk, value, "None")
    return
  }
  removeItem(draft, chunk, { start: call.start, end: call.end, items: call.arguments }, index)
}

/** `"headers": [(b"www-authenticate", b"Bearer")]` of a raw message. */
function inPairs(draft: Draft, slot: PairsSlot, edits: readonly SetHeader[]): void {
  const chunk = chunkOf(draft, slot.record)
  const record = nodeAt(chunk.body, slot.record, "record")
  if (record === undefined) throw new Unwritable("the message is not where it was")
  const pairs = edits.map(({ name, value }) => `(b${quoted(draft, name.toLowerCase())}, b${quoted(draft, value)})`)
  const entry = record.entries.find(({ key }) => keyText(draft, key) === slot.name)
  if (entry === undefined) {
    const { start, end, entries } = record
    addItem(draft, chunk, { start, end, items: entries }, `${quoted(draft, slot.name)}: [${pairs.join(", ")}]`)
    return
  }
  if (entry.value.kind !== "list" || entry.value.flavour !== "list") throw new Unwritable("the headers are no list")
  const { start, end, items } = entry.value
  addItem(draft, chunk, { start, end, items }, pairs.join(", "))
}

/** `return body, 401` gets its headers as a third part, whether it stands in parentheses or not. */
function inTuple(draft: Draft, slot: TupleSlot, edits: readonly HeaderEdit[]): void {
  const chunk = chunkOf(draft, slot.at)
  const tuple = nodeAt(chunk.body, slot.at, "list")
  const last = tuple?.items.at(-1)
  if (tuple === undefined || last === undefined) throw new Unwritable("the answer is not where it was")
  const { start, end, items } = tuple
  const [, , headers] = items
  const sets = edits.flatMap(asSet)
  if (headers !== undefined) {
    if (sets.length > 0) complete(draft, chunk, headers, sets)
    else if (edits.some(({ name }) => holdsMore(draft, headers, name))) throw new Unwritable("the map holds more")
    else removeItem(draft, chunk, tuple, 2)
    return
  }
  const record = recordOf(draft, sets)
  if (items.length !== 2 || record === undefined) throw new Unwritable("the headers are not written here")
  const isBare = textOf(draft, chunk, { start, end: start + 1 }) !== "(" || start === items[0]?.start
  addItem(draft, chunk, { start, end: isBare ? last.end + 1 : end, items }, record)
}

function recordOf(draft: Draft, edits: readonly SetHeader[]): string | undefined {
  if (edits.length === 0) return undefined
  return `{${edits.map(({ name, value }) => `${quoted(draft, name)}: ${quoted(draft, value)}`).join(", ")}}`
}

/** A key's text in lower case, looking through a constant of the same file. */
function keyText(draft: Draft, key: Expression | undefined): string | undefined {
  if (key?.kind === "literal") return String(key.value).toLowerCase()
  if (key?.kind !== "name") return undefined
  const value = topLevelValue(draft, key.name)
  return value?.kind === "literal" ? String(value.value).toLowerCase() : undefined
}

function isNone(value: Expression): boolean {
  return value.kind === "literal" && value.value === null
}

function isTopLevelRecord(draft: Draft, name: string): boolean {
  return topLevelRecord(draft, name) !== undefined
}

function topLevelRecord(draft: Draft, name: string): Record | undefined {
  const value = topLevelValue(draft, name)
  return value?.kind === "record" ? value : undefined
}

function topLevelValue({ module }: Draft, name: string): Expression | undefined {
  for (const { body } of module.chunks) {
    for (const statement of body) {
      if (statement.kind !== "assign" || statement.operator !== undefined) continue
      if (statement.targets.some((target) => target.kind === "name" && target.name === name)) return statement.value
    }
  }
  return undefined
}
