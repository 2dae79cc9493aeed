import { argument } from "../../../semantics/arguments.ts"
import type { Wiring } from "../../../semantics/framework.ts"
import { calledFunction, settle } from "../../../semantics/look-through.ts"
import type { Machine } from "../../../semantics/machine.ts"
import { call } from "../../../semantics/reduce.ts"
import type { FunctionValue, Value } from "../../../semantics/value.ts"
import { foreignType, isScheme, scopesIn } from "../dependencies.ts"
import type { Use } from "./uses.ts"

// https://fastapi.tiangolo.com/advanced/security/oauth2-scopes/: FastAPI collects scopes and compares none.

/** `Security(get_user, scopes=["admin"])`, where nothing below `get_user` takes `SecurityScopes`. */
export function unreadScopes(machine: Machine, { marker, dependency }: Use): readonly Wiring[] {
  const scopes = scopesIn(machine, marker)
  const given = argument(marker.arguments, 1, "scopes").value
  if (scopes.length === 0 || given === undefined || mayRead(machine, dependency, new Set())) return []
  return [
    {
      kind: "unread-scopes",
      at: marker.at,
      data: { scopes: scopes.map((scope) => `\`${scope}\``).join(", ") },
      evidence: given.at,
      why: "no dependency below it takes SecurityScopes",
      repairs: [],
    },
  ]
}

/** Whether something may compare scopes; what cannot be read may. */
function mayRead(machine: Machine, dependency: Value, seen: Set<FunctionValue["declaration"]>): boolean {
  const settled = settle(machine, dependency)
  const made = call(machine, settled, [], settled.at)
  const runs = made.kind === "call" ? calledFunction(machine, made) : undefined
  if (runs === undefined) return !isScheme(machine, settled)
  if (seen.has(runs.declaration)) return false
  seen.add(runs.declaration)
  return machine.trace(runs).parameters.some((parameter) => {
    if (
      parameter.parameter.annotation !== undefined &&
      /(^|\.)SecurityScopes$/.test(foreignType(machine, parameter) ?? "")
    )
      return true
    const injection = machine.injected(parameter)
    if (injection === undefined || injection.kind === "input") return false
    return injection.value.kind !== "call" || mayRead(machine, injection.value.callee, seen)
  })
}
