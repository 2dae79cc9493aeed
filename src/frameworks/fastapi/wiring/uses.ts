import { argument } from "../../../semantics/arguments.ts"
import type { Setup } from "../../../semantics/framework.ts"
import { settle } from "../../../semantics/look-through.ts"
import type { Machine } from "../../../semantics/machine.ts"
import type { CallValue, Value } from "../../../semantics/value.ts"
import { dependencyOf, markersOf } from "../dependencies.ts"

/** One `Depends(…)` or `Security(…)`. */
export interface Use {
  readonly marker: CallValue
  /** What it names. */
  readonly dependency: Value
  /** It stands in a list of `dependencies=[…]`, so that nobody gets its result. */
  readonly isListed: boolean
}

/** Every use of a dependency: in parameters, and in lists of apps, routers, routes and inclusions. */
export function usesOf(machine: Machine, { functions, operations }: Setup): readonly Use[] {
  const uses = new Map<string, Use>()
  const note = (value: Value, isListed: boolean) => {
    const marker = settle(machine, value)
    const dependency = dependencyOf(machine, marker)
    if (marker.kind !== "call" || dependency === undefined) return
    const { at } = marker
    const key = `${at.file} ${at.chunk.offset + at.start}`
    if (!uses.has(key)) uses.set(key, { marker, dependency, isListed })
  }
  for (const operation of operations) {
    const list = argument(operation.arguments, undefined, "dependencies").value
    const given = list === undefined ? undefined : settle(machine, list)
    if (given?.kind === "list") for (const item of given.items) note(item, true)
  }
  for (const of of functions) {
    for (const parameter of machine.trace(of).parameters)
      for (const marker of markersOf(machine, parameter)) note(marker, false)
  }
  return [...uses.values()]
}
