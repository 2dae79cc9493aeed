import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { FunctionValue, Value } from "../../semantics/value.ts"

/** Everything that a registration names, lists flattened: `use([auth, [limit]], router)`. */
export function flattened(machine: Machine, values: readonly Value[]): readonly Value[] {
  return values.flatMap((value) => {
    const settled = settle(machine, value)
    return settled.kind === "list" ? flattened(machine, settled.items) : [settled]
  })
}

/**
 * The functions of the project that run when a registered value is called: itself, what a factory gives, and what a
 * wrapper was given to run (`asyncHandler(async (req, res) => …)`, `controller.show.bind(controller)`).
 */
export function functionsIn(machine: Machine, value: Value, written: Value = value): readonly FunctionValue[] {
  const found: FunctionValue[] = []
  const add = (one: Value) => {
    if (one.kind === "function" && !found.some(({ declaration }) => declaration === one.declaration)) found.push(one)
  }
  add(value)
  if (value.kind === "choice") for (const option of value.options) add(settle(machine, option.value))
  for (const one of [value, written]) {
    if (one.kind !== "call") continue
    for (const { value: given } of one.arguments) add(settle(machine, given))
    if (one.callee.kind === "member" && one.callee.name === "bind") add(settle(machine, one.callee.object))
  }
  return found
}
