import { settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import type { ArgumentValue, FunctionValue, Value } from "../semantics/value.ts"
import { topicOf } from "../semantics/vocabulary.ts"

/**
 * What a gate is called where it is named: `current_user`, `Tokens.check`; with its arguments where it was made by a
 * call, so that two of a kind can be told apart: `require_scope("orders:write")`.
 */
export function nameOfGate(value: Value, runs: FunctionValue): string {
  if (value.kind === "function") return nameOf(value)
  const made = value.kind === "call" ? value.callee : undefined
  const [only] = value.kind === "call" ? value.arguments : []
  // A decorated function goes by its own name.
  if (only?.value.kind === "function") return nameOf(only.value)
  if (value.kind === "call" && (made?.kind === "function" || made?.kind === "class")) {
    const given = value.arguments.map(written)
    if (made.kind === "class" && given.length === 0) return made.declaration.name
    return `${made.declaration.name}(${given.join(", ")})`
  }
  return nameOf(runs)
}

function nameOf({ declaration, owner, closure }: FunctionValue): string {
  if (owner === undefined) return declaration.name
  const isItself = declaration.name === closure.language.callName
  return isItself ? owner.declaration.name : `${owner.declaration.name}.${declaration.name}`
}

function written({ name, value }: ArgumentValue): string {
  const text = textOf(value)
  return name === undefined ? text : `${name}=${text}`
}

function textOf(value: Value): string {
  if (value.kind === "constant") return JSON.stringify(value.value)
  if (value.kind === "list" && !value.open) return `[${value.items.map(textOf).join(", ")}]`
  return "…"
}

/** The scopes or roles that a gate was made with: the texts it was given under a name that means a right. */
export function rightsAsked(machine: Machine, value: Value): readonly string[] {
  if (value.kind !== "call") return []
  const made = settle(machine, value.callee)
  if (made.kind !== "function") return []
  const positional = value.arguments.filter(({ kind }) => kind === "positional")
  return made.declaration.parameters.flatMap((parameter, index) => {
    if (topicOf(parameter.name) !== "right") return []
    const named = value.arguments.find((given) => given.kind === "keyword" && given.name === parameter.name)
    const rest = parameter.kind === "rest" ? positional.slice(index) : [positional[index]]
    return (named === undefined ? rest : [named]).flatMap((given) =>
      given === undefined ? [] : texts(machine, given.value),
    )
  })
}

function texts(machine: Machine, value: Value): readonly string[] {
  const settled = settle(machine, value)
  if (settled.kind === "constant") return typeof settled.value === "string" ? [settled.value] : []
  return settled.kind === "list" ? settled.items.flatMap((item) => texts(machine, item)) : []
}
