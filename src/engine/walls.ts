import type { AppRef } from "../model/answer.ts"
import { type Place, placeKey } from "../model/place.ts"
import type { Found, Raw } from "./found.ts"

/** From this many places on, what an app lacks everywhere is one thing to repair. */
const wallSize = 5

const walled = "missing-challenge"

/**
 * An app whose 401s all lack a challenge is told once, at the app, with every exit as a site; the exits themselves
 * become hints. One handler mends them all.
 */
export function withWalls(found: readonly Found[], raws: readonly Raw[]): readonly Found[] {
  const apps = new Map<string, { readonly app: AppRef; readonly sites: Map<string, Place> }>()
  const loud = new Set(found.filter(({ severity }) => severity !== "info").map((one) => keyOf(one.rule, one.at)))
  for (const { rule, claim, app } of raws) {
    if (rule.id !== walled || app === undefined || !loud.has(keyOf(rule.id, claim.at))) continue
    const key = placeKey(app.at)
    const entry = apps.get(key) ?? { app, sites: new Map() }
    entry.sites.set(placeKey(claim.at), claim.at)
    apps.set(key, entry)
  }
  const walls = [...apps.values()].filter(({ sites }) => sites.size >= wallSize)
  if (walls.length === 0) return found
  const inWall = new Set(walls.flatMap(({ sites }) => [...sites.keys()]))
  const quiet = found.map(
    (one): Found => (one.rule === walled && inWall.has(placeKey(one.at)) ? { ...one, severity: "hint" } : one),
  )
  return [...quiet, ...walls.map(({ app, sites }) => wallOf(app, [...sites.values()], found))]
}

function keyOf(rule: string, at: Place): string {
  return `${rule} ${placeKey(at)}`
}

function wallOf({ name, at }: AppRef, sites: readonly Place[], found: readonly Found[]): Found {
  const severity = found.find((one) => one.rule === walled && one.severity !== "info")?.severity ?? "warning"
  return {
    rule: walled,
    severity,
    message: `${sites.length} places of this app answer 401 without WWW-Authenticate, so clients cannot tell how to authenticate: one exception handler repairs them all.`,
    at,
    apps: [name],
    evidence: undefined,
    why: `${sites.length} exits without a challenge`,
    sites,
    related: [],
  }
}
