import type { Call, Expression } from "../ir/expression.ts"
import { choose } from "./choice.ts"
import type { Environment } from "./environment.ts"
import type { Machine } from "./machine.ts"
import { element } from "./member.ts"
import { truthOf } from "./reduce.ts"
import {
  type ArgumentValue,
  type CallValue,
  constant,
  type Effect,
  type Entry,
  type RecordValue,
  type Value,
} from "./value.ts"

/** `target = value`: names, destructuring, members and items of objects that a name holds. */
export function assign(
  machine: Machine,
  environment: Environment,
  target: Expression,
  value: Value,
  evaluate: (expression: Expression) => Value,
): void {
  const at = environment.place(target)
  switch (target.kind) {
    case "name":
      environment.names.set(target.name, value)
      return
    case "spread":
      assign(machine, environment, target.value, { kind: "list", items: [], open: true, at }, evaluate)
      return
    case "list":
      target.items.forEach((item, index) => {
        assign(machine, environment, item, element(value, constant(index, at), environment.place(item)), evaluate)
      })
      return
    case "member": {
      const chain = chainOf(target.object)
      if (chain === undefined) return
      change(environment, chain.root, {
        path: chain.path,
        kind: "member",
        name: target.name,
        value,
        arguments: [],
        sometimes: false,
        at,
      })
      return
    }
    case "subscript": {
      const chain = chainOf(target.object)
      if (chain === undefined) return
      const key = evaluate(target.index)
      change(environment, chain.root, {
        path: chain.path,
        kind: "item",
        name: key.kind === "constant" ? String(key.value) : undefined,
        value,
        arguments: [],
        sometimes: false,
        at,
      })
      return
    }
    default:
      return
  }
}

/** `response.headers` is the name `response` and the path `["headers"]`. */
function chainOf(expression: Expression): { readonly root: string; readonly path: readonly string[] } | undefined {
  if (expression.kind === "name") return { root: expression.name, path: [] }
  if (expression.kind !== "member") return undefined
  const chain = chainOf(expression.object)
  return chain === undefined ? undefined : { root: chain.root, path: [...chain.path, expression.name] }
}

/** What a chain of calls and members starts at, if that is a name. */
export function rootOf({ callee }: Call, environment: Environment): Value | undefined {
  let at: Expression = callee
  while (at.kind === "member" || at.kind === "call") at = at.kind === "member" ? at.object : at.callee
  return at.kind === "name" && at !== callee ? environment.find(at.name) : undefined
}

/** What a method call does to the object that a name holds: `response.headers.update(more)`. */
export function effectOf(
  made: CallValue,
  { callee }: Call,
  environment: Environment,
): { readonly root: string; readonly effect: Effect } | undefined {
  if (callee.kind !== "member") return undefined
  const delegated = delegationOf(callee.object, callee.name, environment, made.arguments)
  const chain = delegated === undefined ? chainOf(callee.object) : { root: delegated.root, path: [] }
  if (chain === undefined) return undefined
  return {
    root: chain.root,
    effect: {
      path: chain.path,
      kind: "call",
      name: callee.name,
      value: undefined,
      arguments: delegated?.arguments ?? made.arguments,
      sometimes: false,
      at: made.at,
    },
  }
}

/** `super().__init__(…)` and `Base.__init__(self, …)` are done to the receiver. */
function delegationOf(
  object: Expression,
  name: string,
  environment: Environment,
  given: readonly ArgumentValue[],
): { readonly root: string; readonly arguments: readonly ArgumentValue[] } | undefined {
  const { language } = environment
  const self = environment.function?.declaration.parameters[0]?.name
  if (name !== language.constructorName || self === undefined) return undefined
  if (object.kind === "call" && object.callee.kind === "name" && object.callee.name === language.superName) {
    return { root: self, arguments: given }
  }
  const first = given[0]?.value
  const isSelf = first?.kind === "parameter" && first.parameter.name === self
  return isSelf ? { root: self, arguments: given.slice(1) } : undefined
}

