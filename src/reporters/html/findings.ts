import type { Lines } from "../../model/lines.ts"
import type { Finding, Fix, Related } from "../../model/report.ts"
import { hunksOf } from "../diff.ts"
import { lineSource } from "../excerpt.ts"
import type { ReportContext } from "../reporter.ts"
import { isWall, sitesIn } from "../sites.ts"
import type { RuleTotal } from "../totals.ts"
import { counted } from "../words.ts"
import { codeFrame, diff } from "./code.ts"
import { join, type Markup, markup, prose } from "./markup.ts"
import { placeButton } from "./place.ts"

type FindingContext = Pick<ReportContext, "rules" | "source">

/** The findings of each rule, a card per cause. */
export function findingSections(totals: readonly RuleTotal[], context: FindingContext): Markup {
  const linesOf = lineSource(context.source)
  return join(
    totals.map(({ rule, severity, findings }) => {
      const known = context.rules.find(({ id }) => id === rule)
      const spec =
        known === undefined ? undefined : markup` <a href="${known.spec}" rel="noreferrer">${specName(known.spec)}</a>`
      return markup`<section class="rule" data-group aria-labelledby="rule-${rule}"><h3 id="rule-${rule}"><span class="severity ${severity}">${severity}</span> ${rule}</h3><p class="quiet">${known?.description}${spec}</p>${findings.map((finding) => card(finding, context, linesOf))}</section>`
    }),
  )
}

function card(finding: Finding, context: FindingContext, linesOf: (file: string) => Lines | undefined): Markup {
  const { rule, severity, message, evidence, apps, file, range, fingerprint, related, fixes } = finding
  const lines = linesOf(file)
  const sites = sitesIn(finding)
  const others = related.filter(({ role }) => role !== "site")
  const names = apps.length === 0 ? undefined : markup`<span class="quiet">in ${apps.join(", ")}</span>`
  return markup`<article class="finding ${severity}" data-item="finding" data-rule="${rule}" data-severity="${severity}" data-apps="${JSON.stringify(apps)}" data-file="${file}" data-fingerprint="${fingerprint}" data-text="${searchText(finding)}"><h4>${prose(message)}</h4><p>${placeButton({ file, range })} ${names}</p>${lines === undefined ? undefined : codeFrame(lines, range)}${evidence === "" ? undefined : markup`<p class="evidence"><strong>Evidence</strong> ${prose(evidence)}</p>`}${others.map(
    (one) =>
      markup`<p><strong>${one.role === "cause" ? "Cause" : "See"}</strong> ${prose(one.message)} ${placeButton(one)}</p>`,
  )}${sites.length === 0 ? undefined : siteList(finding, sites, linesOf)}${fixes.map((fix, index) => fixBlock(fix, index, context))}</article>`
}

function siteList(finding: Finding, sites: readonly Related[], linesOf: (file: string) => Lines | undefined): Markup {
  const title = isWall(finding)
    ? `${counted(sites.length, "exit")} answer like this: one repair`
    : `${counted(sites.length, "further place")} with the same cause`
  return markup`<details><summary>${title}</summary><ul class="sites">${sites.map(
    (site) =>
      markup`<li>${placeButton(site)} <code>${linesOf(site.file)?.line(site.range.start.line).trim()}</code></li>`,
  )}</ul></details>`
}

/** The button is shown only where the page has a host that can apply a fix. */
function fixBlock(fix: Fix, index: number, { source }: FindingContext): Markup {
  const { title, safe, preferred } = fix
  const hunks = hunksOf(fix, source)
  const note = safe ? "safe" : "changes behaviour: look first"
  const label = markup`<strong>${preferred ? "Fix" : "Or"}</strong> ${prose(title)} <span class="quiet">${note}</span>`
  const button =
    fix.edits.length === 0
      ? undefined
      : markup` <button type="button" class="apply" data-fix="${index}" hidden>Apply</button>`
  const shown = diff(hunks, ({ file, line }) =>
    placeButton({ file, range: { start: { line, column: 1 }, end: { line, column: 1 } } }),
  )
  if (preferred || hunks.length === 0) return markup`<div class="fix"><p>${label}${button}</p>${shown}</div>`
  return markup`<details class="fix"><summary>${label}</summary>${shown}${button}</details>`
}

function searchText({ rule, message, evidence, file, apps }: Finding): string {
  return [rule, message, evidence, file, ...apps].join(" ").toLowerCase()
}

/** `https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2` → `RFC 9110, section 15.5.2`; the host of any other address. */
function specName(spec: string): string {
  const [, rfc, section] = /\/rfc(\d+)(?:#section-([\d.]+))?/.exec(spec) ?? []
  if (rfc !== undefined) return section === undefined ? `RFC ${rfc}` : `RFC ${rfc}, section ${section}`
  return /^\w+:\/\/([^/]+)/.exec(spec)?.[1] ?? spec
}
