import type { AppRef } from "../model/answer.ts"
import type { Edit } from "../model/edit.ts"
import { type Place, placeKey } from "../model/place.ts"
import type { Proposal } from "../model/rule.ts"
import type { App } from "../semantics/app.ts"
import type { CentralNeed } from "../semantics/framework.ts"
import type { Found, Raw } from "./found.ts"

/** From this many places on, what an app lacks everywhere is one thing to repair. */
const wallSize = 5

const walled = "missing-challenge"

/** Whether a rule's findings of one app may be told at the app. */
export function isWalled(rule: string): boolean {
  return rule === walled
}

interface Wall {
  readonly app: AppRef
  readonly sites: Map<string, Place>
  readonly raws: Raw[]
}

/**
 * An app whose 401s all lack a challenge is told once, at the app, with every exit as a site; the exits themselves
 * become hints. One place mends them all. A wall stays one while suppressions take its sites away: silencing one
 * site must not bring four others out.
 * @param raws the claims that the findings were made of
 * @param all those and the suppressed ones
 * @param central writes the one place that mends an app
 * @param apps all that there are: the only one with routes answers for what none is known to reach
 */
export function withWalls(
  found: readonly Found[],
  raws: readonly Raw[],
  all: readonly Raw[],
  central: Central,
  apps: readonly App[],
): readonly Found[] {
  const mended = found.map((one) => withRepair(one, raws, central, apps))
  return walledIn(mended, raws, all, central)
}

type Central = (app: AppRef, need: CentralNeed) => readonly Edit[] | undefined

/**
 * What cannot be mended where it stands, and no app is known to reach, is mended at the only app there is; where that has
 * handlers of its own, one of them may take it first.
 */
function withRepair(one: Found, raws: readonly Raw[], central: Central, apps: readonly App[]): Found {
  if (one.rule !== walled || one.severity === "info" || one.fixes.length > 0) return one
  const key = placeKey(one.at)
  const own = raws.filter(({ rule, claim }) => rule.id === walled && placeKey(claim.at) === key)
  const [app, ...more] = apps.filter(({ routes }) => routes.length > 0)
  if (app === undefined || more.length > 0 || app.handlers.length > 0) return one
  // A router that nobody is seen to mount is a part of some other app.
  if (!app.complete && apps.length > 1) return one
  if (own.some((raw) => raw.app !== undefined)) return one
  const fixes = repairOf({ app, sites: new Map(), raws: own }, central)
  return fixes.length === 0 ? one : { ...one, fixes: fixes.map((fix) => ({ ...fix, safe: false })) }
}

function walledIn(
  found: readonly Found[],
  raws: readonly Raw[],
  all: readonly Raw[],
  central: Central,
): readonly Found[] {
  const loud = new Set(found.filter(({ severity }) => severity !== "info").map((one) => keyOf(one.rule, one.at)))
  const apps = wallsByApp(raws.filter(({ rule, claim }) => loud.has(keyOf(rule.id, claim.at))))
  const whole = wallsByApp(all.filter(({ claim }) => claim.severity !== "info"))
  const walls = [...apps].flatMap(([key, wall]) =>
    wall.sites.size > 1 && (whole.get(key)?.sites.size ?? 0) >= wallSize ? [wall] : [],
  )
  if (walls.length === 0) return found
  const repairs = new Map(walls.map((wall) => [wall, repairOf(wall, central)]))
  const quiet = found.map((one): Found => {
    const key = placeKey(one.at)
    const around = one.rule === walled ? walls.find(({ sites }) => sites.has(key)) : undefined
    if (around === undefined) return one
    const further = (repairs.get(around) ?? []).map((repair) => ({ ...repair, preferred: false, safe: false }))
    return { ...one, severity: "hint", fixes: [...one.fixes, ...further] }
  })
  return [...quiet, ...walls.map((wall) => foundOf(wall, found, repairs.get(wall) ?? []))]
}

function wallsByApp(raws: readonly Raw[]): ReadonlyMap<string, Wall> {
  const apps = new Map<string, Wall>()
  for (const raw of raws) {
    const { rule, claim, app } = raw
    if (rule.id !== walled || app === undefined) continue
    const key = placeKey(app.at)
    const wall: Wall = apps.get(key) ?? { app, sites: new Map(), raws: [] }
    wall.sites.set(placeKey(claim.at), claim.at)
    wall.raws.push(raw)
    apps.set(key, wall)
  }
  return apps
}

function keyOf(rule: string, at: Place): string {
  return `${rule} ${placeKey(at)}`
}

/** The challenge that most of its exits would get, put on all of them by one place. */
function repairOf({ app, raws }: Wall, central: Central): readonly Proposal[] {
  const votes = new Map<string, { count: number; inUse: boolean }>()
  for (const { answer } of raws) {
    const [choice] = answer?.challenges ?? []
    if (choice === undefined) continue
    const vote = votes.get(choice.value) ?? { count: 0, inUse: true }
    votes.set(choice.value, { count: vote.count + 1, inUse: vote.inUse && choice.inUse })
  }
  const [best] = [...votes].toSorted((a, b) => b[1].count - a[1].count)
  if (best === undefined) return []
  const [challenge, { inUse }] = best
  const raised = raws.every(({ answer }) => answer?.exit.how === "raise")
  const edits = central(app, { challenge, raised })
  if (edits === undefined) return []
  const safe = inUse && votes.size === 1 && !challenge.startsWith("Basic")
  return [{ title: `Add WWW-Authenticate: ${challenge} to every 401 of ${app.name}`, safe, preferred: true, edits }]
}

function foundOf({ app, sites }: Wall, found: readonly Found[], fixes: readonly Proposal[]): Found {
  const severity = found.find((one) => one.rule === walled && one.severity !== "info")?.severity ?? "warning"
  return {
    rule: walled,
    severity,
    message: `${sites.size} places of this app answer 401 without WWW-Authenticate, so clients cannot tell how to authenticate: one exception handler repairs them all.`,
    at: app.at,
    apps: [app.name],
    evidence: undefined,
    why: `${sites.size} exits without a challenge`,
    sites: [...sites.values()],
    fixes,
    related: [],
  }
}