/** Applies an effect to whatever a name holds, where that is an object or a record. */
export function change(environment: Environment, root: string, effect: Effect): void {
  const held = environment.names.get(root)
  if (held === undefined) return
  const next = changed(held, effect)
  if (next !== held) environment.names.set(root, next)
}

function changed(held: Value, effect: Effect): Value {
  if (held.kind === "call" || held.kind === "parameter") return { ...held, effects: [...held.effects, effect] }
  if (held.kind === "choice") {
    return choose(
      held.options.map(({ value, when }) => ({ value: changed(value, effect), when })),
      held.at,
    )
  }
  if (held.kind === "record" && effect.path.length === 0) return changedRecord(held, effect)
  if (held.kind === "list" && effect.kind === "call") {
    const given = effect.arguments[0]?.value
    if (effect.name === "append" && given !== undefined) return { ...held, items: [...held.items, given] }
    const isFirst = given?.kind === "constant" && given.value === 0
    const second = effect.arguments[1]?.value
    if (effect.name === "insert" && isFirst && second !== undefined) return { ...held, items: [second, ...held.items] }
    if (effect.name !== "copy" && effect.name !== "index" && effect.name !== "count") return { ...held, open: true }
  }
  return held
}

function changedRecord(held: RecordValue, effect: Effect): Value {
  const add = (entries: readonly Entry[], more: readonly Value[] = []): Value => ({
    ...held,
    entries: [...held.entries, ...entries],
    spread: [...held.spread, ...more],
    open: held.open || more.length > 0,
  })
  if (effect.kind !== "call" && effect.value !== undefined) {
    return effect.name === undefined
      ? add([], [effect.value])
      : add([{ key: effect.name, value: effect.value, sometimes: false }])
  }
  if (effect.kind !== "call") return held
  const [first, second] = effect.arguments
  if (effect.name === "update") {
    const spread: Value[] = []
    const entries: Entry[] = []
    for (const { kind, name, value } of effect.arguments) {
      if (kind === "keyword" && name !== undefined) entries.push({ key: name, value, sometimes: false })
      else if (value.kind === "record") {
        entries.push(...value.entries)
        spread.push(...value.spread)
      } else spread.push(value)
    }
    return add(entries, spread)
  }
  if (effect.name === "setdefault" && first?.value.kind === "constant" && second !== undefined) {
    return add([{ key: String(first.value.value), value: second.value, sometimes: false }])
  }
  return held
}

/** After a test, a name that it asks about can only be what passes it. */
export function assume(environment: Environment, test: Expression, holds: boolean): void {
  if (test.kind === "unary" && test.operator === "not") {
    assume(environment, test.operand, !holds)
    return
  }
  if (test.kind === "boolean" && (test.operator === "and") === holds && test.operator !== "??") {
    assume(environment, test.left, holds)
    assume(environment, test.right, holds)
    return
  }
  if (test.kind === "assignment") {
    assume(environment, test.target, holds)
    return
  }
  if (
    test.kind === "compare" &&
    test.left.kind === "name" &&
    test.right.kind === "literal" &&
    test.right.value === null
  ) {
    const isAbsent = test.operator === "same" || test.operator === "=="
    if (isAbsent || test.operator === "not-same" || test.operator === "!=") {
      narrow(
        environment,
        test.left.name,
        (value) =>
          (value.kind === "constant" && value.value === null) === (isAbsent === holds) || value.kind !== "constant",
      )
    }
    return
  }
  if (test.kind === "name") narrow(environment, test.name, (value) => truthOf(value) !== !holds)
}

function narrow(environment: Environment, name: string, keeps: (value: Value) => boolean): void {
  const held = environment.names.get(name)
  if (held?.kind !== "choice") return
  const options = held.options.filter(({ value }) => keeps(value))
  if (options.length > 0) environment.names.set(name, choose(options, held.at))
}
