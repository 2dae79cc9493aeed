import type { Presence } from "./found.ts"
import type { Machine } from "./machine.ts"
import { originOf } from "./origin.ts"
import type { MemberValue, Value } from "./value.ts"
import { isIdentifier } from "./vocabulary.ts"

const depthLimit = 8

/**
 * Whether something is looked up by what belongs to somebody who was found: `find({ gate: key.gateId })` behind
 * `if (!key) …`. That it is not there leaves nobody unidentified; whoever has the identifier that they name is another
 * matter: `find({ id: key.userId })`.
 */
export function isSoughtByPart(machine: Machine, value: Value, isThere: Presence, depth = 0): boolean {
  if (depth > depthLimit) return false
  const inside = (one: Value) => isSoughtByPart(machine, one, isThere, depth + 1)
  switch (value.kind) {
    case "call":
      return inside(value.callee) || value.arguments.some((argument) => inside(argument.value))
    case "element":
      return inside(value.object)
    case "record":
      return value.entries.some((entry) => inside(entry.value))
    case "member":
      return depth > 0 && (isPartOfFound(machine, value, isThere) || inside(value.object))
    default:
      return false
  }
}

function isPartOfFound(machine: Machine, { object, name }: MemberValue, isThere: Presence): boolean {
  return isThere(object) && !isIdentifier(name) && originOf(machine, object).kind === "identity"
}
