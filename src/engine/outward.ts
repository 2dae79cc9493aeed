import type { Chunk } from "../ir/module.ts"
import { placeKey } from "../model/place.ts"
import { optionsOf } from "../semantics/choice.ts"
import type { Framework, VersionOf } from "../semantics/framework.ts"
import { calledFunction, settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import type { Called } from "../semantics/trace.ts"
import type { Condition, FunctionValue, Value } from "../semantics/value.ts"
import { functionKey } from "./functions.ts"
import { Operations } from "./operations.ts"

/** What a function does to the rest of the project: the functions that it calls, what with, and under which tests. */
export type Outward = readonly { readonly key: string; readonly given: readonly (Value | Condition)[] }[]

/**
 * What a function that nothing calls does to the rest of the project.
 * @returns `undefined` where it does more than call: it defines, builds apps or gates, or raises errors of the project's own
 */
export function outwardOf(
  machine: Machine,
  frameworks: readonly Framework[],
  of: FunctionValue,
  versionOf: VersionOf,
): Outward | undefined {
  const trace = machine.trace(of)
  if (trace.inner.length > 0) return undefined
  if (trace.raises.some(({ value }) => value.kind !== "call" || value.callee.kind === "class")) return undefined
  for (const framework of frameworks) {
    const isGiven = ({ call }: Called) =>
      framework.implicit?.(machine, call, versionOf) !== undefined ||
      framework.dependency?.(machine, call) !== undefined
    if (trace.calls.some(isGiven)) return undefined
    const scripts = new Operations(machine, framework)
    scripts.play(trace)
    if (scripts.all.length > 0) return undefined
  }
  const calls = trace.calls.flatMap(({ call, path, within }) => {
    if (call.callee.kind === "external" || call.callee.kind === "class") return []
    const callee = calledFunction(machine, call) ?? settle(machine, call.callee)
    const key =
      callee.kind === "function" ? functionKey(callee) : callee.kind === "call" ? placeKey(callee.at) : undefined
    return key === undefined ? [] : [{ key, given: [...call.arguments.map(({ value }) => value), ...path, ...within] }]
  })
  // A caller may complete what a helper answers.
  const handed = trace.returns.flatMap(({ value }) => optionsOf(settle(machine, value)).map((option) => option.value))
  const completed = handed.filter((value) => value.kind === "call" && calledFunction(machine, value) !== undefined)
  return completed.length === 0 ? calls : [...calls, { key: "return", given: completed }]
}

/** Whether two functions do the same to the rest of the project, wherever it is written. */
export function sameOutward(a: Outward, b: Outward): boolean {
  return (
    a.length === b.length && a.every(({ key, given }, index) => key === b[index]?.key && same(given, b[index].given))
  )
}

/** Fields that are one and the same object, or differ. */
const identities = new Set(["closure", "declaration", "chunk"])

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, at) => same(one, b[at]))
  }
  if (a instanceof Map || b instanceof Map || a instanceof Set || b instanceof Set) return false
  const fields = new Map(Object.entries(b))
  const entries = Object.entries(a)
  return (
    entries.length === fields.size &&
    entries.every(([name, value]) => {
      const other = fields.get(name)
      // Where it stands is not what it is; a parameter's node is made anew with its function.
      if (name === "at") return true
      if (name === "parameter") return Object(value).name === Object(other).name
      return identities.has(name) ? value === other : same(value, other)
    })
  )
}

/** Whether a fact holds a place in a chunk. */
export function standsIn(fact: unknown, chunk: Chunk, depth = 0): boolean {
  if (typeof fact !== "object" || fact === null || depth > 8) return false
  if ("chunk" in fact) return fact.chunk === chunk
  return Object.values(fact).some((part) => standsIn(part, chunk, depth + 1))
}
