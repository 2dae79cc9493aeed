import type { Dependency } from "../semantics/app.ts"
import { wrapped } from "../semantics/decorators.ts"
import { settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import type { FunctionValue, Value } from "../semantics/value.ts"

/**
 * What decorators put in front of a handler, outermost first: a function of the project's own, and a package's as it is
 * written, for whoever knows the package. What cannot be read may be a gate.
 */
export function wrapping(
  machine: Machine,
  decorators: readonly Value[],
  handler: FunctionValue,
): readonly Dependency[] {
  return decorators.flatMap((one): readonly Dependency[] => {
    const own = wrapped(machine, one, handler)
    if (own !== undefined) return [{ value: own, scopes: [], by: one }]
    const settled = settle(machine, one)
    const isForeign = settled.kind === "external" || (settled.kind === "call" && settled.callee.kind === "external")
    // One of the project's own that gives back what it was given stands in front of nothing.
    if (settled.kind === "function" || settled.kind === "class") return []
    return [{ value: isForeign ? settled : { kind: "unknown", why: "a decorator", at: one.at }, scopes: [] }]
  })
}
