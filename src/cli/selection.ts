import type { Finding, Report, Severity, SkippedFile } from "../model/report.ts"
import { type Baseline, withoutBaselined, writeBaseline } from "./baseline.ts"
import type { Changes } from "./changes.ts"
import type { Host } from "./host.ts"
import type { Session } from "./session.ts"

export type Threshold = "error" | "warning" | "info"

/** How loud: a higher rank is louder. */
export const ranks: Readonly<Record<Severity, number>> = { error: 3, warning: 2, info: 1, hint: 0 }

/** What of the findings is asked for. */
export interface SelectionOptions {
  /** Undefined shows everything. */
  readonly severity: Threshold | undefined
  /** Empty means all. */
  readonly rules: readonly string[]
  readonly baseline: Baseline | undefined
  readonly updatesBaseline: boolean
  readonly changes: Changes | undefined
}

/** A report of what was asked for. */
export interface Selection {
  readonly report: Report
  /** Findings in the user's paths that the options left out. */
  readonly hidden: number
}

/** Chooses by path, rule, baseline, change and severity, in this order. Writes the baseline where that is asked for. */
export function select(host: Host, session: Session, options: SelectionOptions): Selection {
  const { severity, rules, changes } = options
  const whole = session.project.report()
  const inScope = whole.findings.filter(({ file }) => session.isInScope(file))
  const asked = inScope.filter(({ rule }) => rules.length === 0 || rules.includes(rule))
  const { fresh, baselined } = beside(asked, host, session, options)
  const least = severity === undefined ? 0 : ranks[severity]
  const findings = fresh.filter((one) => ranks[one.severity] >= least && changes?.touches(one) !== false)
  const skipped = merge(whole.files.skipped, session.skipped)
  return {
    report: { ...whole, files: { ...whole.files, skipped }, findings, baselined },
    hidden: countShown(inScope) - (countShown(asked) - countShown(fresh)) - countShown(findings),
  }
}

/** The sites of a wall are told by the wall. */
export function countShown(findings: readonly Finding[]): number {
  return findings.filter(({ severity }) => severity !== "hint").length
}

function beside(
  findings: readonly Finding[],
  { stderr }: Host,
  session: Session,
  { rules, baseline, updatesBaseline }: SelectionOptions,
): { readonly fresh: readonly Finding[]; readonly baselined: number } {
  if (baseline === undefined) return { fresh: findings, baselined: 0 }
  const { name, path } = baseline
  const isAsked = ({ file, rule }: Pick<Finding, "file" | "rule">) =>
    session.isInScope(file) && (rules.length === 0 || rules.includes(rule))
  if (updatesBaseline) {
    const { entries, added, dropped } = writeBaseline(findings, baseline, session, isAsked)
    stderr.write(`gatelint: ${name} has ${counted(entries.length)} now: ${added} added, ${dropped} dropped\n`)
    return withoutBaselined(findings, { path, entries }, session, isAsked)
  }
  const compared = withoutBaselined(findings, baseline, session, isAsked)
  const { length } = compared.stale
  if (length > 0) {
    const [verb, it] = length === 1 ? ["is", "it"] : ["are", "them"]
    stderr.write(`gatelint: ${counted(length)} of ${name} ${verb} stale: \`--update-baseline\` drops ${it}\n`)
  }
  return compared
}

function counted(count: number): string {
  return `${count} ${count === 1 ? "entry" : "entries"}`
}

function merge(known: readonly SkippedFile[], more: readonly SkippedFile[]): readonly SkippedFile[] {
  const names = new Set(known.map(({ file }) => file))
  const all = [...known, ...more.filter(({ file }) => !names.has(file))]
  return all.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0))
}
