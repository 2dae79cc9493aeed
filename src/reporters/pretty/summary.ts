import type { Finding, Report, Severity } from "../../model/report.ts"
import type { ReportContext } from "../reporter.ts"
import { sitesIn } from "../sites.ts"
import { coverageOf, totalsByRule } from "../totals.ts"
import { counted, groupBy, number } from "../words.ts"
import { harmless } from "./columns.ts"
import type { Theme } from "./theme.ts"

const severities: readonly Severity[] = ["error", "warning", "info"]
/** Skipped files that are named; of more, the reasons are counted. */
const namedFiles = 3

/**
 * The end of the output: totals, coverage, files and the next step; one line when there is nothing to say.
 * @param report its findings are those that were shown
 */
export function summaryOf(report: Report, context: ReportContext, theme: Theme): readonly string[] {
  if (report.findings.length > 0) return totalsOf(report, context, theme)
  return [
    ...cleanOf(report, context, theme),
    ...skippedOf(report, context, theme).map(([name, text]) => row(name, text, theme)),
  ]
}

function cleanOf(report: Report, { hidden }: ReportContext, theme: Theme): readonly string[] {
  const { files, suppressed, baselined } = report
  if (lacksServerCode(report) && hidden === 0) {
    const where =
      files.found === 0 ? "there is no source file" : `there is none in ${counted(files.found, "source file")}`
    return [`${theme.bold("No server code found")}: ${where} below ${harmless(report.root)}, so nothing was checked.`]
  }
  const left = [
    hidden === 0 ? [] : [`${number(hidden)} left out by the options`],
    suppressed === 0 ? [] : [`${number(suppressed)} suppressed`],
    baselined === 0 ? [] : [`${number(baselined)} baselined`],
  ].flat()
  const verdict = `${theme.good(theme.symbols.good)} ${theme.bold("No findings")}`
  return [`${verdict}${left.length > 0 ? ` (${left.join(", ")})` : ""}: ${coverageOf(report)}.`]
}

function totalsOf(report: Report, context: ReportContext, theme: Theme): readonly string[] {
  const { hidden } = context
  const { findings, files, suppressed, baselined } = report
  const counts = severities.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length
    const text = severity === "info" ? `${number(count)} info` : counted(count, severity)
    return count === 0 ? [] : [theme.severity(severity)(theme.bold(text))]
  })
  const places = counted(new Set(findings.map(({ file }) => file)).size, "file")
  const read = `${number(files.found)} found, ${number(files.read)} read, ${number(files.analysed)} analysed`
  const left = [
    ...(suppressed === 0 ? [] : [`${number(suppressed)} suppressed by comments`]),
    ...(baselined === 0 ? [] : [`${number(baselined)} baselined`]),
    ...(hidden === 0 ? [] : [`${number(hidden)} left out by the options`]),
  ]
  const rows: readonly Row[] = [
    ["coverage", coverageOf(report)],
    ["files", read],
    ...skippedOf(report, context, theme),
    ...(left.length === 0 ? [] : [["not shown", left.join(", ")] as const]),
  ]
  return [
    theme.dim(theme.symbols.rule.repeat(40)),
    `${counts.join(", ")} in ${places}`,
    ...rulesOf(findings, theme),
    "",
    ...rows.map(([name, text]) => row(name, text, theme)),
    "",
    ...nextOf(findings, context, theme),
  ]
}

function rulesOf(findings: readonly Finding[], theme: Theme): readonly string[] {
  const groups = totalsByRule(findings).map(({ rule, severity, findings: group }) => ({
    rule,
    count: group.length,
    severity,
    sites: group.reduce((sum, finding) => sum + sitesIn(finding).length, 0),
  }))
  const width = Math.max(...groups.map(({ count }) => number(count).length))
  return groups.map(({ rule, count, severity, sites }) => {
    const text = `  ${number(count).padStart(width)}  ${theme.severity(severity)(harmless(rule))}`
    return sites === 0 ? text : text + theme.dim(` (${counted(sites, "further place")})`)
  })
}

type Row = readonly [name: string, text: string]

function row(name: string, text: string, theme: Theme): string {
  return `${theme.dim(name.padEnd(9))}  ${text}`
}

function skippedOf({ files: { skipped } }: Report, { pathOf }: ReportContext, { symbols }: Theme): readonly Row[] {
  if (skipped.length === 0) return []
  if (skipped.length <= namedFiles) {
    return [["skipped", skipped.map(({ file, why }) => `${harmless(pathOf(file))} (${harmless(why)})`).join(", ")]]
  }
  const reasons = [...groupBy(skipped, ({ why }) => why)].map(
    ([why, { length }]) => `${number(length)} ${harmless(why)}`,
  )
  return [["skipped", `${counted(skipped.length, "file")} ${symbols.separator} ${reasons.join(", ")}`]]
}

function nextOf(findings: readonly Finding[], { pathOf }: ReportContext, { dim, action }: Theme): readonly string[] {
  const worst = severities.flatMap((severity) => findings.filter((finding) => finding.severity === severity))[0]
  if (worst === undefined) return []
  const steps: readonly (readonly [string, string])[] = [
    [`gatelint explain ${harmless(worst.rule)}`, "why it matters and how to repair it"],
    [`gatelint explain ${harmless(pathOf(worst.file))}:${worst.range.start.line}`, "what is known about a line"],
  ]
  const width = Math.max(...steps.map(([command]) => command.length))
  return steps.map(
    ([command, why], index) =>
      `${dim((index === 0 ? "next" : "").padEnd(9))}  ${action(command)}${" ".repeat(width - command.length)}  ${dim(why)}`,
  )
}

function lacksServerCode({ coverage: { exits, apps } }: Report): boolean {
  return exits.understood + exits.unknown + apps.complete + apps.open === 0
}
