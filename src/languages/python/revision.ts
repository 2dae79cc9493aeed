import type { Chunk, Module } from "../../ir/module.ts"
import type { Origin } from "./chunks.ts"

/**
 * Where an edit stayed within the body of one function, its chunk of the last reading is revised and stands for the new
 * one. A body that is half-typed leaves the last whole one in its place.
 * @param chunks of this reading; chunks of the last one whose text did not change are among them already
 */
export function revised(
  previous: Module | undefined,
  chunks: Chunk[],
  origins: WeakMap<Chunk, Origin>,
): readonly Chunk[] {
  const before = previous?.chunks ?? []
  if (before.length !== chunks.length) return chunks
  const index = chunks.findIndex((chunk, at) => chunk !== before[at])
  const old = before[index]
  const fresh = chunks[index]
  if (old === undefined || fresh === undefined || chunks.some((chunk, at) => at > index && chunk !== before[at]))
    return chunks
  const head = headOf(old, origins)
  const origin = origins.get(fresh)
  if (head === undefined || origin === undefined || !origin.text.startsWith(head)) return chunks
  if (!fresh.broken && headOf(fresh, origins) !== head) return chunks
  old.offset = fresh.offset
  old.length = fresh.length
  old.broken = fresh.broken
  if (!fresh.broken) {
    old.body = fresh.body
    old.revision++
  }
  origins.set(old, origin)
  return chunks.with(index, old)
}

/** The text of a function up to its first statement; `undefined` for anything else. */
function headOf(chunk: Chunk, origins: WeakMap<Chunk, Origin>): string | undefined {
  const [statement, ...others] = chunk.body
  if (statement?.kind !== "function" || others.length > 0) return undefined
  const [first] = statement.body
  return first === undefined ? undefined : origins.get(chunk)?.text.slice(0, first.start)
}
