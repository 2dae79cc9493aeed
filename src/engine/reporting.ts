import { type Config, configOf } from "../model/config.ts"
import type { FrontEnd } from "../model/front-end.ts"
import { Lines } from "../model/lines.ts"
import { inFile, type Place } from "../model/place.ts"
import type {
  Coverage,
  FileEdit,
  FileTotals,
  Finding,
  Fix,
  Related,
  Report,
  Severity,
  SkippedFile,
} from "../model/report.ts"
import type { Proposal, Rule } from "../model/rule.ts"
import { AssertingTests } from "./asserting-tests.ts"
import { byPlace, check, type LevelOf } from "./check.ts"
import type { FileIndex } from "./file-index.ts"
import { isVendored } from "./file-kind.ts"
import { Fingerprints } from "./fingerprint.ts"
import { FixWriter } from "./fix-writer.ts"
import type { Found } from "./found.ts"
import { atOnce } from "./patience.ts"
import { type Naming, Silencing } from "./silencing.ts"
import type { Sources } from "./sources.ts"
import type { Survey } from "./survey.ts"
import { type Unused, unusedIn } from "./unused.ts"

/** From more routes than these on, tests are not told apart. */
const fewRoutes = 3

/** What a report is made of. */
export interface ReportingParts {
  readonly root: string
  readonly version: string
  readonly frontEnds: readonly FrontEnd[]
  readonly rules: readonly Rule[]
  readonly config: Config
  /** The name that was probably meant. */
  readonly nearest: Naming["nearest"]
  readonly index: FileIndex
  readonly sources: Sources
  readonly unreadable: ReadonlyMap<string, string>
  readonly survey: Survey
}

/** Places, words and counts what the rules claim. */
export class Reporting {
  readonly #parts: ReportingParts
  readonly #lines = new Map<string, Lines>()
  readonly #silencing: Silencing
  readonly #fixes: FixWriter
  readonly #tests: AssertingTests
  #report: Report | undefined

  constructor(parts: ReportingParts) {
    this.#parts = parts
    this.#silencing = new Silencing(parts.sources, (file) => this.#linesOf(file))
    this.#tests = new AssertingTests(parts.index, parts.sources)
    this.#fixes = new FixWriter(parts.frontEnds, parts.sources, (file) => this.#linesOf(file))
  }

  /** At once, or with rests as {@link reporting}. */
  report(): Report {
    return atOnce(this.reporting())
  }

  *reporting(): Generator<undefined, Report> {
    this.#report ??= yield* this.#make()
    return this.#report
  }

  /** For `explain`: the facts and the findings that rest on them. */
  explained(): { readonly survey: Survey; readonly report: Report } {
    return { survey: this.#parts.survey, report: this.report() }
  }

  *#make(): Generator<undefined, Report> {
    const { root, version, rules, survey } = this.#parts
    const levelOf: LevelOf = (rule, file) => this.#levelOf(rule, file)
    const isSilenced = (rule: string, at: Place) => this.#silencing.silences(rule, at)
    const { found, suppressed } = yield* check(survey.linked, rules, levelOf, isSilenced)
    const unused = yield* this.#unused(levelOf)
    const removals = new Map(unused.map(({ found: one, removal }) => [one, removal]))
    const fingerprints = new Fingerprints()
    // Half-typed code is not spoken of.
    const told = [...found.filter(({ at }) => !at.chunk.broken), ...removals.keys()].toSorted(byPlace)
    const findings: Finding[] = []
    for (const one of told) {
      const finding = this.#finding(one, fingerprints)
      const removal = removals.get(one)
      findings.push(removal === undefined ? finding : { ...finding, fixes: [removalFix(removal)] })
      yield
    }
    return {
      version,
      root,
      files: this.#files(),
      coverage: this.#coverage(),
      findings,
      suppressed,
      // The engine knows no baseline: that is a matter of hosts.
      baselined: 0,
    }
  }

