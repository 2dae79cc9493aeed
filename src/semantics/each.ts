import { settle } from "./look-through.ts"
import type { Machine } from "./machine.ts"
import { element } from "./member.ts"
import type { Value } from "./value.ts"

/**
 * Everything that a value stands for in turn: the items of the list that a loop goes through, and their parts
 * (`for router, prefix in [(a, "/a"), (b, "/b")]`). Any other value is itself, settled.
 */
export function eachOf(machine: Machine, value: Value): readonly Value[] {
  const settled = settle(machine, value)
  if (settled.kind === "choice") return settled.options.flatMap((option) => eachOf(machine, option.value))
  if (settled.kind !== "element") return [settled]
  const { object, index } = settled
  if (index === undefined) {
    const list = settle(machine, object)
    return list.kind === "list" ? list.items.flatMap((item) => eachOf(machine, item)) : [settled]
  }
  return eachOf(machine, object).flatMap((one) => {
    const part = element(one, index, settled.at)
    return part.kind === "element" ? [part] : eachOf(machine, part)
  })
}
