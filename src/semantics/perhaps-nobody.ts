import type { Machine } from "./machine.ts"
import { originOf } from "./origin.ts"
import type { Value } from "./value.ts"

/**
 * Whether a question is asked about somebody who may not be there: `mayRead({ userId })`, where `userId` is set only for
 * whoever is logged in. No for an answer then says as little of who asks as of what they may.
 */
export function isPerhapsNobody(machine: Machine, value: Value): boolean {
  if (value.kind !== "call") return false
  return value.arguments.some(({ value: given }) =>
    given.kind === "record"
      ? given.entries.some((entry) => isSometimesNobody(machine, entry.value))
      : isSometimesNobody(machine, given),
  )
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
