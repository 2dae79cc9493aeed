import type { Machine } from "./machine.ts"
import { nameOf } from "./operand.ts"
import { originOf } from "./origin.ts"
import type { CallValue, Value } from "./value.ts"
import { isIdentifier, isRecordId, topicOf } from "./vocabulary.ts"

const depthLimit = 8

/**
 * Whether something is looked up by what is asked for as well as by who asks: `seatOf(user.id, teamId)`,
 * `db.query(Seat).filter_by(user=user.id, team=team_id).first()`. That there is none says what somebody may not; where
 * they alone are looked up, it says that nobody is there.
 */
export function isSoughtByAnother(machine: Machine, value: Value, depth = 0): boolean {
  if (depth > depthLimit) return false
  const inside = (one: Value) => isSoughtByAnother(machine, one, depth + 1)
  switch (value.kind) {
    case "call":
      return isSoughtIn(value, inside)
    case "record":
      return value.entries.some((entry) => inside(entry.value))
    case "list":
      return value.items.some(inside)
    case "operation":
      return value.operands.some(inside)
    case "parameter":
    case "member":
    case "element":
      return isAnother(machine, value)
    default:
      return false
  }
}

/** What the call is given, and what the calls in front of it in a chain are. */
function isSoughtIn({ callee, arguments: given }: CallValue, inside: (one: Value) => boolean): boolean {
  const before = callee.kind === "member" && callee.object.kind === "call" ? callee.object : undefined
  return given.some((argument) => inside(argument.value)) || (before !== undefined && inside(before))
}

/** One of many that a request names, and not the one who sends it: `params.teamId`. */
function isAnother(machine: Machine, value: Value): boolean {
  const name = nameOf(value)
  const tellsApart = isRecordId(name) || topicOf(name) === "ownership"
  if (!tellsApart || !isGiven(value)) return false
  if (isIdentifier(name) && !/^(id|uuid)$/i.test(name)) return false
  const { kind, established } = originOf(machine, value)
  return !established && (kind === "unknown" || kind === "resource" || kind === "ownership")
}

/** A part of what the function is given or has found, and no column of a table. */
function isGiven(value: Value): boolean {
  if (value.kind === "member" || value.kind === "element") return isGiven(value.object)
  return value.kind === "parameter" || value.kind === "call"
}