  /** Only where every file is known, and the commented one was gone through from end to end. */
  *#unused(levelOf: LevelOf): Generator<undefined, readonly Unused[]> {
    const { rules, survey, sources, index, nearest } = this.#parts
    const found: Unused[] = []
    if (!index.complete) return found
    const known = rules.map(({ id }) => id)
    for (const { file } of survey.files) {
      yield
      if (!/gatelint:/.test(sources.text(file) ?? "")) continue
      if (sources.module(file)?.chunks.some(({ broken }) => broken) !== false) continue
      const isActive = (name: string | undefined) =>
        rules.every((rule) => {
          const isMeant = name === undefined ? rule.preset === "recommended" : rule.id === name
          return !isMeant || levelOf(rule, file) !== "off"
        })
      const naming = { known, isActive, nearest }
      found.push(...unusedIn(file, this.#linesOf(file), this.#silencing, naming, rules, levelOf))
    }
    return found
  }

  #levelOf(rule: Rule, file: string): Severity | "off" {
    return configOf(this.#parts.config, file).rules[rule.id] ?? rule.severity
  }

  #finding(found: Found, fingerprints: Fingerprints): Finding {
    const { file, start, end } = inFile(found.at)
    const lines = this.#linesOf(file)
    const sites = found.sites.map((site) => this.#related(site, "answers here", "site"))
    const others = found.related.map(({ at, message, role }) => this.#related(at, message, role))
    return {
      rule: found.rule,
      severity: found.severity,
      message: found.message,
      file,
      range: lines.range(start, end),
      apps: found.apps,
      evidence: this.#evidence(found),
      related: [...sites, ...others],
      fixes: this.#fixes.write(found.fixes.map((one) => this.#told(one, found))),
      fingerprint: fingerprints.of(found.rule, found.at, lines.text.slice(start, end)),
    }
  }

  /** Who changes a status is told of the tests that hold the old one fast. */
  #told(proposal: Proposal, { at, sites }: Found): Proposal {
    const { restates, title } = proposal
    if (restates === undefined) return proposal
    const paths = [...new Set([at, ...sites].flatMap((place) => this.#parts.survey.linked.pathsOf(place)))]
    // A gate of many routes is tested by many tests that are not about it.
    const count = paths.length > fewRoutes ? 0 : this.#tests.count(paths, restates)
    if (count === 0) return proposal
    return { ...proposal, title: `${title} (${count} test${count === 1 ? " asserts" : "s assert"} ${restates} here)` }
  }

  #evidence({ why, evidence }: Found): string {
    if (evidence === undefined) return why
    const { file, start, end } = inFile(evidence)
    const text = this.#linesOf(file).text.slice(start, end).replace(/\s+/g, " ")
    const short = text.length > 80 ? `${text.slice(0, 79)}…` : text
    return why === "" ? `\`${short}\`` : `${why}: \`${short}\``
  }

  #related(place: Place, message: string, role: Related["role"]): Related {
    const { file, start, end } = inFile(place)
    return { file, range: this.#linesOf(file).range(start, end), message, role }
  }

  #linesOf(file: string): Lines {
    const known = this.#lines.get(file)
    if (known !== undefined) return known
    const lines = new Lines(this.#parts.sources.text(file) ?? "")
    this.#lines.set(file, lines)
    return lines
  }

  #files(): FileTotals {
    const { index, sources, unreadable } = this.#parts
    const skipped: SkippedFile[] = [...unreadable].map(([file, why]) => ({ file, why }))
    for (const { path, kind, why } of index.outlines.values()) {
      if (kind === "skipped" || kind === "minified") skipped.push({ file: path, why: why ?? kind })
    }
    for (const [file, why] of sources.failed) skipped.push({ file, why })
    return {
      found: [...index.outlines.keys()].filter((path) => !isVendored(path)).length + unreadable.size,
      read: index.outlines.size,
      analysed: sources.parsed,
      skipped: skipped.toSorted((a, b) => (a.file < b.file ? -1 : 1)),
    }
  }

  #coverage(): Coverage {
    const { answers, apps } = this.#parts.survey.linked
    let understood = 0
    let unknown = 0
    const seen = new Set<unknown>()
    for (const { exit } of answers) {
      if (seen.has(exit)) continue
      seen.add(exit)
      if (!exit.status.known) {
        if (exit.how === "raise" && exit.status.why !== "an error of the project's own") unknown++
      } else if (exit.status.value === 401 || exit.status.value === 403) {
        if (exit.asks.kind === "unknown" || exit.asks.kind === "mixed") unknown++
        else understood++
      }
    }
    const complete = apps.filter((app) => app.complete).length
    return { exits: { understood, unknown }, apps: { complete, open: apps.length - complete } }
  }
}

function removalFix(edit: FileEdit): Fix {
  return {
    title: edit.newText === "" ? "Remove the suppression" : "Remove what the suppression names in vain",
    safe: true,
    preferred: true,
    edits: [edit],
  }
}
