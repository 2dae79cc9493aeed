import type { Match } from "../ir/statement.ts"
import type { Execution } from "./execute.ts"
import { operate } from "./reduce.ts"
import { join, type State } from "./state.ts"
import type { Condition, Value } from "./value.ts"

/** Each case is a branch under its own test; the cases before it were passed. */
export function executeMatch(execution: Execution, { subject, cases }: Match): void {
  const value = execution.value(subject)
  const before = execution.state
  const passed: Condition[] = []
  const ends: State[] = []
  let exhausted = false
  for (const one of cases) {
    const tests = one.values.map((expected) =>
      operate("==", [value, execution.value(expected)], execution.place(expected)),
    )
    const test = tests.reduce<Value | undefined>(
      (all, next) => (all === undefined ? next : operate("or", [all, next], execution.place(one))),
      undefined,
    )
    const environment = before.environment.fork()
    for (const name of one.binds) environment.names.set(name, value)
    const held = test === undefined ? [] : [execution.condition(test, true, one)]
    execution.state = { environment, path: [...before.path, ...passed, ...held], left: undefined }
    if (one.guard !== undefined) {
      const guard = execution.value(one.guard)
      execution.state = {
        ...execution.state,
        path: [...execution.state.path, execution.condition(guard, true, one.guard)],
      }
    }
    execution.block(one.body)
    ends.push(execution.state)
    if (test !== undefined && one.guard === undefined) passed.push(execution.condition(test, false, one))
    exhausted ||= one.otherwise && one.guard === undefined
  }
  if (!exhausted)
    ends.push({ environment: before.environment.fork(), path: [...before.path, ...passed], left: undefined })
  execution.state = join(before, ends)
}
