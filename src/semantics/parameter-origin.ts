import { optionsOf } from "./choice.ts"
import { isConnection, isVerified } from "./conversion.ts"
import { asGateResult } from "./gate-result.ts"
import type { Machine } from "./machine.ts"
import { originOf } from "./origin.ts"
import { byTopic, heldInInput, nothing, type Origin, strongest } from "./origin-kind.ts"
import type { ParameterValue } from "./value.ts"
import { isBesideThePoint, topicOf } from "./vocabulary.ts"

/** What a parameter stands for: what is injected, what callers give, what it is called. */
export function originOfParameter(machine: Machine, value: ParameterValue, depth: number): Origin {
  if (isBesideThePoint(value.parameter.name) || isConnection(value)) return nothing
  const injection = machine.injected(value)
  if (injection !== undefined) {
    if (injection.kind === "credential") return { kind: "credential", strong: true, established: false }
    const inner = originOf(machine, injection.value, depth + 1)
    if (injection.kind === "input") return heldInInput(value.parameter.name)
    // Which gate it is may hang on how the function was made: only what all of them settle is settled.
    const gates = optionsOf(injection.value).map((one) =>
      asGateResult(machine, one.value, inner, (part) => originOf(machine, part, depth + 1)),
    )
    const gated = { ...strongest(gates), established: gates.every(({ established }) => established) }
    if (gated.kind !== "unknown") return gated
  }
  const said = topicOf(value.parameter.name)
  if (said === "right" || said === "account-state") return byTopic(said)
  const given = machine.given(value).map((one) => originOf(machine, one, depth + 1))
  const meet = strongest(given.filter(({ kind }) => kind !== "unknown" && kind !== "config"))
  if (meet.kind !== "unknown") return meet
  const named = byTopic(topicOf(value.parameter.name))
  if (named.kind === "credential" && isVerified(machine, value)) return { ...named, strong: true }
  if (named.kind !== "unknown") return named
  const type = value.parameter.annotation
  const typeName = type?.kind === "name" ? type.name : type?.kind === "member" ? type.name : undefined
  const typed = typeName === undefined ? undefined : topicOf(typeName)
  return typed === "identity" || typed === "claim" || typed === "credential"
    ? byTopic(typed)
    : { ...nothing, kind: "unknown" }
}
