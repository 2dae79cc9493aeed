import { judgeFailure } from "../../../semantics/failure.ts"
import type { Wiring } from "../../../semantics/framework.ts"
import type { Machine } from "../../../semantics/machine.ts"
import type { Use } from "./uses.ts"

/** `dependencies=[Depends(get_user)]`, where `get_user` gives None for a bad token and refuses nobody. */
export function idleGate(machine: Machine, { marker, dependency, isListed }: Use): readonly Wiring[] {
  if (!isListed || dependency.kind !== "function") return []
  const { returns, raises } = machine.trace(dependency)
  if (raises.some(({ handledBy }) => handledBy === undefined)) return []
  const dropped = returns.find(({ value, path }) => {
    const last = path.findLast(({ role }) => role !== "after-refusal")
    if (value.kind !== "constant" || last?.kind !== "failure") return false
    const { kind, strong } = judgeFailure(machine, last.failure)
    return kind === "authentication" && strong
  })
  if (dropped === undefined) return []
  return [
    {
      kind: "swallowed-failure",
      at: marker.at,
      data: { by: dependency.declaration.name },
      evidence: dropped.at,
      why: "the failure is dropped",
      repairs: [],
    },
  ]
}
