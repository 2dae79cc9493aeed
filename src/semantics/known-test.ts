import { calledFunction } from "./look-through.ts"
import type { Machine } from "./machine.ts"
import type { Condition, Value } from "./value.ts"

/**
 * Whether it is asked that there is such a thing at all, and not that somebody has it: `Object.values(Role).includes(role)`,
 * in place or in a function of the project's own. Whose role is none of ours holds a token that is none of ours.
 */
export function isKnownTest(machine: Machine, value: Value): boolean {
  if (value.kind !== "call") return false
  if (isAmongAll(value.callee)) return true
  const called = calledFunction(machine, value)
  if (called === undefined) return false
  const { returns } = machine.trace(called)
  return returns.some(({ value: given, path }) => isAmongAllCall(given) || path.some(isTestOfAll))
}

function isTestOfAll(condition: Condition): boolean {
  return condition.kind === "test" && isAmongAllCall(condition.value)
}

function isAmongAllCall(value: Value): boolean {
  return value.kind === "call" && isAmongAll(value.callee)
}

/** `Object.values(Role).includes` */
function isAmongAll(callee: Value): boolean {
  if (callee.kind !== "member" || callee.name !== "includes" || callee.object.kind !== "call") return false
  const { callee: listed, arguments: given } = callee.object
  const [of] = given
  return listed.kind === "external" && /\.(values|keys)$/.test(listed.path) && of?.value.kind === "record"
}
