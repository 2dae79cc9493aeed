import type { Argument, Call } from "../../../ir/expression.ts"
import type { Chunk } from "../../../ir/module.ts"
import { nodeAt } from "../../../ir/walk.ts"
import type { ArgumentSlot } from "../../../model/edit.ts"
import { chunkOf, type Draft, Unwritable } from "../../writing/draft.ts"
import { addItem } from "../../writing/items.ts"

/** The call of a slot and the argument that it has there. */
export interface Found {
  readonly chunk: Chunk
  readonly call: Call
  readonly argument: Argument | undefined
}

/** Finds the argument as Python does: by name, or by position in front of the first spread. */
export function findArgument(draft: Draft, { call: place, name, position }: ArgumentSlot): Found {
  const chunk = chunkOf(draft, place)
  const call = nodeAt(chunk.body, place, "call")
  if (call === undefined) throw new Unwritable("the call is not where it was")
  const named = call.arguments.find((one) => one.kind === "keyword" && one.name === name)
  if (named !== undefined) return { chunk, call, argument: named }
  const spread = call.arguments.findIndex(({ kind }) => kind === "spread")
  const before = spread < 0 ? call.arguments : call.arguments.slice(0, spread)
  const placed = before.filter(({ kind }) => kind === "positional")
  return { chunk, call, argument: position === undefined ? undefined : placed[position] }
}

/** Adds a keyword argument behind the others, on a line of its own where they stand so. */
export function addArgument(draft: Draft, { chunk, call }: Found, written: string): void {
  addItem(draft, chunk, { start: call.start, end: call.end, items: call.arguments }, written)
}
