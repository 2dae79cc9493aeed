import type { Parameter } from "../ir/statement.ts"
import { evaluate } from "./evaluate.ts"
import type { Machine } from "./machine.ts"
import type { ArgumentValue, Bindings, CallValue, Entry, FunctionValue, Value } from "./value.ts"
import { unknown } from "./value.ts"

/** The argument a foreign callee takes under a name or at a position; `open` when a spread may hold it. */
export interface Argument {
  readonly value: Value | undefined
  readonly open: boolean
}

/** Looks an argument up as `f(status_code, detail)` would: by position (counted from 0) or by name. */
export function argument(given: readonly ArgumentValue[], position: number | undefined, name: string): Argument {
  const named = given.find((one) => one.kind === "keyword" && one.name === name)
  if (named !== undefined) return { value: named.value, open: false }
  const spreadAt = given.findIndex(({ kind }) => kind === "spread")
  const before = spreadAt < 0 ? given : given.slice(0, spreadAt)
  const placed = position === undefined ? undefined : before.filter(({ kind }) => kind === "positional")[position]
  if (placed !== undefined) return { value: placed.value, open: false }
  const options = given.find((one) => one.kind === "spread-keyword")
  if (options?.value.kind === "record") {
    const entry = options.value.entries.findLast(({ key }) => key === name)
    if (entry !== undefined) return { value: entry.value, open: entry.sometimes }
  }
  const isOpen = options !== undefined && !(options.value.kind === "record" && !options.value.open)
  return { value: undefined, open: isOpen || (spreadAt >= 0 && position !== undefined) }
}

/** What a function's parameters stand for in one call; its receiver and enclosing parameters included. */
export function bindArguments(machine: Machine, callee: FunctionValue, made: CallValue): Bindings {
  const bindings = new Map<Parameter, Value>(callee.bindings)
  const positional = made.arguments.filter(({ kind }) => kind === "positional").map(({ value }) => value)
  const named = new Map<string, Value>()
  for (const { kind, name, value } of made.arguments) {
    if (kind === "keyword" && name !== undefined) named.set(name, value)
    if (kind === "spread-keyword" && value.kind === "record") {
      for (const entry of value.entries) named.set(entry.key, entry.value)
    }
  }
  const isOpen = made.arguments.some(
    ({ kind, value }) => kind === "spread" || (kind === "spread-keyword" && !(value.kind === "record" && !value.open)),
  )
  const parameters = [...callee.declaration.parameters]
  if (callee.receiver !== undefined) {
    const self = parameters.shift()
    if (self !== undefined) bindings.set(self, callee.receiver)
  }
  for (const parameter of parameters) bindOne(machine, callee, parameter, { positional, named, isOpen, made }, bindings)
  return bindings
}

interface Given {
  readonly positional: Value[]
  readonly named: Map<string, Value>
  readonly isOpen: boolean
  readonly made: CallValue
}

function bindOne(
  machine: Machine,
  callee: FunctionValue,
  parameter: Parameter,
  { positional, named, isOpen, made }: Given,
  bindings: Map<Parameter, Value>,
): void {
  const { at } = made
  if (parameter.kind === "rest") {
    bindings.set(parameter, { kind: "list", items: positional.splice(0), open: isOpen, at })
    return
  }
  if (parameter.kind === "rest-keyword") {
    const entries = [...named].map(([key, value]): Entry => ({ key, value, sometimes: false }))
    named.clear()
    bindings.set(parameter, { kind: "record", entries, open: isOpen, spread: [], at })
    return
  }
  const byName = named.get(parameter.name)
  if (byName !== undefined) {
    named.delete(parameter.name)
    bindings.set(parameter, byName)
    return
  }
  const byPosition = parameter.kind === "keyword" ? undefined : positional.shift()
  if (byPosition !== undefined) bindings.set(parameter, byPosition)
  else if (isOpen) bindings.set(parameter, unknown("given by a spread", at))
  else if (parameter.default !== undefined)
    bindings.set(parameter, evaluate(machine, parameter.default, callee.closure))
}
