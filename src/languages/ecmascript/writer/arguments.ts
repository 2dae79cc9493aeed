import type { Argument, Call, Expression, Record } from "../../../ir/expression.ts"
import type { Chunk } from "../../../ir/module.ts"
import { nodeAt } from "../../../ir/walk.ts"
import type { ArgumentSlot } from "../../../model/edit.ts"
import { change, chunkOf, textOf, Unwritable } from "../../writing/draft.ts"
import { addItem } from "../../writing/items.ts"
import type { EcmascriptDraft } from "./style.ts"

/** What a slot of a call holds, and how to put something there. */
export interface Found {
  readonly chunk: Chunk
  readonly call: Call
  /** The expression that is there, `undefined` or `null` written out counting as nothing. */
  readonly value: Expression | undefined
  readonly put: (written: string) => void
}

/** Finds a positional argument, or an entry of the record that stands there. */
export function findArgument(draft: EcmascriptDraft, slot: ArgumentSlot): Found {
  const chunk = chunkOf(draft, slot.call)
  const call = nodeAt(chunk.body, slot.call, "call")
  if (call === undefined) throw new Unwritable("the call is not where it was")
  const { position = call.arguments.length, property } = slot
  if (call.arguments.slice(0, position + 1).some(({ kind }) => kind !== "positional"))
    throw new Unwritable("arguments are spread")
  const given = call.arguments[position]
  const put = (written: string) => putArgument(draft, chunk, call, position, written)
  if (property === undefined) return { chunk, call, value: present(given), put }
  const options = present(given)
  if (options === undefined)
    return { chunk, call, value: undefined, put: (written) => put(`{ ${property}: ${written} }`) }
  if (options.kind !== "record") throw new Unwritable("the options are not written here")
  return entryOf(draft, chunk, call, options, property)
}

function entryOf(draft: EcmascriptDraft, chunk: Chunk, call: Call, record: Record, property: string): Found {
  const entry = record.entries.find(({ key }) => key?.kind === "literal" && String(key.value) === property)
  if (entry !== undefined) {
    const isShort = entry.key?.start === entry.value.start && entry.key.end === entry.value.end
    const replace = (written: string) =>
      change(draft, chunk, entry.value, isShort ? `${property}: ${written}` : written)
    return { chunk, call, value: isNothing(entry.value) ? undefined : entry.value, put: replace }
  }
  // What is spread into it may bring one along.
  if (record.entries.some(({ key }) => key === undefined)) throw new Unwritable("the options are spread")
  return { chunk, call, value: undefined, put: (written) => addEntry(draft, chunk, record, `${property}: ${written}`) }
}

/** Adds an entry behind the others; braces keep their inner spaces. */
export function addEntry(draft: EcmascriptDraft, chunk: Chunk, { start, end, entries }: Record, written: string): void {
  if (entries.length === 0) change(draft, chunk, { start, end }, `{ ${written} }`)
  else addItem(draft, chunk, { start, end, items: entries }, written)
}

/** What is left out in front of it is written as `undefined`. */
function putArgument(draft: EcmascriptDraft, chunk: Chunk, call: Call, position: number, written: string): void {
  const there = call.arguments[position]
  if (there !== undefined) {
    change(draft, chunk, there, written)
    return
  }
  const lacking = Array.from({ length: position - call.arguments.length }, () => "undefined")
  const list = [...lacking, written].join(", ")
  if (!textOf(draft, chunk, call).endsWith(")")) throw new Unwritable("it has no list of arguments")
  addItem(draft, chunk, { start: call.start, end: call.end, items: call.arguments }, list)
}

function present(argument: Argument | undefined): Expression | undefined {
  return argument === undefined || isNothing(argument.value) ? undefined : argument.value
}

function isNothing(value: Expression): boolean {
  return value.kind === "literal" && value.value === null
}
