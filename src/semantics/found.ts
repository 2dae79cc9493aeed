import { samePlace } from "../model/place.ts"
import type { Condition, Value } from "./value.ts"

/** Whether a value was found to be there on the way. */
export type Presence = (value: Value) => boolean

/** `if (!user) return …` in front: from then on there is a user. */
export function foundOn(path: readonly Condition[]): Presence {
  return (value) => path.some((step) => shows(step, value))
}

function shows(step: Condition, value: Value): boolean {
  if (step.kind !== "test" || step.role === "branch") return false
  const isNegated = step.value.kind === "operation" && step.value.operator === "not"
  const tested = isNegated && step.value.kind === "operation" ? step.value.operands[0] : step.value
  if (tested === undefined || step.holds === isNegated) return false
  return isPartOf(tested, value)
}

/** What has a part that is there, is there. */
function isPartOf(tested: Value, value: Value): boolean {
  return isSame(tested, value) || (tested.kind === "member" && isPartOf(tested.object, value))
}

/** The same variable, or the same member of it, wherever it is written. */
function isSame(one: Value, other: Value): boolean {
  if (one.kind === "member" && other.kind === "member" && one.name === other.name)
    return isSame(one.object, other.object)
  return one.kind === other.kind && samePlace(one.at, other.at)
}
