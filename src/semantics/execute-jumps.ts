import type { Loop, Try, With } from "../ir/statement.ts"
import type { Execution } from "./execute.ts"
import type { Machine } from "./machine.ts"
import { element } from "./member.ts"
import { isLive, join, type State } from "./state.ts"
import type { Raising } from "./trace.ts"
import { isA } from "./type-test.ts"
import type { CallValue, Condition, Failure, FailureCondition, Value } from "./value.ts"

/** A loop runs once: its names may or may not have changed afterwards. */
export function executeLoop(execution: Execution, { target, iterable, test, body, otherwise }: Loop): void {
  const before = execution.state
  const inside = before.environment.fork()
  execution.state = { environment: inside, path: before.path, left: undefined }
  if (iterable !== undefined) {
    const items = execution.value(iterable)
    if (target !== undefined) execution.bind(target, element(items, undefined, execution.place(target)))
  }
  if (test !== undefined) {
    const value = execution.value(test)
    const isEndless = value.kind === "constant" && value.value === true
    if (!isEndless)
      execution.state = { ...execution.state, path: [...before.path, execution.condition(value, true, test)] }
  }
  const returnsBefore = execution.returns.length
  execution.block(body)
  const once: State = { ...execution.state, left: undefined }
  // `for key in keys: if key == given: return user` and then a refusal: what failed is the test in the loop.
  const missed = execution.returns
    .slice(returnsBefore)
    .flatMap(({ path }) => opposite(path.slice(before.path.length).at(-1)))
  const skipped: State = { environment: before.environment.fork(), path: before.path, left: undefined }
  const after = join(before, [{ ...once, path: before.path }, skipped])
  execution.state = { ...after, path: [...before.path, ...missed] }
  if (otherwise.length > 0) execution.block(otherwise)
}

export function executeWith(execution: Execution, { items, body }: With): void {
  for (const { context, target } of items) {
    const value = execution.value(context)
    if (target !== undefined) execution.bind(target, value)
  }
  execution.block(body)
}

function opposite(condition: Condition | undefined): readonly Condition[] {
  return condition?.kind === "test" ? [{ ...condition, holds: !condition.holds, role: "after-return" }] : []
}

/**
 * Runs `try`: its body, then each handler, with the names as they stood before and those that only the body bound, then
 * `else` and `finally`. Leaves the state in which execution goes on; body errors name the handler that takes them.
 */
export function executeTry(execution: Execution, { body, handlers, otherwise, finally: last }: Try): void {
  const before = execution.state
  const { machine } = execution
  const callsBefore = execution.calls.length
  const raisesBefore = execution.raises.length
  const outer = execution.within
  const failures: { condition: FailureCondition; tried: CallValue[] }[] = handlers.map((handler) => {
    const types = handler.types.map((type) => execution.value(type))
    const tried: CallValue[] = []
    const at = execution.place(handler)
    const failure: Failure = { types, tried, broad: isBroad(types, before.environment.language.broadErrors), at }
    return { condition: { kind: "failure", failure, role: "branch", at }, tried }
  })
  execution.within = [...failures.map(({ condition }) => condition), ...outer]
  execution.state = { environment: before.environment.fork(), path: before.path, left: undefined }
  execution.block(body)
  execution.within = outer
  const done = execution.state
  const made = execution.calls.slice(callsBefore).map(({ call }) => call)
  for (const { tried } of failures) tried.push(...made)
  const raisedInside = execution.raises.splice(raisesBefore)
  const { environment } = isLive(done) ? done : { environment: done.environment }

  const ends: State[] = []
  const goesOn = new Set<FailureCondition>()
  handlers.forEach((handler, index) => {
    const failure = failures[index]
    if (failure === undefined) return
    const names = environment.fork()
    for (const [name, value] of before.environment.names) names.names.set(name, value)
    if (handler.name !== undefined) {
      names.names.set(handler.name, { kind: "caught", failure: failure.condition.failure, at: failure.condition.at })
    }
    execution.state = { environment: names, path: [...before.path, failure.condition], left: undefined }
    const raisesOfHandler = execution.raises.length
    execution.block(handler.body)
    if (execution.raises.slice(raisesOfHandler).some(({ again }) => again)) goesOn.add(failure.condition)
    ends.push(execution.state)
  })
  for (const raised of raisedInside) {
    execution.raises.push({ ...raised, handledBy: raised.handledBy ?? takerOf(machine, raised, failures, goesOn) })
  }
  execution.state = done
  if (isLive(done) && otherwise.length > 0) execution.block(otherwise)
  const joined = join(before, [execution.state, ...ends])
  execution.state = joined
  if (last.length > 0) {
    const { left } = joined
    execution.state = { ...joined, left: undefined }
    execution.block(last)
    execution.state = { ...execution.state, left: execution.state.left ?? left }
  }
}

function isBroad(types: readonly Value[], broad: readonly string[]): boolean {
  return types.length === 0 || types.some((type) => type.kind === "external" && broad.includes(lastName(type.path)))
}

/** The first handler that certainly takes an error; none where that one lets it go on. */
function takerOf(
  machine: Machine,
  { value }: Raising,
  failures: readonly { readonly condition: FailureCondition }[],
  goesOn: ReadonlySet<FailureCondition>,
): FailureCondition | undefined {
  for (const { condition } of failures) {
    const takes = condition.failure.broad || condition.failure.types.some((type) => isA(machine, value, type))
    if (takes) return goesOn.has(condition) ? undefined : condition
  }
  return undefined
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1)
}
