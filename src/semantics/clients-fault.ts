import { isClassName, isExposure, isMessageKey } from "./error-vocabulary.ts"
import type { Condition, Failure, Value } from "./value.ts"
import { isStatusName } from "./vocabulary.ts"

/** From this status on, what went wrong is the server's own. */
const own = 500

const depthLimit = 6

/**
 * Whether a test on the way makes an error one whose text is meant for the client: `error.expose`, `error.status < 500`.
 * What a library says of an outage carries no such status.
 */
export function isClientsFault(condition: Condition, failure: Failure): boolean {
  return condition.kind === "test" && saysSo(condition.value, condition.holds, failure, 0)
}

function saysSo(value: Value, holds: boolean, failure: Failure, depth: number): boolean {
  if (depth > depthLimit) return false
  if (value.kind === "member")
    return holds && isExposure(value.name) && value.object.kind === "caught" && value.object.failure === failure
  if (value.kind !== "operation") return false
  const { operator, operands } = value
  const [left, right] = operands
  if (operator === "not") return left !== undefined && saysSo(left, !holds, failure, depth + 1)
  if (operator === (holds ? "and" : "or")) return operands.some((one) => saysSo(one, holds, failure, depth + 1))
  if (left === undefined || right === undefined) return false
  const isEqual = holds && /^(==|same)$/.test(operator)
  if (isEqual && (isGivenName(left, right, failure) || isKnownText(left, right, failure))) return true
  return (
    isBelow(left, operator, right, holds, failure) ||
    isBelow(right, mirrored[operator] ?? operator, left, holds, failure)
  )
}

/** `error.name === "bookingproblem"`: no library calls an error so, and whoever gave it the name gave it its words. */
function isGivenName(left: Value, right: Value, failure: Failure): boolean {
  if (left.kind !== "member" || left.name !== "name" || right.kind !== "constant") return false
  if (left.object.kind !== "caught" || left.object.failure !== failure) return false
  return typeof right.value === "string" && !isClassName(right.value)
}

/** `error.message === "Sold out."`, `str(error) == "Sold out."`: whoever wrote the test knows what it says. */
function isKnownText(left: Value, right: Value, failure: Failure): boolean {
  if (right.kind !== "constant" || typeof right.value !== "string") return false
  if (left.kind === "member") return isMessageKey(left.name) && isOf(left.object, failure)
  const [only, ...more] = left.kind === "call" && left.callee.kind === "external" ? left.arguments : []
  return only !== undefined && more.length === 0 && isOf(only.value, failure)
}

function isOf(value: Value, failure: Failure): boolean {
  return value.kind === "caught" && value.failure === failure
}

const mirrored: Readonly<Record<string, string>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" }

/** `status < 500`, `status <= 499`, and `status >= 500`, `status === 500` where they do not hold. */
function isBelow(status: Value, operator: string, bound: Value, holds: boolean, failure: Failure): boolean {
  if (bound.kind !== "constant" || typeof bound.value !== "number" || !isStatusOf(status, failure, 0)) return false
  const isSaid = holds
    ? (operator === "<" && bound.value <= own) || (operator === "<=" && bound.value < own)
    : (operator === ">=" && bound.value <= own) || (operator === ">" && bound.value < own)
  const isEquality = /^(==|same)$/.test(operator) ? !holds : /^(!=|not-same)$/.test(operator) && holds
  return isSaid || (isEquality && bound.value === own)
}

/** The status that an error says of itself, with or without another one in its place: `error.status ?? 500`. */
function isStatusOf(value: Value, failure: Failure, depth: number): boolean {
  if (depth > depthLimit) return false
  const inside = (one: Value) => isStatusOf(one, failure, depth + 1)
  switch (value.kind) {
    case "member":
      return isStatusName(value.name) && value.object.kind === "caught" && value.object.failure === failure
    case "choice":
      return value.options.some((option) => inside(option.value))
    case "operation":
      return value.operands.some(inside)
    case "call":
      return value.arguments.some((argument) => inside(argument.value))
    default:
      return false
  }
}
