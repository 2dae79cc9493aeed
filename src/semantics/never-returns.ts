import type { Block, Statement } from "../ir/statement.ts"
import { isOf, walk } from "../ir/walk.ts"
import { evaluate } from "./evaluate.ts"
import type { Machine } from "./machine.ts"
import type { Value } from "./value.ts"

/** A helper whose every way out is an error, seen from its text alone: its last statement raises, or calls what does, on every way. */
export function neverReturns(machine: Machine, value: Value): boolean {
  if (value.kind !== "call" || value.callee.kind !== "function") return false
  const { declaration, closure } = value.callee
  const { body, async, generator } = declaration
  if (generator || async || hasReturn(body)) return false
  if (alwaysRaises(body)) return true
  const last = body.at(-1)
  if (last?.kind !== "expression" || last.value.kind !== "call" || last.value.callee.kind !== "name") return false
  const callee = evaluate(machine, last.value.callee, closure)
  const call = { kind: "call", callee, arguments: [], effects: [], via: [], at: closure.place(last.value) } as const
  return machine.thrown(call) !== undefined
}

/** Whether a block ends in an error, whichever of its branches is taken. */
function alwaysRaises(block: Block): boolean {
  const last = block.at(-1)
  if (last?.kind === "raise") return true
  if (last?.kind === "if") return alwaysRaises(last.then) && alwaysRaises(last.otherwise)
  if (last?.kind !== "match" || block.some(leavesMatch)) return false
  // What has no statement of its own falls through to the next.
  const cases = last.cases.filter(({ body }, index) => body.length > 0 || index === last.cases.length - 1)
  return last.cases.some(({ otherwise }) => otherwise) && cases.every(({ body }) => alwaysRaises(body))
}

function leavesMatch(statement: Statement): boolean {
  return [...walk(statement)].some((node) => isOf(node, "break"))
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
