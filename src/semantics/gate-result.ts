import { optionsOf } from "./choice.ts"
import { deedOf } from "./deed-vocabulary.ts"
import { calledFunction, settle } from "./look-through.ts"
import type { Machine } from "./machine.ts"
import type { Origin } from "./origin-kind.ts"
import type { Value } from "./value.ts"
import { topicOf } from "./vocabulary.ts"

/** What a dependency hands on has passed its refusals: an identity or claims from it are settled. */
export function asGateResult(machine: Machine, gate: Value, inner: Origin, originOf: (value: Value) => Origin): Origin {
  const callee = gate.kind === "call" ? calledFunction(machine, gate) : undefined
  if (callee === undefined) return inner
  const mayBeNobody = optionsOf(settle(machine, gate)).some(
    ({ value }) => value.kind === "constant" && value.value === null,
  )
  const named = deedOf(callee.declaration.name) === "identify" || topicOf(callee.declaration.name) === "identity"
  const kinds = optionsOf(settle(machine, gate)).map(({ value }) => originOf(value).kind)
  // A gate that hands on the subject of a token hands on who is asking.
  const isSomebody = named || kinds.includes("identity") || kinds.includes("registered-claim")
  const kind = isSomebody ? "identity" : kinds.includes("claim") ? "claim" : inner.kind
  const holdsSomebody = kind === "identity" || kind === "claim"
  return { kind, strong: true, established: holdsSomebody && !mayBeNobody }
}
