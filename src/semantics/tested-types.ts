import { settle } from "./look-through.ts"
import type { Machine } from "./machine.ts"
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
    const isTest = holds && machine.library(callee.path)?.kind === "type-test"
    return isTest ? typesOf(given[0]?.value, given[1]?.value, failure) : undefined
  }
  const settled = settle(machine, value)
  return settled === value ? undefined : inner(settled, holds)
}

function typesOf(subject: Value | undefined, type: Value | undefined, failure: Failure): readonly Value[] | undefined {
  if (subject?.kind !== "caught" || subject.failure !== failure || type === undefined) return undefined
  return type.kind === "list" ? type.items : [type]
}
