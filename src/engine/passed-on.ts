import { samePlace } from "../model/place.ts"
import type { Framework } from "../semantics/framework.ts"
import type { Machine } from "../semantics/machine.ts"
import type { Value } from "../semantics/value.ts"
import { type Departure, departuresOf } from "./departures.ts"

/** Whether the handler around a refusal raises the same error again, so that it leaves as if nobody had taken it. */
export function isPassedOn(
  machine: Machine,
  frameworks: readonly Framework[],
  { of, value, handledBy, at }: Departure,
): boolean {
  if (handledBy === undefined) return false
  const all = departuresOf(machine, frameworks, of)
  // As it was raised, whatever an error handler makes of it further out.
  const status = all.find((one) => one.value === value && samePlace(one.at, at))?.status
  return all.some(
    (other) =>
      other.how === "raise" &&
      other.handledBy === undefined &&
      other.path.some(
        (step) => step.kind === "failure" && step.role === "branch" && samePlace(step.failure.at, handledBy.failure.at),
      ) &&
      isSameError(other.value, value) &&
      other.status.kind === "known" &&
      status?.kind === "known" &&
      other.status.value === status.value,
  )
}

/** Whether two errors are made of the same class. */
function isSameError(one: Value, other: Value): boolean {
  if (one.kind !== "call" || other.kind !== "call") return false
  const [a, b] = [one.callee, other.callee]
  if (a.kind === "class") return b.kind === "class" && a.declaration === b.declaration
  return a.kind === "external" && b.kind === "external" && a.path === b.path
}
