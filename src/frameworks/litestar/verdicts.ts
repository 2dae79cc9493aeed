import { placeKey } from "../../model/place.ts"
import type { Setup, Wiring } from "../../semantics/framework.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { FunctionValue, Value } from "../../semantics/value.ts"

/**
 * https://docs.litestar.dev/latest/usage/security/guards.html: a guard refuses by raising, and nobody looks at what it
 * returns. One that only says whether somebody may lets everybody pass.
 */
export function unreadVerdicts(machine: Machine, { apps }: Setup): readonly Wiring[] {
  const found = new Map<string, Wiring>()
  for (const app of apps) {
    const guards = [
      ...app.routes.flatMap(({ dependencies }) => dependencies.map(({ value }) => value)),
      ...app.layers.flatMap(({ runs }) => runs ?? []),
    ]
    for (const guard of guards) {
      const of = settle(machine, guard)
      if (of.kind !== "function" || !isGuard(of)) continue
      for (const at of verdictsOf(machine, of)) {
        const data = { name: of.declaration.name, instead: "the handler's own answer" }
        found.set(placeKey(at), {
          kind: "unread-verdict",
          app,
          at,
          data,
          evidence: undefined,
          why: "what a guard returns is not read",
          repairs: [],
        })
      }
    }
  }
  return [...found.values()]
}

/** It is handed the connection and the handler. */
function isGuard({ declaration, owner }: FunctionValue): boolean {
  return owner === undefined && declaration.parameters.length === 2
}

/** Where it says no, or maybe; nowhere, if it also raises something or asks somebody who may. */
function verdictsOf(machine: Machine, of: FunctionValue): readonly Wiring["at"][] {
  const { returns, raises, calls } = machine.trace(of)
  if (raises.length > 0 || calls.some(({ call }) => call.callee.kind === "function")) return []
  return returns.filter(({ value }) => isVerdict(machine, value)).map(({ at }) => at)
}

function isVerdict(machine: Machine, value: Value): boolean {
  const settled = settle(machine, value)
  if (settled.kind === "constant") return settled.value === false
  return settled.kind === "operation" && /^(not|==|!=|(not-)?(in|same)|<=?|>=?)$/.test(settled.operator)
}
