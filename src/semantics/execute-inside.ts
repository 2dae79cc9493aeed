import type { Parameter } from "../ir/statement.ts"
import type { Execution } from "./execute.ts"
import { element } from "./member.ts"
import { isLive, join, type State } from "./state.ts"
import { type CallValue, constant, type FunctionValue, type Value } from "./value.ts"

/**
 * Runs a function that is a part of a call (`verify(token, (error, claims) => …)`) where the call stands: under its
 * tests, with its names. It may run or not; what it returns is the call's business, but for what was written
 * on the way.
 */
export function executeInside(execution: Execution, inner: FunctionValue, inside: CallValue): void {
  const { declaration } = inner
  const before = execution.state
  const returns = execution.returns.length
  const environment = before.environment.fork()
  for (const parameter of declaration.parameters) environment.names.set(parameter.name, held(parameter, inner, inside))
  execution.state = { environment, path: before.path, left: undefined }
  execution.inside++
  execution.block(declaration.body)
  execution.inside--
  const { end } = declaration
  const at = execution.place({ start: end, end })
  if (isLive(execution.state))
    execution.returns.push({ value: constant(null, at), path: execution.state.path, at, written: execution.written })
  execution.returnsInside.push(...execution.returns.splice(returns))
  const once: State = { ...execution.state, path: before.path, left: undefined }
  for (const { name } of declaration.parameters) {
    const outer = before.environment.names.get(name)
    if (outer === undefined) once.environment.names.delete(name)
    else once.environment.names.set(name, outer)
  }
  const skipped: State = { environment: before.environment.fork(), path: before.path, left: undefined }
  execution.state = join(before, [once, skipped])
}

function held(parameter: Parameter, of: FunctionValue, inside: CallValue): Value {
  const { at, callee } = inside
  const object = callee.kind === "member" ? callee.object : inside
  switch (parameter.holds) {
    case "failure": {
      // What a promise's handler gets failed before it; a callback's error is that of the call itself.
      const tried = object.kind === "call" ? [object] : [inside]
      return { kind: "caught", failure: { types: [], tried: [...tried, inside], broad: true, at }, at }
    }
    case "result":
      return isContinued(inside) ? object : inside
    case "item":
      return element(object, undefined, at)
    case undefined:
      return { kind: "parameter", parameter, of, effects: [], at: of.closure.place(parameter) }
  }
}

/** `promise.then(f)` hands on what the promise holds. */
function isContinued({ callee }: CallValue): boolean {
  return callee.kind === "member" && callee.name === "then"
}
