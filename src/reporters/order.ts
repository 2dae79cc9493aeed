import type { Finding, Report, Severity } from "../model/report.ts"

/** From the worst on. */
export const severities: readonly Severity[] = ["error", "warning", "info", "hint"]

/** What a reader is told, in order: the sites of a wall are told by its cause. */
export function shownFindings({ findings }: Report): readonly Finding[] {
  return findings.filter(({ severity }) => severity !== "hint").toSorted(compareFindings)
}

/** By file, then by position, then by rule. */
function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.file, b.file) ||
    a.range.start.line - b.range.start.line ||
    a.range.start.column - b.range.start.column ||
    compareText(a.rule, b.rule)
  )
}

// By code unit, so that the order does not depend on the machine's language.
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
