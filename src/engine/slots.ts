import { around } from "../ir/walk.ts"
import type { Slot, Slots } from "../model/edit.ts"
import { contains, type Place, samePlace } from "../model/place.ts"
import type { Response } from "../semantics/framework.ts"
import type { Machine } from "../semantics/machine.ts"
import type { Value } from "../semantics/value.ts"
import { causeOf } from "./blame.ts"
import type { Departure } from "./departures.ts"

export const noSlots: Slots = { status: undefined, headers: undefined, opposite: undefined }

/** Where an answer may be changed: at its cause. */
export function slotsOf(machine: Machine, departure: Departure): Slots {
  const { response } = departure
  if (response?.takes === undefined) return noSlots
  const cause = causeOf(machine, departure)
  const headers = isBuilder(departure, response) ? undefined : headersSlot(response, cause)
  return { status: statusSlot(departure, response, cause), headers, opposite: undefined }
}

/** Made by a helper that works the status out of what it is given: it serves others than this one. */
function isBuilder({ status }: Departure, { built }: Response): boolean {
  const written = status.kind === "known" ? status.at : undefined
  if (written === undefined || built.via.length === 0) return false
  return ![built.at, ...built.via].some((place) => contains(place, written)) && written.file === built.at.file
}

function statusSlot({ status }: Departure, { built, takes }: Response, cause: Place): Slot | undefined {
  const said = status.kind === "known" ? status.at : undefined
  // What is made as a whole has its status by its name.
  const written = said !== undefined && samePlace(said, built.at) ? undefined : said
  if (written !== undefined && contains(cause, written)) return { kind: "value", at: written }
  if (takes?.kind === "members" || takes?.kind === "chain" || takes?.kind === "setter")
    return written === undefined ? undefined : { kind: "value", at: written }
  if (takes?.kind !== "arguments" || takes.status === undefined || !samePlace(cause, built.at)) return undefined
  return { kind: "argument", call: built.at, ...takes.status }
}

/** Where the headers of an answer are written, or would be. */
export function headersSlot({ built, takes, headers }: Response, cause: Place): Slot | undefined {
  switch (takes?.kind) {
    case "arguments":
      if (takes.headers === undefined) return undefined
      if (samePlace(cause, built.at)) return { kind: "argument", call: built.at, ...takes.headers }
      return handedOn(headers, cause)
    case "members":
      return { kind: "item", map: takes.headers, isSetter: takes.isSetter === true, after: built.at }
    case "message": {
      const record = built.arguments[0]?.value
      return record?.kind === "record" ? { kind: "pairs", record: record.at, name: takes.headers } : undefined
    }
    case "tuple":
      return samePlace(cause, built.at) ? { kind: "tuple", at: built.at } : undefined
    case "chain":
      return { kind: "chain", call: built.at, method: takes.method }
    case "setter":
      return { kind: "setter", setter: takes.setter, before: built.at }
    case undefined:
      return undefined
    default:
      return takes satisfies never
  }
}

/** `def err(status, headers=None)` hands its headers on: `err(401)` may be given some. */
function handedOn(headers: Value | undefined, cause: Place): Slot | undefined {
  if (headers?.kind !== "constant" || headers.value !== null) return undefined
  const parameter = [...around(headers.at.chunk.body, headers.at)].findLast(
    (node) => "default" in node && "name" in node && "annotation" in node,
  )
  if (parameter === undefined || !("name" in parameter) || typeof parameter.name !== "string") return undefined
  return { kind: "argument", call: cause, name: parameter.name, position: undefined }
}
