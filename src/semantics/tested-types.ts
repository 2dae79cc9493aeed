import { settle } from "./look-through.ts"
import type { Machine } from "./machine.ts"
import { testedType } from "./type-test.ts"
import type { Failure, Value } from "./value.ts"

/** A test and the truth that leads on. */
interface Tested {
  readonly value: Value
  readonly holds: boolean
}

/**
 * The types that a caught error is of once a test has been passed: `isinstance(e, Denied)`, `e instanceof Denied`, alone,
 * beside other tests, or in a function of the project's own.
 */
export function testedTypes(
  machine: Machine,
  { value, holds }: Tested,
  failure: Failure,
  depth = 0,
): readonly Value[] | undefined {
  if (depth > 6) return undefined
  const inner = (one: Value, truth: boolean) => testedTypes(machine, { value: one, holds: truth }, failure, depth + 1)
  if (value.kind === "operation") {
    const [left, right] = value.operands
    if (value.operator === "not" && left !== undefined) return inner(left, !holds)
    if (value.operator === "instance-of") return holds ? typesOf(left, right, failure) : undefined
    if (/^(==|same)$/.test(value.operator) && holds) return typesMadeBy(left, right, failure)
    // It is of one of the types that were tried: `case A: case B:`.
    if (value.operator === "or" && holds) return all(value.operands.map((operand) => inner(operand, holds)))
    // All of what is joined by `and` holds; none of what is joined by `or` does.
    if (value.operator !== (holds ? "and" : "or")) return undefined
    for (const operand of value.operands) {
      const types = inner(operand, holds)
      if (types !== undefined) return types
    }
    return undefined
  }
  if (value.kind !== "call") return undefined
  const { callee, arguments: given } = value
  if (callee.kind === "external") {
    const model = holds ? machine.library(callee.path) : undefined
    return model?.kind === "type-test"
      ? typesOf(given[0]?.value, testedType(model, given, value.at), failure)
      : undefined
  }
  const settled = settle(machine, value)
  return settled === value ? undefined : inner(settled, holds)
}

/** What made the error, by identity: `error.constructor === Denied`, `type(error) is Denied`. */
function typesMadeBy(
  left: Value | undefined,
  right: Value | undefined,
  failure: Failure,
): readonly Value[] | undefined {
  if (left?.kind === "member" && left.name === "constructor") return typesOf(left.object, right, failure)
  const isAsked = left?.kind === "call" && left.callee.kind === "external" && left.callee.path === "type"
  if (isAsked) return typesOf(left.arguments[0]?.value, right, failure)
  return undefined
}

function all(types: readonly (readonly Value[] | undefined)[]): readonly Value[] | undefined {
  return types.every((one) => one !== undefined) ? types.flatMap((one) => one ?? []) : undefined
}

function typesOf(subject: Value | undefined, type: Value | undefined, failure: Failure): readonly Value[] | undefined {
  if (subject?.kind !== "caught" || subject.failure !== failure || type === undefined) return undefined
  return type.kind === "list" ? type.items : [type]
}
