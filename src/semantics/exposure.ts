import type { Condition, Failure, Value } from "./value.ts"
import { isExposure, isStatusName } from "./vocabulary.ts"

/**
 * Whether a test has found that an error's words are for the client: `error.expose`, or a status of its own that blames
 * the client (`error.statusCode < 500`), which only those who word errors for clients give them.
 */
export function isMeant(condition: Condition, failure: Failure): boolean {
  return condition.kind === "test" && finds(condition.value, condition.holds, failure)
}

function finds(value: Value, holds: boolean, failure: Failure): boolean {
  if (value.kind === "member") return holds && isExposure(value.name) && isOf(value.object, failure)
  if (value.kind !== "operation") return false
  const [left, right] = value.operands
  if (left === undefined) return false
  if (value.operator === "not") return finds(left, !holds, failure)
  if (value.operator === (holds ? "and" : "or")) return value.operands.some((one) => finds(one, holds, failure))
  const limit = right?.kind === "constant" ? right.value : undefined
  const isBelow = (value.operator === "<" && limit === 500) || (value.operator === "<=" && limit === 499)
  const isAbove = (value.operator === ">=" && limit === 500) || (value.operator === ">" && limit === 499)
  return (holds ? isBelow : isAbove) && isStatusOf(left, failure)
}

/** `error.statusCode ?? 500` */
function isStatusOf(value: Value, failure: Failure): boolean {
  switch (value.kind) {
    case "member":
      return isStatusName(value.name) && isOf(value.object, failure)
    case "operation":
      return value.operands.some((operand) => isStatusOf(operand, failure))
    case "choice":
      return value.options.some((option) => isStatusOf(option.value, failure))
    default:
      return false
  }
}

function isOf(value: Value, failure: Failure): boolean {
  return value.kind === "caught" && value.failure === failure
}
