import { Lines } from "../model/lines.ts"
import type { Finding } from "../model/report.ts"

const codeLength = 100

/** A finding that was there when the baseline was written. */
export interface BaselineEntry {
  /** From the baseline's folder, with `/`. */
  readonly file: string
  readonly rule: string
  readonly fingerprint: string
  /** For people: the code, on one line. */
  readonly code: string
}

/** What findings are beside a baseline. */
export interface Compared {
  /** Those that it does not have. */
  readonly fresh: readonly Finding[]
  /** How many it has. */
  readonly baselined: number
  /** What it has and nothing answers to. */
  readonly stale: readonly BaselineEntry[]
}

/**
 * Takes out of some findings those that a baseline has, each entry once: what is new never hides behind what was mended.
 * A file that is gone lends its entries to those of the same fingerprint elsewhere, so that a renamed file stays known.
 * @param fileOf a finding's file as the baseline writes it
 * @param isGone whether a file of the baseline is no longer there
 */
export function compare(
  findings: readonly Finding[],
  entries: readonly BaselineEntry[],
  fileOf: (finding: Finding) => string,
  isGone: (file: string) => boolean,
): Compared {
  const pool = new Pool(entries)
  const known = new Set<Finding>()
  // What tells of a wall stands for its sites, which are findings of their own.
  const single = findings.filter((finding) => sitesOf(finding, findings).length === 0)
  for (const finding of single) if (pool.take(fileOf(finding), finding)) known.add(finding)
  const moved = new Set(pool.left.map(({ file }) => file).filter(isGone))
  for (const finding of single) {
    if (!known.has(finding) && [...moved].some((file) => pool.take(file, finding))) known.add(finding)
  }
  return { fresh: freshOf(findings, known), baselined: known.size, stale: pool.left }
}

/** A baseline of some findings, sorted so that two of them compare line by line. */
export function entriesOf(
  findings: readonly Finding[],
  fileOf: (finding: Finding) => string,
  codeOf: (finding: Finding) => string,
): readonly BaselineEntry[] {
  return sorted(
    findings
      .filter((finding) => sitesOf(finding, findings).length === 0)
      .map((finding) => ({
        file: fileOf(finding),
        rule: finding.rule,
        fingerprint: finding.fingerprint,
        code: codeOf(finding),
      })),
  )
}

/** The code of a finding on one line, cut where it is long: it is there for people. */
export function codeOf({ range: { start, end } }: Finding, text: string): string {
  const lines = new Lines(text)
  const code = text
    .slice(lines.start(start.line) + start.column - 1, lines.start(end.line) + end.column - 1)
    .replace(/\s+/g, " ")
  return code.length > codeLength ? `${code.slice(0, codeLength - 1)}…` : code
}

export function sorted(entries: readonly BaselineEntry[]): readonly BaselineEntry[] {
  const key = ({ file, rule, code, fingerprint }: BaselineEntry) => [file, rule, code, fingerprint].join("\n")
  return entries.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
}

/** The hints that a finding tells of all at once: the sites of a wall. */
function sitesOf({ rule, severity, related }: Finding, findings: readonly Finding[]): readonly Finding[] {
  if (severity === "hint") return []
  const sites = related.filter(({ role }) => role === "site")
  if (sites.length === 0) return []
  return findings.filter(
    (hint) => hint.severity === "hint" && hint.rule === rule && sites.some((site) => samePlace(site, hint)),
  )
}

/** A wall of which a part is known is told by its other sites, each as loud as the whole. */
function freshOf(findings: readonly Finding[], known: ReadonlySet<Finding>): readonly Finding[] {
  const loud = new Map<Finding, Finding["severity"]>()
  const breached = new Set<Finding>()
  for (const wall of findings) {
    const sites = sitesOf(wall, findings)
    if (!sites.some((site) => known.has(site))) continue
    breached.add(wall)
    for (const site of sites) loud.set(site, wall.severity)
  }
  return findings
    .filter((finding) => !known.has(finding) && !breached.has(finding))
    .map((finding) => ({ ...finding, severity: loud.get(finding) ?? finding.severity }))
}

type Placed = Pick<Finding, "file" | "range">

function samePlace(a: Placed, b: Placed): boolean {
  const [from, other] = [a.range.start, b.range.start]
  return a.file === b.file && from.line === other.line && from.column === other.column
}

/** Entries, each to be taken once. */
class Pool {
  readonly #entries = new Map<string, BaselineEntry[]>()

  constructor(entries: readonly BaselineEntry[]) {
    for (const entry of entries) {
      const key = keyOf(entry.file, entry)
      const same = this.#entries.get(key)
      if (same === undefined) this.#entries.set(key, [entry])
      else same.push(entry)
    }
  }

  take(file: string, finding: Pick<Finding, "rule" | "fingerprint">): boolean {
    return this.#entries.get(keyOf(file, finding))?.pop() !== undefined
  }

  get left(): readonly BaselineEntry[] {
    return [...this.#entries.values()].flat()
  }
}

function keyOf(file: string, { rule, fingerprint }: Pick<Finding, "rule" | "fingerprint">): string {
  return [file, rule, fingerprint].join("\n")
}
