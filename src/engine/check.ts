import { type Place, placeKey } from "../model/place.ts"
import type { Severity } from "../model/report.ts"
import type { Claim, Proposal, Rule } from "../model/rule.ts"
import type { Found, Raw } from "./found.ts"
import type { Linked } from "./linked.ts"
import { isWalled, withWalls } from "./walls.ts"

/** How loud a rule is in a file. */
export type LevelOf = (rule: Rule, file: string) => Severity | "off"

/** Asks every rule of every fact, with a rest after each; claims with one cause become one finding. */
export function* check(
  { answers, handlers, preflights, wirings, central, apps }: Linked,
  rules: readonly Rule[],
  levelOf: LevelOf,
  isSilenced: (rule: string, at: Place) => boolean,
): Generator<undefined, { readonly found: readonly Found[]; readonly suppressed: number }> {
  const raws: Raw[] = []
  for (const answer of answers) {
    const { exit, app } = answer
    for (const rule of rules)
      rule.answer?.(answer, { report: (claim) => raws.push({ rule, claim, site: exit.at, app, answer }) })
    yield
  }
  const reports = (rule: Rule, app: Raw["app"]) => ({
    report: (claim: Raw["claim"]) => raws.push({ rule, claim, site: claim.at, app, answer: undefined }),
  })
  for (const fact of handlers) for (const rule of rules) rule.handler?.(fact, reports(rule, fact.app))
  for (const fact of preflights) for (const rule of rules) rule.preflight?.(fact, reports(rule, fact.app))
  for (const fact of yield* wirings()) for (const rule of rules) rule.wiring?.(fact, reports(rule, fact.app))
  yield
  blame(raws, answers)
  const active = raws.filter(({ rule, claim }) => levelOf(rule, claim.at.file) !== "off")
  // Every place is asked, so that each comment that silences something is known to do so.
  const isSilent = (raw: Raw) => placesOf(raw).filter((at) => isSilenced(raw.rule.id, at)).length > 0
  const silent = new Set(active.filter(isSilent))
  const loud = active.filter((raw) => !silent.has(raw))
  return {
    found: withWalls(merge(loud, levelOf), loud, active, central, apps).toSorted(byPlace),
    suppressed: new Set([...silent].map(({ rule, claim }) => `${rule.id} ${placeKey(claim.at)}`)).size,
  }
}

/** Where a comment silences a claim: at its site, at its cause, and what is told at the app also there. */
function placesOf({ rule, site, claim, app }: Raw): readonly Place[] {
  return app !== undefined && isWalled(rule.id) ? [site, claim.at, app.at] : [site, claim.at]
}

/**
 * Moves claims to their common cause where every answer made there is claimed. Where others are made there that are right,
 * only what mends the place alone is left.
 */
function blame(raws: Raw[], answers: Linked["answers"]): void {
  const made = new Map<string, Set<string>>()
  for (const { exit } of answers) add(made, placeKey(exit.cause), placeKey(exit.at))
  const claimed = new Map<string, Set<string>>()
  for (const { rule, claim } of raws) {
    if (claim.cause !== undefined) add(claimed, `${rule.id} ${placeKey(claim.cause)}`, placeKey(claim.at))
  }
  raws.forEach((raw, index) => {
    const { cause, at, fixes, atCause } = raw.claim
    if (cause === undefined) return
    const isAll = claimed.get(`${raw.rule.id} ${placeKey(cause)}`)?.size === made.get(placeKey(cause))?.size
    const isHere = overlaps(cause, at)
    if (isAll && !isHere) raws[index] = { ...raw, claim: { ...raw.claim, at: cause, fixes: atCause ?? fixes ?? [] } }
    else if (isHere) raws[index] = { ...raw, claim: { ...raw.claim, fixes: fixes ?? atCause ?? [] } }
  })
}

function add(sets: Map<string, Set<string>>, key: string, item: string): void {
  const set = sets.get(key)
  if (set === undefined) sets.set(key, new Set([item]))
  else set.add(item)
}

function merge(raws: readonly Raw[], levelOf: LevelOf): readonly Found[] {
  const groups = new Map<string, Raw[]>()
  for (const raw of raws) {
    const key = `${raw.rule.id} ${placeKey(raw.claim.at)}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [raw])
    else group.push(raw)
  }
  return [...groups.values()].flatMap((group) => {
    // What weighs most words it: an error that is raised at a log-in and at a gate is the gate's.
    const first = group.find(({ claim }) => claim.severity === undefined) ?? group[0]
    return first === undefined ? [] : [foundOf(first, group, levelOf)]
  })
}

/** The finding that claims with one cause become. */
export function foundOf({ rule, claim }: Raw, group: readonly Raw[], levelOf: LevelOf): Found {
  const level = levelOf(rule, claim.at.file)
  const severities = group.map(({ claim: one }) => one.severity)
  const lowered = severities.every((severity) => severity !== undefined) ? severities[0] : undefined
  return {
    rule: rule.id,
    severity: lowered ?? (level === "off" ? rule.severity : level),
    message: worded(rule, claim),
    at: claim.at,
    apps: [...new Set(group.flatMap(({ app }) => app?.name ?? []))].sort(),
    evidence: claim.evidence,
    why: claim.why ?? "",
    sites: distinct(
      group.flatMap((raw) => [raw.site, ...(raw.claim.sites ?? [])]).filter((site) => !overlaps(site, claim.at)),
    ),
    fixes: agreed(group.map((raw) => raw.claim.fixes ?? [])),
    related: claim.related ?? [],
  }
}

/** Claims with one cause are mended by one fix; it is safe where each of them says so, and the same. */
function agreed(proposals: readonly (readonly Proposal[])[]): readonly Proposal[] {
  const [first = []] = proposals.toSorted((a, b) => Number(b[0]?.safe ?? false) - Number(a[0]?.safe ?? false))
  const isAgreed = proposals.every(([best]) => best?.title === first[0]?.title && best?.safe === first[0]?.safe)
  return isAgreed ? first : first.map((one) => ({ ...one, safe: false }))
}

function worded(rule: Rule, { message, data }: Claim<string>): string {
  return (rule.messages[message] ?? message).replace(/\{\{(\w+)\}\}/g, (_, name: string) => data?.[name] ?? "")
}

function overlaps(a: Place, b: Place): boolean {
  return a.chunk === b.chunk && a.start < b.end && b.start < a.end
}

function distinct(places: readonly Place[]): readonly Place[] {
  const seen = new Map(places.map((place) => [placeKey(place), place]))
  return [...seen.values()]
}

/** By file, then by where they start. */
export function byPlace(a: Found, b: Found): number {
  return a.at.file < b.at.file
    ? -1
    : a.at.file > b.at.file
      ? 1
      : a.at.chunk.offset + a.at.start - (b.at.chunk.offset + b.at.start)
}
