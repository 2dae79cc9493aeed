import type { Block } from "../ir/statement.ts"
import { evaluate } from "./evaluate.ts"
import type { Machine } from "./machine.ts"
import type { Value } from "./value.ts"

/** A helper whose every way out is an error, seen from its text alone: its last statement raises, or calls what does. */
export function neverReturns(machine: Machine, value: Value): boolean {
  if (value.kind !== "call" || value.callee.kind !== "function") return false
  const { declaration, closure } = value.callee
  const { body, async, generator } = declaration
  if (generator || async || hasReturn(body)) return false
  const last = body.at(-1)
  if (last?.kind === "raise") return true
  if (last?.kind !== "expression" || last.value.kind !== "call" || last.value.callee.kind !== "name") return false
  const callee = evaluate(machine, last.value.callee, closure)
  const call = { kind: "call", callee, arguments: [], effects: [], via: [], at: closure.place(last.value) } as const
  return machine.thrown(call) !== undefined
}

function hasReturn(block: Block): boolean {
  return block.some((statement) => {
    switch (statement.kind) {
      case "return":
        return true
      case "if":
        return hasReturn(statement.then) || hasReturn(statement.otherwise)
      case "try":
        return [
          statement.body,
          statement.otherwise,
          statement.finally,
          ...statement.handlers.map(({ body }) => body),
        ].some(hasReturn)
      case "loop":
      case "with":
        return hasReturn(statement.body)
      case "match":
        return statement.cases.some(({ body }) => hasReturn(body))
      default:
        return false
    }
  })
}
