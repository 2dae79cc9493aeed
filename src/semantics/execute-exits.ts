import type { Expression } from "../ir/expression.ts"
import type { Raise, Return } from "../ir/statement.ts"
import type { Place } from "../model/place.ts"
import type { Execution } from "./execute.ts"
import { constructed } from "./instance.ts"
import type { Condition, FailureCondition, Value } from "./value.ts"

/** Runs `raise`; alone, it raises what is being handled. */
export function executeRaise(execution: Execution, statement: Raise): void {
  const at = execution.place(statement)
  const handled = handledBy(execution)
  const value: Value =
    statement.value !== undefined
      ? raisedValue(execution, statement.value, at)
      : handled !== undefined
        ? { kind: "caught", failure: handled.failure, at }
        : { kind: "unknown", why: "raises what is being handled", at }
  fail(execution, value, execution.state.path, at)
  execution.state = { ...execution.state, left: "refusal" }
}

/** A foreign class that is raised as it is stands where it is raised, not where it is imported. */
function raisedValue(execution: Execution, expression: Expression, at: Place): Value {
  const value = constructed(execution.value(expression), at)
  return value.kind === "external" ? { ...value, at: execution.place(expression) } : value
}

/** Runs `return`; of a call that raises, nothing is returned. */
export function executeReturn(execution: Execution, statement: Return): void {
  const at = execution.place(statement)
  const value: Value =
    statement.value === undefined ? { kind: "constant", value: null, at } : execution.value(statement.value)
  // What a name holds was thrown, if at all, where it was assigned.
  if (statement.value?.kind !== "name" && throws(execution, value, at)) return
  execution.returns.push({ value, path: execution.state.path, at, written: execution.written })
  execution.state = { ...execution.state, left: "return" }
}

/**
 * Notes what a value raises by being a call that does: `abort(401)`, or the second part of `user or abort(401)`.
 * @returns whether nothing after it runs
 */
export function throws(execution: Execution, value: Value, at: Place): boolean {
  const { machine, state } = execution
  if (value.kind === "operation" && (value.operator === "or" || value.operator === "and")) {
    const [left, right] = value.operands
    const error = right?.kind === "call" ? machine.thrown(right) : undefined
    if (left === undefined || error === undefined) return false
    const holds = value.operator === "and"
    fail(execution, error, [...state.path, { kind: "test", value: left, holds, role: "branch", at: left.at }], at)
    return false
  }
  if (value.kind !== "call") return false
  const unless = machine.asserted(value)
  if (unless !== undefined) {
    const test = { kind: "test", value: unless.test, at: unless.test.at } as const
    fail(execution, unless.error, [...state.path, { ...test, holds: false, role: "branch" }], at)
    execution.state = { ...state, path: [...state.path, { ...test, holds: true, role: "after-refusal" }] }
    return false
  }
  const error = machine.thrown(value)
  if (error === undefined) return false
  fail(execution, error, state.path, at)
  execution.state = { ...state, left: "refusal" }
  return true
}

function fail(execution: Execution, value: Value, path: readonly Condition[], at: Place): void {
  execution.raises.push({
    value,
    path,
    at,
    handledBy: undefined,
    again: value.kind === "caught",
    // What its user raises comes back at the yield: a handler around it still answers.
    late: execution.hasYielded && handledBy(execution) === undefined,
  })
}

/** The failure that is being handled here. */
function handledBy({ state }: Execution): FailureCondition | undefined {
  const handled = state.path.findLast((condition) => condition.kind === "failure")
  return handled?.kind === "failure" ? handled : undefined
}
