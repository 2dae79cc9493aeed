import type { Dependency } from "../../semantics/app.ts"
import { argument } from "../../semantics/arguments.ts"
import { evaluate } from "../../semantics/evaluate.ts"
import type { InstanceCall } from "../../semantics/instance.ts"
import { lineage } from "../../semantics/lineage.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { FunctionValue, Value } from "../../semantics/value.ts"
import { wrapping } from "../wrapping.ts"
import { nameOf } from "./paths.ts"

// https://falcon.readthedocs.io/en/stable/api/hooks.html

/** What stands in front of a responder: the hooks of its class and of those that inherit it, then its own decorators. */
export function hooksOf(machine: Machine, resource: InstanceCall, handler: FunctionValue): readonly Dependency[] {
  const line = lineage(machine, resource.callee).flatMap((one) => (one?.kind === "class" ? [one] : []))
  const owner = line.findIndex(({ declaration }) => declaration === handler.owner?.declaration)
  // A hook on a base class is around what that class has, and not around what replaces it.
  const decorators = [...line.slice(0, owner + 1), handler].flatMap(({ declaration, closure }) =>
    declaration.decorators.map((one) => evaluate(machine, one, closure)),
  )
  return decorators.flatMap((one) => hookIn(machine, one) ?? wrapping(machine, [one], handler))
}

/** `falcon.before(crew_only, "write")` runs its first argument; `falcon.after(…)` runs once it is too late. */
function hookIn(machine: Machine, decorator: Value): readonly Dependency[] | undefined {
  if (decorator.kind !== "call" || decorator.callee.kind !== "external") return undefined
  const name = nameOf(decorator.callee.path)
  if (name === "after") return []
  const action = name === "before" ? argument(decorator.arguments, 0, "action").value : undefined
  return action === undefined ? undefined : [{ value: settle(machine, action), scopes: [] }]
}
