import type { Parameter } from "../ir/statement.ts"
import { around, isOf } from "../ir/walk.ts"
import { type Place, samePlace } from "../model/place.ts"
import { isDebug } from "../semantics/debug.ts"
import { keyName } from "../semantics/key-name.ts"
import { settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import type { Leaving } from "../semantics/trace.ts"
import type { Condition, FunctionValue, Value } from "../semantics/value.ts"
import { writtenValues } from "../semantics/written-value.ts"

/**
 * Whether origins are any origin: as they stand, or where nobody sets them.
 * @param isAny of what stands in the source for them
 * @param when what leads to the place where they hold
 */
export function opennessOf(
  machine: Machine,
  origins: Value,
  isAny: (value: Value) => boolean,
  when: readonly Condition[],
): "open-cors" | "open-cors-by-default" | undefined {
  if (when.some((condition) => isDebug(condition, []) || rulesOut(machine, condition, origins, 0))) return undefined
  const settled = settle(machine, origins)
  if (settled.kind === "function") return isAny(settled) ? "open-cors" : undefined
  const written = writtenValues(machine, settled)
  if (written.length === 0 || !written.every((one) => one !== undefined && isAny(one.value))) return undefined
  if (written.some((one) => one?.fallback === true) || settled.kind === "operation") return "open-cors-by-default"
  // What another class of settings says may be only its default.
  const isMember = written.some((one) => one !== undefined && isOfClass(one.value.at))
  return isMember ? undefined : "open-cors"
}

/** `if settings.origins:` in front of `settings.origins or ["*"]`: what stands in for none is never used. */
function rulesOut(machine: Machine, condition: Condition, origins: Value, depth: number): boolean {
  if (depth > 6 || condition.kind !== "test" || !condition.holds) return false
  const value = settle(machine, origins)
  if (value.kind !== "operation") return false
  const [first] = value.operands
  if (first !== undefined && /^(or|\?\?)$/.test(value.operator)) return isSame(machine, first, condition.value)
  return value.operands.some((one) => rulesOut(machine, condition, one, depth + 1))
}

function isSame(machine: Machine, one: Value, other: Value): boolean {
  if (one.kind === "member" && other.kind === "member")
    return one.name === other.name && samePlace(one.object.at, other.object.at)
  const name = keyName(machine, one)
  return name === undefined ? samePlace(one.at, other.at) : name === keyName(machine, other)
}

function isOfClass(at: Place): boolean {
  return [...around(at.chunk.body, at)].some((node) => isOf(node, "class"))
}

/** Whether what stands there for origins lets any origin in. */
export function isAnyOf(machine: Machine, value: Value, reflects: boolean): boolean {
  if (value.kind === "function") return isReflecting(machine, value)
  if (value.kind === "list")
    return reflects && value.items.some((item) => item.kind === "constant" && item.value === "*")
  if (value.kind !== "constant") return false
  return value.value === true || (reflects && (value.value === "*" || value.value === ".*"))
}

/** `(origin) => origin`, `(origin, callback) => callback(null, true)`. */
function isReflecting(machine: Machine, of: FunctionValue): boolean {
  const [origin, callback] = of.declaration.parameters
  const { returns, calls } = machine.trace(of)
  const isItself = ({ value, path }: Leaving) => path.length === 0 && holdsOrigin(value, origin)
  const told = calls.filter(({ call }) => call.callee.kind === "parameter" && call.callee.parameter === callback)
  const isTold = told.some(({ call, path }) => {
    const answer = call.arguments[1]?.value
    return path.length === 0 && answer?.kind === "constant" && answer.value === true
  })
  return (returns.length === 1 && returns.every(isItself)) || (told.length === 1 && isTold)
}

/** What asked, as it is: `origin`, `ctx.get("Origin")`, `ctx.headers.origin`. */
function holdsOrigin(value: Value, given: Parameter | undefined): boolean {
  if (value.kind === "parameter") return value.parameter === given
  const isOrigin = (name: Value | undefined) => name?.kind === "constant" && /^origin$/i.test(String(name.value))
  const isNamed =
    (value.kind === "member" && value.name === "origin") ||
    (value.kind === "element" && isOrigin(value.index)) ||
    (value.kind === "call" && isOrigin(value.arguments[0]?.value))
  return isNamed && isPartOf(value, given)
}

function isPartOf(value: Value, given: Parameter | undefined): boolean {
  switch (value.kind) {
    case "parameter":
      return value.parameter === given
    case "member":
    case "element":
      return isPartOf(value.object, given)
    case "call":
      return isPartOf(value.callee, given)
    default:
      return false
  }
}
