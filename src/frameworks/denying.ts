import type { Response } from "../semantics/framework.ts"
import { settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import type { FunctionValue, Value } from "../semantics/value.ts"

const depthLimit = 4

/** The answer that a way out of a function is, where it is one. */
type AnswerOf = (machine: Machine, value: Value, of: FunctionValue) => Response | undefined

/** Whether a function, or what it calls, is known to answer 401 or 403 by an error that leaves it. */
export function denies(machine: Machine, value: Value, answerOf: AnswerOf): boolean {
  return machine.recall("denies", value, () => inside(machine, value, answerOf, new Set(), 0))
}

/** @param seen functions that were asked already: what they say is counted once */
function inside(machine: Machine, value: Value, answerOf: AnswerOf, seen: Set<unknown>, depth: number): boolean {
  if (depth > depthLimit || value.kind !== "function" || seen.has(value.declaration)) return false
  seen.add(value.declaration)
  const { raises, calls } = machine.trace(value)
  // What somebody takes may become another answer.
  if (raises.some((one) => one.handledBy === undefined && isDenial(machine, answerOf(machine, one.value, value))))
    return true
  return calls.some(
    ({ call, within }) => within.length === 0 && inside(machine, call.callee, answerOf, seen, depth + 1),
  )
}

/** Whether an answer is a 401 or 403, always. */
export function isDenial(machine: Machine, answer: Response | undefined): boolean {
  if (answer === undefined) return false
  const { status, defaultStatus, open } = answer
  const known = status === undefined ? undefined : settle(machine, status)
  if (known === undefined) return !open && isDenied(defaultStatus)
  return known.kind === "constant" && isDenied(known.value)
}

function isDenied(status: unknown): boolean {
  return status === 401 || status === 403
}
