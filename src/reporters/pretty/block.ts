import { Lines } from "../../model/lines.ts"
import type { Finding, Related } from "../../model/report.ts"
import type { ReportContext } from "../reporter.ts"
import { isWall, sitesIn } from "../sites.ts"
import { counted, number } from "../words.ts"
import { clip, harmless, widthOf, wrap } from "./columns.ts"
import { frameOf } from "./frame.ts"
import type { Theme } from "./theme.ts"

const shownSites = 5

/** A note below the frame; `detail` are further lines of it. */
interface Note {
  readonly text: string
  readonly detail?: readonly string[]
}

/** @returns what writes one finding as terminal lines; it splits each file's text only once */
export function blockWriter(context: ReportContext, theme: Theme): (finding: Finding) => readonly string[] {
  const cache = new Map<string, Lines | undefined>()
  const linesOf = (file: string) => {
    if (!cache.has(file)) {
      const text = context.source(file)
      cache.set(file, text === undefined ? undefined : new Lines(text))
    }
    return cache.get(file)
  }
  const placeOf = ({ file, range }: Placed) =>
    `${harmless(context.pathOf(file))}:${range.start.line}:${range.start.column}`
  return (finding) => blockOf(finding, { linesOf, placeOf, theme, width: context.width })
}

type Placed = Pick<Finding, "file" | "range">

interface Surroundings {
  linesOf(file: string): Lines | undefined
  /** `app/api/deps.py:41:11` */
  placeOf(placed: Placed): string
  readonly theme: Theme
  readonly width: number
}

function blockOf(finding: Finding, around: Surroundings): readonly string[] {
  const { theme, width } = around
  const { symbols, frame } = theme
  const lines = around.linesOf(finding.file)
  const gutter = String(finding.range.end.line).length
  const code =
    lines === undefined ? [] : frameOf(lines, finding.range, { theme, severity: finding.severity, gutter, width })
  const margin = " ".repeat(gutter + 1)
  const bar = margin + frame(symbols.bar)
  const notes = notesOf(finding, around, gutter)
  return [
    ...headerOf(finding, around),
    `${margin}${frame(symbols.open)} ${around.placeOf(finding)}`,
    ...(code.length > 0 ? [bar, ...code] : []),
    ...(code.length > 0 && notes.length > 0 ? [bar] : []),
    ...notes.flatMap(({ text, detail = [] }, index) => {
      const isLast = index === notes.length - 1
      return [
        `${margin}${frame(isLast ? symbols.end : symbols.tee)} ${text}`,
        ...detail.map((line) => `${margin}${isLast ? " " : frame(symbols.bar)} ${line}`),
      ]
    }),
  ]
}

function headerOf({ rule, severity, message }: Finding, { theme, width }: Surroundings): readonly string[] {
  const label = `${severity}[${harmless(rule)}]`
  const [first = "", ...rest] = wrap(`${label} ${harmless(message)}`, width)
  const head = theme.severity(severity)(theme.bold(label)) + theme.bold(first.slice(label.length))
  return [head, ...rest.map((line) => theme.bold(line))]
}

function notesOf(finding: Finding, around: Surroundings, gutter: number): readonly Note[] {
  const { theme, width } = around
  const room = width - gutter - 3
  const sites = sitesIn(finding)
  const evidence =
    finding.evidence === "" ? [] : [clip(`evidence: ${harmless(finding.evidence)}`, room, theme.symbols.dots)]
  return [
    ...evidence.map((text) => ({ text: theme.dim(text) })),
    ...finding.related
      .filter(({ role }) => role !== "site")
      .map((related) => ({ text: relatedOf(related, around, room) })),
    ...(isWall(finding) ? [wallOf(finding, sites, around, room)] : sitesOf(sites, around)),
    ...fixOf(finding, theme),
  ]
}

function relatedOf({ role, message, ...place }: Related, { theme, placeOf }: Surroundings, room: number): string {
  const label = `${role === "cause" ? "cause" : "see"}: ${placeOf(place)}`
  const left = room - widthOf(label) - 1
  const note = message === "" || left < 12 ? "" : ` ${clip(harmless(message), left, theme.symbols.dots)}`
  return label + theme.dim(note)
}

function sitesOf(sites: readonly Related[], { placeOf }: Surroundings): readonly Note[] {
  return sites.length === 0 ? [] : [{ text: `also answers: ${sites.map(placeOf).join(", ")}` }]
}

function wallOf(finding: Finding, sites: readonly Related[], around: Surroundings, room: number): Note {
  const { theme } = around
  const shown = sites.slice(0, shownSites)
  const places = shown.map(around.placeOf)
  const column = Math.max(...places.map(widthOf))
  const listed = shown.map((site, index) => {
    const place = places[index] ?? ""
    const code = harmless(around.linesOf(site.file)?.line(site.range.start.line).trim() ?? "")
    const left = room - column - 4
    const text = left < 12 ? "" : clip(code, left, theme.symbols.dots)
    return text === "" ? `  ${place}` : `  ${place}${" ".repeat(column - widthOf(place))}  ${theme.dim(text)}`
  })
  const more = sites.length - shown.length
  const rest =
    more === 0 ? [] : [theme.dim(`  ${theme.symbols.dots} and ${number(more)} more (--format json lists all)`)]
  return {
    text: theme.bold(`${counted(sites.length, "exit")} of ${appsOf(finding)} answer like this: one repair`),
    detail: [...listed, ...rest],
  }
}

function appsOf({ apps }: Finding): string {
  if (apps.length === 0) return "this project"
  const names = apps.slice(0, 3).map((name) => `\`${harmless(name)}\``)
  return apps.length > 3 ? `${counted(apps.length, "app")}` : names.join(" and ")
}

function fixOf({ fixes }: Finding, theme: Theme): readonly Note[] {
  const fix = fixes.find(({ preferred }) => preferred) ?? fixes[0]
  if (fix === undefined) return []
  const others = fixes.length - 1
  const or = others === 0 ? "" : theme.dim(` (or ${counted(others, "other way")})`)
  return [{ text: `${theme.action("fix:")} ${harmless(fix.title)}${or}` }]
}
