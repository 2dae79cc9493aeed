import { samePlace } from "../model/place.ts"
import type { Value } from "./value.ts"

const depthLimit = 8

/** Whether a value is made with a part of another: `compare(password, user.hash)` with one of `user`. */
export function isReadIn(value: Value, whole: Value, depth = 0): boolean {
  if (depth > depthLimit) return false
  const inside = (one: Value) => isReadIn(one, whole, depth + 1)
  switch (value.kind) {
    case "member":
    case "element":
      return samePlace(value.object.at, whole.at) || inside(value.object)
    case "call":
      return inside(value.callee) || value.arguments.some((argument) => inside(argument.value))
    case "operation":
      return value.operands.some(inside)
    default:
      return false
  }
}
