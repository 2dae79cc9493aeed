import type { AppRef } from "../model/answer.ts"
import { type Place, placeKey } from "../model/place.ts"
import type { Found, Raw } from "./found.ts"

/** From this many places on, what an app lacks everywhere is one thing to repair. */
const wallSize = 5

const walled = "missing-challenge"

/** Whether a rule's findings of one app may be told at the app. */
export function isWalled(rule: string): boolean {
  return rule === walled
}

/**
 * An app whose 401s all lack a challenge is told once, at the app, with every exit as a site; the exits themselves
 * become hints. One handler mends them all. A wall stays one while suppressions take its sites away: silencing one
 * site must not bring four others out.
 * @param raws the claims that the findings were made of
 * @param all those and the suppressed ones
 */
export function withWalls(found: readonly Found[], raws: readonly Raw[], all: readonly Raw[]): readonly Found[] {
  const loud = new Set(found.filter(({ severity }) => severity !== "info").map((one) => keyOf(one.rule, one.at)))
  const apps = sitesByApp(raws.filter(({ rule, claim }) => loud.has(keyOf(rule.id, claim.at))))
  const whole = sitesByApp(all.filter(({ claim }) => claim.severity !== "info"))
  const walls = [...apps].flatMap(([key, wall]) =>
    wall.sites.size > 1 && (whole.get(key)?.sites.size ?? 0) >= wallSize ? [wall] : [],
  )
  if (walls.length === 0) return found
  const inWall = new Set(walls.flatMap(({ sites }) => [...sites.keys()]))
  const quiet = found.map(
    (one): Found => (one.rule === walled && inWall.has(placeKey(one.at)) ? { ...one, severity: "hint" } : one),
  )
  return [...quiet, ...walls.map(({ app, sites }) => wallOf(app, [...sites.values()], found))]
}

interface Wall {
  readonly app: AppRef
  readonly sites: Map<string, Place>
}

function sitesByApp(raws: readonly Raw[]): ReadonlyMap<string, Wall> {
  const apps = new Map<string, Wall>()
  for (const { rule, claim, app } of raws) {
    if (rule.id !== walled || app === undefined) continue
    const key = placeKey(app.at)
    const wall = apps.get(key) ?? { app, sites: new Map() }
    wall.sites.set(placeKey(claim.at), claim.at)
    apps.set(key, wall)
  }
  return apps
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
