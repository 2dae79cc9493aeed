import type { Block } from "../ir/statement.ts"
import type { Value } from "./value.ts"

/** A helper whose every way out is an error, seen from its text alone. */
export function neverReturns(value: Value): boolean {
  if (value.kind !== "call" || value.callee.kind !== "function") return false
  const { body, async, generator } = value.callee.declaration
  return !generator && body.at(-1)?.kind === "raise" && !async && !hasReturn(body)
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
