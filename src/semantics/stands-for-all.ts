import { samePlace } from "../model/place.ts"
import type { CallValue, Failure } from "./value.ts"

/**
 * Whether a handler stands in front of whatever runs behind it, and not of a call of its own: `await next()`, an operator
 * that is handed to a stream. Which error it tests for, it has been written to answer.
 * @returns false where nothing is known of what was tried
 */
export function standsForAll(failure: Failure): boolean {
  const { tried, broad } = failure
  return broad && tried.length > 0 && tried.every((made) => isOfWhatFollows(made, failure))
}

function isOfWhatFollows({ callee, at }: CallValue, failure: Failure): boolean {
  // What is handed to a library's call, and is given the error by it.
  if (callee.kind === "external") return samePlace(at, failure.at)
  return callee.kind === "parameter"
}
