import type { ErrorHandler } from "../../semantics/app.ts"
import { classMember } from "../../semantics/lineage.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import { isA } from "../../semantics/type-test.ts"
import type { CallValue, Value } from "../../semantics/value.ts"
import { classDecorators, classOf, given } from "./decorators.ts"

// https://docs.nestjs.com/exception-filters: the filter that was bound last is asked first, and the first that takes
// an exception answers it.

/** A filter as the handlers of what it catches; `@Catch()` takes everything. */
export function filterOf(machine: Machine, value: Value): readonly ErrorHandler[] {
  const owner = classOf(machine, value)
  if (owner === undefined) return []
  const settled = settle(machine, value)
  const instance: CallValue =
    settled.kind === "call"
      ? settled
      : { kind: "call", callee: owner, arguments: [], effects: [], via: [], at: value.at }
  const handler = classMember(machine, owner, "catch", instance)
  if (handler?.kind !== "function") return []
  const caught = given(classDecorators(machine, owner), "Catch")
  const { at } = value
  if (caught.length === 0)
    return [{ takes: { kind: "external", path: "globalThis.Error", at }, handler, position: 0, broad: true, at }]
  return caught.map((takes) => ({ takes: settle(machine, takes), handler, position: 0, at }))
}

/** Filters in the order of their binding, without those that a later one leaves nothing to. */
export function reachable(machine: Machine, filters: readonly ErrorHandler[]): readonly ErrorHandler[] {
  return filters.filter(
    ({ takes }, index) => !filters.slice(index + 1).some((later) => takesAll(machine, later, takes)),
  )
}

function takesAll(machine: Machine, later: ErrorHandler, takes: Value): boolean {
  if (later.broad === true) return true
  if (takes.kind !== "class" && takes.kind !== "external") return false
  const made: CallValue = { kind: "call", callee: takes, arguments: [], effects: [], via: [], at: takes.at }
  return isA(machine, made, later.takes)
}
