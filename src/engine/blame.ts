import { around, isOf } from "../ir/walk.ts"
import { contains, type Place } from "../model/place.ts"
import { lineage } from "../semantics/lineage.ts"
import type { Machine } from "../semantics/machine.ts"
import type { Value } from "../semantics/value.ts"
import type { Departure } from "./departures.ts"

/**
 * Where an answer is made as it is. The call that constructs it; or, where the status was handed in, the call that
 * handed it in: `err(401, "no_token")` and not the builder `err`. Where its class says the status, it says so for all of
 * its calls: `status_code = 401`.
 */
export function causeOf(machine: Machine, { response, status, at, value }: Departure): Place {
  if (response === undefined) return at
  const { built } = response
  const written = status.kind === "known" ? status.at : undefined
  if (written === undefined) return built.at
  const cause = [built.at, ...built.via].find((place) => contains(place, written))
  if (cause !== undefined) return cause
  // A call that takes headers can be given a challenge each time.
  const isFixed = response.takes?.kind === "arguments" && response.takes.headers === undefined
  return (isFixed ? attributeOf(machine, value, written) : undefined) ?? built.at
}

/** The statement in the body of a value's class, or of one that this extends, that says something. */
function attributeOf(machine: Machine, value: Value, written: Place): Place | undefined {
  const made = value.kind === "call" ? value.callee : value
  if (made.kind !== "class") return undefined
  const members = lineage(machine, made).flatMap((one) => (one?.kind === "class" ? one.declaration.body : []))
  const said = [...around(written.chunk.body, written)].find((node) => members.some((member) => member === node))
  return said !== undefined && isOf(said, "assign") ? { ...written, start: said.start, end: said.end } : undefined
}
