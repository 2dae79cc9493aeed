import type { Node } from "../ir/node.ts"
import { isOf, walk } from "../ir/walk.ts"
import type { Presence } from "./found.ts"
import { calledFunction } from "./look-through.ts"
import type { Machine } from "./machine.ts"
import { originOf } from "./origin.ts"
import type { CallValue, Value } from "./value.ts"
import { isSession, topicOf } from "./vocabulary.ts"

/**
 * Whether a question is asked about somebody who may not be there: `mayRead({ userId })`, where `userId` is set only for
 * whoever is logged in. No for an answer then says as little of who asks as of what they may.
 */
export function isPerhapsNobody(machine: Machine, value: Value, isThere: Presence): boolean {
  if (value.kind !== "call") return false
  if (takesNobody(machine, value, isThere)) return true
  return value.arguments.some(({ value: given }) =>
    given.kind === "record"
      ? given.entries.some((entry) => isSometimesNobody(machine, entry.value))
      : isSometimesNobody(machine, given),
  )
}

/** `mayRead(session, id)`, which asks `session?.user.…`: nobody was kept from it in front. */
function takesNobody(machine: Machine, made: CallValue, isThere: Presence): boolean {
  const { parameters, body = [] } = calledFunction(machine, made)?.declaration ?? { parameters: [] }
  return parameters.some(({ name }, index) => {
    const given = made.arguments[index]
    if (given?.kind !== "positional" || isThere(given.value)) return false
    const { kind, established } = originOf(machine, given.value)
    const isSomebody = kind === "identity" || kind === "claim" || (kind === "unknown" && isWho(name))
    if (!isSomebody || established) return false
    return body.some((statement) => [...walk(statement)].some((node) => asksWhetherThere(node, name)))
  })
}

/** What the function calls it says who it is, where nothing else does. */
function isWho(name: string): boolean {
  const topic = topicOf(name)
  return topic === "identity" || topic === "credential" || isSession(name)
}

function asksWhetherThere(node: Node, name: string): boolean {
  return isOf(node, "member") && node.optional && isOf(node.object, "name") && node.object.name === name
}

function isSometimesNobody(machine: Machine, value: Value): boolean {
  if (value.kind !== "choice") return false
  const isNobody = value.options.some(({ value: one }) => one.kind === "constant" && one.value === null)
  return isNobody && value.options.some(({ value: one }) => isOfSomebody(machine, one))
}

function isOfSomebody(machine: Machine, value: Value): boolean {
  const { kind, strong } = originOf(machine, value)
  return strong && (kind === "identity" || kind === "ownership")
}
