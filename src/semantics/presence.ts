import type { Machine } from "./machine.ts"
import { element } from "./member.ts"
import { originOf } from "./origin.ts"
import type { Condition, Value } from "./value.ts"

/** Whether a path is taken only by requests that carry a credential: a browser's preflight never does. */
export function needsCredential(machine: Machine, path: readonly Condition[]): boolean {
  return path.some((condition) => condition.kind === "test" && isPresent(machine, condition.value, condition.holds))
}

function isPresent(machine: Machine, value: Value, holds: boolean): boolean {
  if (value.kind !== "operation") return holds && originOf(machine, value).kind === "credential"
  const [left, right] = value.operands
  if (left === undefined) return false
  switch (value.operator) {
    case "not":
      return isPresent(machine, left, !holds)
    case "and":
    case "or": {
      // All parts of a true "and" hold, all parts of a false "or" fail; otherwise each part must need it.
      const parts = value.operands.map((operand) => isPresent(machine, operand, holds))
      return (value.operator === "and") === holds ? parts.includes(true) : parts.every(Boolean)
    }
    case "==":
    case "same":
    case "!=":
    case "not-same": {
      const isEqual = (value.operator === "==" || value.operator === "same") === holds
      if (right?.kind === "constant" && right.value === null) return isPresent(machine, left, !isEqual)
      return isEqual && right?.kind !== "constant" && originOf(machine, left).kind === "credential"
    }
    case "in":
    case "not-in":
      if (right === undefined || left.kind !== "constant" || right.kind === "list" || right.kind === "constant")
        return false
      return isPresent(machine, element(right, left, value.at), (value.operator === "in") === holds)
    default:
      return false
  }
}
