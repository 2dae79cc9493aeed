import type { AuthMap, MappedApp, MappedExit, MappedGate, MappedLayer, MappedRoute } from "../../model/auth-map.ts"
import type { Finding } from "../../model/report.ts"
import { placeId } from "./place.ts"

/** The auth map as a page carries it: gates that many routes share are written once. */
export interface MapData {
  readonly apps: readonly PackedApp[]
  readonly gates: readonly MappedGate[]
  readonly marks: Marks
}

/** The rules that speak of an exit, by its {@link placeId}. */
export type Marks = Readonly<Record<string, readonly string[]>>

export interface PackedApp extends Omit<MappedApp, "routes"> {
  readonly routes: readonly PackedRoute[]
}

export interface PackedRoute extends Omit<MappedRoute, "gates"> {
  /** Indexes of {@link MapData.gates}. */
  readonly gates: readonly number[]
}

export function mapData({ apps }: AuthMap, findings: readonly Finding[]): MapData {
  const gates: MappedGate[] = []
  const indexes = new Map<string, number>()
  const indexOf = (gate: MappedGate): number => {
    const key = JSON.stringify(gate)
    const known = indexes.get(key)
    if (known !== undefined) return known
    indexes.set(key, gates.length)
    return gates.push(gate) - 1
  }
  const packed = apps.map((app) => ({
    ...app,
    routes: app.routes.map((route) => ({ ...route, gates: route.gates.map(indexOf) })),
  }))
  return { apps: packed, gates, marks: marksOf(findings) }
}

/** A route with everything that a request to it meets; `undefined` where there is none. */
export function routeOf(
  { apps, gates }: MapData,
  app: number,
  index: number,
): { readonly pipeline: readonly MappedLayer[]; readonly route: MappedRoute } | undefined {
  const found = apps[app]
  const packed = found?.routes[index]
  if (found === undefined || packed === undefined) return undefined
  const own = packed.gates.flatMap((gate) => gates[gate] ?? [])
  return { pipeline: found.pipeline, route: { ...packed, gates: own } }
}

/** Every refusal on the way to a route, its handler's own included. */
export function exitsOn(pipeline: readonly MappedLayer[], route: MappedRoute): readonly MappedExit[] {
  return [...pipeline, ...route.gates, route].flatMap(({ exits }) => exits)
}

function marksOf(findings: readonly Finding[]): Marks {
  const marks = new Map<string, Set<string>>()
  for (const { rule, file, range, related } of findings) {
    const sites = related.filter(({ role }) => role === "site")
    for (const spot of [{ file, range }, ...sites]) {
      const id = placeId(spot)
      const rules = marks.get(id)
      if (rules === undefined) marks.set(id, new Set([rule]))
      else rules.add(rule)
    }
  }
  return Object.fromEntries([...marks].map(([id, rules]) => [id, [...rules]]))
}
