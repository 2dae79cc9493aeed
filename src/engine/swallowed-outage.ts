import { calledFunction } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import { mayFailOutside } from "../semantics/outage.ts"
import { truthOf } from "../semantics/reduce.ts"
import type { CallValue, Condition, Value } from "../semantics/value.ts"

const depthLimit = 4

/**
 * What is asked of a database or another server, where a test takes its failure for an answer: `if not is_known(key)`,
 * where `is_known` gives False whatever goes wrong.
 */
export function swallowedOutage(machine: Machine, path: readonly Condition[]): CallValue | undefined {
  const last = path.findLast(({ role }) => role !== "after-refusal")
  return last?.kind === "test" ? askedIn(machine, last.value, last.holds, 0) : undefined
}

function askedIn(machine: Machine, value: Value, holds: boolean, depth: number): CallValue | undefined {
  if (depth > depthLimit) return undefined
  if (value.kind === "operation") {
    const { operator, operands } = value
    const [first, second] = operands
    if (operator === "not" && first !== undefined) return askedIn(machine, first, !holds, depth + 1)
    const isNothing = second?.kind === "constant" && second.value === null
    if (first !== undefined && isNothing && /^(==|same)$/.test(operator))
      return askedIn(machine, first, !holds, depth + 1)
    if (operator !== (holds ? "or" : "and")) return undefined
    for (const operand of operands) {
      const asked = askedIn(machine, operand, holds, depth + 1)
      if (asked !== undefined) return asked
    }
    return undefined
  }
  const callee = value.kind === "call" ? calledFunction(machine, value) : undefined
  if (callee === undefined) return undefined
  for (const { value: given, path } of machine.trace(callee).returns) {
    const handler = path.findLast(({ role }) => role !== "after-refusal")
    if (handler?.kind !== "failure" || !handler.failure.broad) continue
    if (given.kind !== "constant" || truthOf(given) !== holds) continue
    const asked = handler.failure.tried.find((made) => mayFailOutside(machine, made))
    if (asked !== undefined) return asked
  }
  return undefined
}
