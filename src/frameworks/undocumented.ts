import { type Place, placeKey } from "../model/place.ts"
import type { App } from "../semantics/app.ts"
import type { Wiring } from "../semantics/framework.ts"
import { settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import type { Value } from "../semantics/value.ts"

/** Whether a description names a refusal; what cannot be read may, so that it is neither an example nor silent. */
export type Told = "told" | "perhaps" | undefined

/** A route as its description has it. */
export interface DescribedRoute {
  readonly app?: App
  readonly name: string
  readonly at: Place
  readonly told: Told
  /** Whether it may answer 401 or 403, as far as can be read. */
  refuses(): boolean
}

/** A key that a 401 or 403 is described under. https://spec.openapis.org/oas/v3.1.0#responses-object */
export function isRefusalKey(key: string): boolean {
  return /^(401|403|4xx|default)$/i.test(key)
}

/** `{401: …}` tells. */
export function toldByKeys(machine: Machine, value: Value | undefined): Told {
  if (value === undefined) return undefined
  const record = settle(machine, value)
  if (record.kind !== "record") return "perhaps"
  if (record.entries.some(({ key }) => isRefusalKey(key))) return "told"
  return record.open ? "perhaps" : undefined
}

/** Routes that refuse and do not say so, in a project where at least as many say it: there it is the custom. */
export function undocumented(routes: readonly DescribedRoute[]): readonly Wiring[] {
  const own = [...new Map(routes.map((route) => [placeKey(route.at), route] as const)).values()]
  const telling = own.filter(({ told }) => told === "told")
  const [example] = telling
  if (example === undefined) return []
  const silent = own.filter((route) => route.told === undefined && route.refuses())
  if (silent.length > telling.length) return []
  return silent.map(({ app, name, at }) => ({
    kind: "undocumented-refusal",
    ...(app !== undefined && { app }),
    at,
    data: { name },
    evidence: example.at,
    why: "others say so",
    repairs: [],
  }))
}
