import type { Finding, Report, Severity } from "../model/report.ts"
import { severities, shownFindings } from "./order.ts"
import type { ReportContext } from "./reporter.ts"
import { sitesIn } from "./sites.ts"
import { totalsOf } from "./totals.ts"
import { counted } from "./words.ts"

// https://docs.github.com/en/actions/writing-workflows/choosing-what-your-workflow-does/workflow-commands-for-github-actions
// GitHub shows the first ten of a level only, so the worst come first.

const commands: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "notice",
  hint: "notice",
}

/** Workflow commands of GitHub Actions: an annotation per cause, then one line for the log. */
export function github(report: Report, { localPath }: ReportContext): string {
  const findings = shownFindings(report)
  const lines = severities.flatMap((severity) =>
    findings
      .filter((finding) => finding.severity === severity)
      .map((finding) => annotation(finding, localPath(finding.file))),
  )
  return `${[...lines, `gatelint: ${totalsOf(report)}`].join("\n")}\n`
}

function annotation(finding: Finding, path: string): string {
  const { rule, severity, message, evidence, range } = finding
  const { start, end } = range
  const properties: readonly (readonly [string, string | number])[] = [
    ["file", path],
    ["line", start.line],
    ["endLine", end.line],
    // Columns count only where the range is on one line.
    ...(start.line === end.line
      ? ([
          ["col", start.column],
          ["endColumn", end.column],
        ] as const)
      : []),
    ["title", `gatelint: ${rule}`],
  ]
  const sites = sitesIn(finding).length
  const text = [
    message,
    ...(evidence === "" ? [] : [`Evidence: ${evidence}`]),
    ...(sites === 0 ? [] : [`${counted(sites, "further place")} with the same cause.`]),
  ].join("\n")
  const listed = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(",")
  return `::${commands[severity]} ${listed}::${escapeData(text)}`
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A")
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C")
}
