import { placeKey } from "../model/place.ts"
import type { Drafted } from "./drafting.ts"

/**
 * The answers of a project, those of error handlers in the setting of what was raised: a handler that only answers
 * log-ins answers as a log-in does.
 * @param drafted all of them
 */
export function inSettingOfRaised(drafted: readonly Drafted[]): (one: Drafted) => Drafted {
  const settings = new Map<string, Set<Drafted["setting"]>>()
  for (const { exit, handler, setting } of drafted) {
    if (handler === undefined) continue
    const key = placeKey(exit.cause)
    settings.set(key, new Set([...(settings.get(key) ?? []), setting]))
  }
  return (one) => {
    const [only, ...more] = one.exit.role === "error-handler" ? (settings.get(placeKey(one.exit.cause)) ?? []) : []
    return only === undefined || more.length > 0 ? one : { ...one, setting: only }
  }
}
