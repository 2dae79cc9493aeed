import type { Answer } from "../model/answer.ts"
import type { MappedGate } from "../model/auth-map.ts"
import { placeKey } from "../model/place.ts"

/**
 * Whether challenges are what clients get at least as often as a bare 401: otherwise those are to be mended first, and
 * whether browser code may read a challenge is no question yet.
 * @param answers of an app, or of the whole project
 * @param gates in front of its routes
 */
export function sendsChallenges(answers: readonly Answer[], gates: readonly MappedGate[]): boolean {
  const bare = new Set<string>()
  const challenged = new Set<string>()
  for (const { status, challenge, exit } of answers) {
    if (!status.known || status.value !== 401 || exit.dead !== undefined) continue
    if (challenge.presence === "never") bare.add(placeKey(exit.at))
    else if (challenge.presence === "always") challenged.add(placeKey(exit.at))
  }
  for (const { at, scheme, exits } of gates) {
    // What a gate of the project refuses is among the answers.
    if (
      scheme === undefined ||
      !exits.some(({ status, challenge }) => status === 401 && challenge.presence === "always")
    )
      continue
    challenged.add(`${at.file} ${at.range.start.line}:${at.range.start.column}`)
  }
  return challenged.size > 0 && challenged.size >= bare.size
}
