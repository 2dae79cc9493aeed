import { contains, type Place } from "../model/place.ts"
import type { Departure } from "./departures.ts"

/**
 * Where an answer is made as it is. The call that constructs it; or, where the status was handed in, the call that
 * handed it in: `err(401, "no_token")` and not the builder `err`.
 */
export function causeOf({ response, status, at }: Departure): Place {
  if (response === undefined) return at
  const { built } = response
  const written = status.kind === "known" ? status.at : undefined
  if (written === undefined) return built.at
  return [built.at, ...built.via].find((place) => contains(place, written)) ?? built.at
}
