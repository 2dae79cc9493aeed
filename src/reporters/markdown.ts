import type { Finding, Related, Report, Severity } from "../model/report.ts"
import { hunksOf } from "./diff.ts"
import { excerptOf, lineSource } from "./excerpt.ts"
import { cell, codeBlock, codeSpan, escapeText } from "./markdown/escape.ts"
import { shownFindings } from "./order.ts"
import type { ReportContext } from "./reporter.ts"
import { isWall, sitesIn } from "./sites.ts"
import { countsOf, coverageOf, type RuleTotal, totalsByRule } from "./totals.ts"
import { counted, number } from "./words.ts"

/** GitHub takes comments of up to 65,536 characters, GitLab of a million. */
const room = 60_000
const shownSites = 50

const symbols: Readonly<Record<Severity, string>> = { error: "🔴", warning: "🟠", info: "🔵", hint: "⚪" }

/** For a comment on a pull request, or a job's summary: totals, then the findings of each rule, folded. */
export function markdown(report: Report, context: ReportContext): string {
  const findings = shownFindings(report)
  if (findings.length === 0) return `## gatelint: no findings\n\n${footer(report)}`
  const totals = totalsByRule(findings)
  const head = [`## gatelint: ${countsOf(findings)}`, "", ...table(totals, context), ""].join("\n")
  const foot = footer(report)
  return `${head}\n${body(totals, context, room - head.length - foot.length)}${foot}`
}

function table(totals: readonly RuleTotal[], { rules }: ReportContext): readonly string[] {
  const rows = totals.map(({ rule, severity, findings }) => {
    const description = rules.find(({ id }) => id === rule)?.description ?? ""
    const places = findings.reduce((sum, finding) => sum + 1 + sitesIn(finding).length, 0)
    const cells = [`${symbols[severity]} ${severity}`, codeSpan(rule), escapeText(description), number(findings.length)]
    return `| ${[...cells, number(places)].map(cell).join(" | ")} |`
  })
  return ["| severity | rule | | findings | places |", "| --- | --- | --- | ---: | ---: |", ...rows]
}

/** As many findings as there is room for; the rest is counted. */
function body(totals: readonly RuleTotal[], context: ReportContext, left: number): string {
  const linesOf = lineSource(context.source)
  let text = ""
  let omitted = 0
  for (const { rule, severity, findings } of totals) {
    const spec = context.rules.find(({ id }) => id === rule)?.spec
    const link = spec === undefined ? "" : ` · [why](${encodeURI(spec)})`
    const open = `<details${severity === "error" ? " open" : ""}><summary>${symbols[severity]} <code>${escapeText(rule)}</code>: ${counted(findings.length, "finding")}</summary>\n\n`
    let inner = ""
    for (const finding of findings) {
      const one = findingOf(finding, context, linesOf)
      if (text.length + open.length + inner.length + one.length > left) omitted++
      else inner += one
    }
    if (inner !== "") text += `${open}${inner}Run ${codeSpan(`gatelint explain ${rule}`)}${link}\n\n</details>\n\n`
  }
  return omitted === 0 ? text : `${text}${counted(omitted, "further finding")} left out here for want of room.\n\n`
}

function findingOf(finding: Finding, context: ReportContext, linesOf: ReturnType<typeof lineSource>): string {
  const { message, evidence, range, related, fixes } = finding
  const source = linesOf(finding.file)
  const code = source === undefined ? [] : excerptOf(source, range, 0).map(({ text }) => text)
  const fix = fixes.find(({ preferred }) => preferred) ?? fixes[0]
  const hunks = fix === undefined ? [] : hunksOf(fix, context.source)
  const diff = hunks.flatMap(({ removed, added }) => {
    const lines = dedented([...removed, ...added])
    return lines.map((line, index) => `${index < removed.length ? "-" : "+"} ${line}`)
  })
  const others = related.filter(({ role }) => role !== "site")
  const sites = sitesIn(finding)
  const parts = [
    `${codeSpan(placeOf(finding, context))} ${escapeText(message)}`,
    ...(code.length === 0 ? [] : [codeBlock(dedented(code).join("\n"), languageOf(finding.file))]),
    ...(evidence === "" ? [] : [`Evidence: ${escapeText(evidence)}`]),
    ...others.map((one) => `See ${codeSpan(placeOf(one, context))} ${escapeText(one.message)}`),
    ...(fix === undefined ? [] : [`Fix: ${escapeText(fix.title)}`]),
    ...(diff.length === 0 ? [] : [codeBlock(diff.join("\n"), "diff")]),
    ...(sites.length === 0 ? [] : [sitesOf(finding, sites, context)]),
  ]
  return `${parts.join("\n\n")}\n\n---\n\n`
}

function sitesOf(finding: Finding, sites: readonly Related[], context: ReportContext): string {
  const shown = sites.slice(0, shownSites).map((site) => `- ${codeSpan(placeOf(site, context))}`)
  const more = sites.length - shown.length
  const title = isWall(finding)
    ? `${counted(sites.length, "exit")} answer like this: one repair`
    : counted(sites.length, "further place")
  const rest = more === 0 ? [] : [`- … and ${number(more)} more`]
  return [`<details><summary>${title}</summary>`, "", ...shown, ...rest, "", "</details>"].join("\n")
}

function placeOf({ file, range }: Pick<Finding, "file" | "range">, { localPath }: ReportContext): string {
  return `${localPath(file)}:${range.start.line}`
}

/** Lines without the indent that all of them have. */
function dedented(lines: readonly string[]): readonly string[] {
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length)
  const least = Math.min(...indents)
  return lines.map((line) => line.slice(least))
}

/** What a fenced block is called after: `py`; every renderer knows file extensions. */
function languageOf(file: string): string {
  return /\.(\w+)$/.exec(file)?.[1] ?? ""
}

function footer(report: Report): string {
  const { files, suppressed, version } = report
  const skipped = files.skipped.map(({ file, why }) => `- ${codeSpan(file)}: ${escapeText(why)}`)
  const list = [
    `<details><summary>${counted(skipped.length, "file")} skipped</summary>`,
    "",
    ...skipped.slice(0, shownSites),
  ]
  const facts = [
    coverageOf(report),
    `${counted(files.analysed, "file")} analysed of ${number(files.found)}`,
    ...(suppressed === 0 ? [] : [`${number(suppressed)} suppressed`]),
    `gatelint ${version}`,
  ]
  return [...(skipped.length === 0 ? [] : [...list, "", "</details>", ""]), `<sub>${facts.join(" · ")}</sub>`, ""].join(
    "\n",
  )
}
