import type { Finding, Report, Severity } from "../model/report.ts"
import { severities, shownFindings } from "./order.ts"
import { counted, groupBy, number } from "./words.ts"

/** One line: `2 errors, 3 warnings in 4 files; 9 of 10 refusals understood, 1 of 1 app complete`. */
export function totalsOf(report: Report): string {
  const findings = shownFindings(report)
  const places = counted(new Set(findings.map(({ file }) => file)).size, "file")
  const verdict = findings.length === 0 ? "no findings" : `${countsOf(findings)} in ${places}`
  return `${verdict}; ${coverageOf(report)}`
}

/** `2 errors, 3 warnings, 1 info`. */
export function countsOf(findings: readonly Finding[]): string {
  return severities
    .flatMap((severity) => {
      const count = findings.filter((finding) => finding.severity === severity).length
      if (count === 0) return []
      return severity === "info" ? [`${number(count)} info`] : [counted(count, severity)]
    })
    .join(", ")
}

/** `312 of 356 refusals understood, 4 of 5 apps complete`. */
export function coverageOf({ coverage: { exits, apps } }: Report): string {
  const refusals = `${number(exits.understood)} of ${counted(exits.understood + exits.unknown, "refusal")} understood`
  return `${refusals}, ${number(apps.complete)} of ${counted(apps.complete + apps.open, "app")} complete`
}

/** What one rule said in all. */
export interface RuleTotal {
  readonly rule: string
  /** The worst of its findings. */
  readonly severity: Severity
  readonly findings: readonly Finding[]
}

/** The findings by rule: the worst first, then the most frequent. */
export function totalsByRule(findings: readonly Finding[]): readonly RuleTotal[] {
  const totals = [...groupBy(findings, ({ rule }) => rule)].map(([rule, group]): RuleTotal => {
    const severity = severities.find((one) => group.some((finding) => finding.severity === one)) ?? "info"
    return { rule, severity, findings: group }
  })
  return totals.toSorted(
    (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || b.findings.length - a.findings.length,
  )
}
