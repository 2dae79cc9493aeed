import type { Report, Severity } from "../model/report.ts"
import { shownFindings } from "./order.ts"
import type { ReportContext } from "./reporter.ts"

// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format

const levels: Readonly<Record<Severity, "critical" | "major" | "minor" | "info">> = {
  error: "critical",
  warning: "major",
  info: "minor",
  hint: "info",
}

/** A Code Quality report of GitLab: one issue per cause. */
export function gitlab(report: Report, { localPath }: ReportContext): string {
  const issues = shownFindings(report).map(({ rule, severity, message, evidence, file, range, fingerprint }) => ({
    description: evidence === "" ? message : `${message} Evidence: ${evidence}`,
    check_name: rule,
    fingerprint,
    severity: levels[severity],
    location: { path: localPath(file), lines: { begin: range.start.line, end: range.end.line } },
  }))
  return `${JSON.stringify(issues, undefined, 2)}\n`
}
