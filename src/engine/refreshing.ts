import { optionsOf } from "../semantics/choice.ts"
import type { Condition, Value } from "../semantics/value.ts"
import { isRefreshToken } from "../semantics/vocabulary.ts"

const depthLimit = 8

/** Whether the test that decides is of a refresh token: whoever brings one is on the way to being known. */
export function asksForRefreshToken(path: readonly Condition[]): boolean {
  const last = path.findLast(({ role }) => role !== "after-refusal")
  if (last === undefined) return false
  const asked = last.kind === "test" ? [last.value] : last.failure.tried
  return asked.some((value) => readsRefreshToken(value, 0))
}

function readsRefreshToken(value: Value, depth: number): boolean {
  if (depth > depthLimit) return false
  const inside = (one: Value) => readsRefreshToken(one, depth + 1)
  switch (value.kind) {
    case "parameter":
      return isRefreshToken(value.parameter.name)
    case "member":
      return isRefreshToken(value.name) || inside(value.object)
    case "element": {
      const { index } = value
      return (index?.kind === "constant" && isRefreshToken(String(index.value))) || inside(value.object)
    }
    case "operation":
      return value.operands.some(inside)
    case "choice":
      return optionsOf(value).some((option) => inside(option.value))
    case "call":
      return inside(value.callee) || value.arguments.some((argument) => inside(argument.value))
    default:
      return false
  }
}
