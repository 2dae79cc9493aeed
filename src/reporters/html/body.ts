import type { AuthMap } from "../../model/auth-map.ts"
import type { Finding, Report, Severity } from "../../model/report.ts"
import { shownFindings } from "../order.ts"
import type { ReportContext } from "../reporter.ts"
import { countsOf, coverageOf, totalsByRule } from "../totals.ts"
import { counted, number } from "../words.ts"
import { findingSections } from "./findings.ts"
import { mapData } from "./map-data.ts"
import { join, type Markup, markup, raw } from "./markup.ts"
import { appSections } from "./routes.ts"

type BodyContext = Pick<ReportContext, "rules" | "source" | "map">

/**
 * Everything inside the page's `body`: totals, filters, findings, routes. A host with a live page renders it anew and
 * hands it to the page's script, which keeps the reader's filters.
 */
export function bodyOf(report: Report, context: BodyContext): Markup {
  const findings = shownFindings(report)
  const map = context.map()
  const data = mapData(map, findings)
  const totals = totalsByRule(findings)
  const routes = map.apps.reduce((sum, app) => sum + app.routes.length, 0)
  return markup`<a class="skip" href="#findings">To the findings</a><header><p class="brand">gatelint</p><h1>${folderName(report.root)}</h1><p class="verdict">${findings.length === 0 ? "No findings" : countsOf(findings)}</p><p class="quiet">${coverageOf(report)} · ${counted(report.files.analysed, "file")} analysed of ${number(report.files.found)}${report.suppressed === 0 ? undefined : ` · ${number(report.suppressed)} suppressed`}</p><nav aria-label="Parts of this report"><a href="#findings">Findings <small>${number(findings.length)}</small></a> <a href="#routes">Routes and gates <small>${number(routes)}</small></a></nav></header>${filters(findings, map)}<main><section id="findings" aria-labelledby="findings-title" tabindex="-1"><h2 id="findings-title">Findings</h2>${totalsTable(findings)}${findings.length === 0 ? markup`<p class="quiet">Nothing to report.</p>` : findingSections(totals, context)}</section><section id="routes" aria-labelledby="routes-title" tabindex="-1"><h2 id="routes-title">Routes and gates</h2>${appSections(map, data.marks)}</section>${skipped(report)}</main><footer><p class="quiet">gatelint ${report.version}</p></footer><script type="application/json" id="map-data">${raw(JSON.stringify(data).replaceAll("<", "\\u003c"))}</script>`
}

const severities: readonly Severity[] = ["error", "warning", "info"]

function filters(findings: readonly Finding[], { apps }: AuthMap): Markup {
  const rules = [...new Set(findings.map(({ rule }) => rule))].toSorted()
  const names = [
    ...new Set([...findings.flatMap((finding) => finding.apps), ...apps.map(({ name }) => name)]),
  ].toSorted()
  const files = [
    ...new Set([
      ...findings.map(({ file }) => file),
      ...apps.flatMap(({ routes }) => routes.map(({ handler }) => handler.at.file)),
    ]),
  ].toSorted()
  return markup`<form id="filters" role="search" aria-label="Filter findings and routes"><label class="text">Text <input type="search" name="text" autocomplete="off" placeholder="Press / to search"></label>${select("rule", "Rule", rules)}${select("app", "App", names)}${select("file", "File", files)}<fieldset><legend class="unseen">Severity</legend>${severities.map(
    (severity) =>
      markup`<label class="severity ${severity}"><input type="checkbox" name="severity" value="${severity}" checked> ${severity}</label>`,
  )}</fieldset><button type="reset">Clear</button><p id="count" role="status" aria-live="polite"></p></form>`
}

function select(name: string, label: string, values: readonly string[]): Markup {
  return markup`<label>${label} <select name="${name}"><option value="">all</option>${values.map((value) => markup`<option>${value}</option>`)}</select></label>`
}

function totalsTable(findings: readonly Finding[]): Markup {
  if (findings.length === 0) return markup``
  const apps = [...new Set(findings.flatMap((finding) => finding.apps))].toSorted()
  const columns: readonly { readonly title: string; readonly has: (finding: Finding) => boolean }[] = [
    ...apps.map((app) => ({ title: app, has: (finding: Finding) => finding.apps.includes(app) })),
    ...(findings.some((finding) => finding.apps.length === 0)
      ? [{ title: "no app", has: (finding: Finding) => finding.apps.length === 0 }]
      : []),
  ]
  const rows = totalsByRule(findings).map(({ rule, severity, findings: own }) => {
    const cells = columns.map(({ has }) => own.filter(has).length)
    return markup`<tr><th scope="row"><button type="button" class="pick" data-rule="${rule}"><span class="severity ${severity}">${severity}</span> ${rule}</button></th>${cells.map((count) => markup`<td class="count">${count === 0 ? markup`<span class="quiet">·</span>` : count}</td>`)}<td class="count"><strong>${own.length}</strong></td></tr>`
  })
  return markup`<div class="scroll"><table class="totals"><caption class="unseen">Findings by rule and app</caption><thead><tr><th scope="col">Rule</th>${columns.map(({ title }) => markup`<th scope="col" class="count">${title}</th>`)}<th scope="col" class="count">all</th></tr></thead><tbody>${rows}</tbody></table></div>`
}

function skipped({ files }: Report): Markup {
  if (files.skipped.length === 0) return markup``
  return markup`<section aria-labelledby="skipped-title"><h2 id="skipped-title">Skipped</h2><details><summary>${counted(files.skipped.length, "file")} that nothing is known of</summary><ul>${join(
    files.skipped.map(({ file, why }) => markup`<li><code>${file}</code> <span class="quiet">${why}</span></li>`),
  )}</ul></details></section>`
}

/** The last part of the root: what people call their project. */
export function folderName(root: string): string {
  return root.split(/[/\\]/).findLast((part) => part !== "") ?? root
}
