import { statSync, writeFileSync } from "node:fs"
import { dirname, join, resolve } from "node:path"
import { reasonOf } from "../disk/files.ts"
import type { Finding, Report, Severity, SkippedFile } from "../model/report.ts"
import { reporters } from "../reporters/index.ts"
import type { Reporter } from "../reporters/reporter.ts"
import type { Host } from "./host.ts"
import { resolvePaths, shownPath } from "./paths.ts"
import { runSession, type Session } from "./session.ts"
import { statsOf } from "./stats.ts"
import { type ColorChoice, showsUnicode, wantsColor, widthOf } from "./terminal.ts"
import { UserError } from "./user-error.ts"

export interface CheckOptions {
  readonly format: string
  readonly output: string | undefined
  /** Undefined shows everything and fails from `warning` on. */
  readonly severity: Threshold | undefined
  /** Empty means all. */
  readonly rules: readonly string[]
  readonly stats: boolean
  readonly honoursIgnore: boolean
  readonly color: ColorChoice
  readonly config: string | undefined
}

export type Threshold = "error" | "warning" | "info"

const ranks: Readonly<Record<Severity, number>> = { error: 3, warning: 2, info: 1, hint: 0 }

/**
 * `gatelint check`: audits paths and writes a report.
 * @returns the exit code: 0 clean, 1 findings at or above the threshold
 */
export async function check(host: Host, words: readonly string[], options: CheckOptions): Promise<0 | 1> {
  const reporter = reporters.get(options.format)
  if (reporter === undefined) throw new UserError(`unknown format \`${options.format}\``)
  const paths = resolvePaths(host.cwd, words, ["check", "explain", "rules", "help"])
  const output = options.output === undefined ? undefined : writableFile(host.cwd, options.output)
  const session = await runSession(host, { ...options, paths, wantedRules: options.rules })
  session.stopwatch.start("report")
  const whole = session.project.report()
  const report = narrow(whole, session, options)
  const hidden = countShown(whole.findings.filter(({ file }) => session.isInScope(file))) - countShown(report.findings)
  write(host, session, { report, hidden, reporter, output, options })
  session.stopwatch.stop()
  if (options.stats) host.stderr.write(statsOf(session, report, host.peakMemory()))
  const threshold = ranks[options.severity ?? "warning"]
  return report.findings.some(({ severity }) => ranks[severity] >= threshold) ? 1 : 0
}

/** What was asked for: the user's paths, rules and severity. */
function narrow(report: Report, session: Session, { severity, rules }: CheckOptions): Report {
  const least = severity === undefined ? 0 : ranks[severity]
  const findings = report.findings.filter((finding) => {
    const isWanted = rules.length === 0 || rules.includes(finding.rule)
    return session.isInScope(finding.file) && isWanted && ranks[finding.severity] >= least
  })
  return { ...report, files: { ...report.files, skipped: merge(report.files.skipped, session.skipped) }, findings }
}

function merge(known: readonly SkippedFile[], more: readonly SkippedFile[]): readonly SkippedFile[] {
  const names = new Set(known.map(({ file }) => file))
  const all = [...known, ...more.filter(({ file }) => !names.has(file))]
  return all.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0))
}

function countShown(findings: readonly Finding[]): number {
  return findings.filter(({ severity }) => severity !== "hint").length
}

interface Writing {
  readonly report: Report
  readonly hidden: number
  readonly reporter: Reporter
  /** Absolute path; undefined means stdout. */
  readonly output: string | undefined
  readonly options: CheckOptions
}

function write(host: Host, { project, root }: Session, { report, hidden, reporter, output, options }: Writing): void {
  const text = reporter(report, {
    source: (file) => project.source(file),
    map: () => project.map(),
    // Of paths from where one stands, terminals make links.
    pathOf: (file) => (output === undefined ? shownPath(host.cwd, join(root, file)) : file),
    color: output === undefined ? wantsColor(options.color, host.stdout, host.env) : options.color === "always",
    unicode: output !== undefined || showsUnicode(host),
    width: widthOf(output === undefined ? host.stdout : { ...host.stdout, columns: undefined }),
    hidden,
  })
  if (output === undefined) {
    host.stdout.write(text)
    return
  }
  try {
    writeFileSync(output, text)
  } catch (error) {
    throw new UserError(`cannot write ${options.output}: ${reasonOf(error)}`)
  }
  const count = countShown(report.findings)
  host.stderr.write(`gatelint: ${count} finding${count === 1 ? "" : "s"} written to ${options.output}\n`)
}

/** Complains before the work, not after it. */
function writableFile(cwd: string, file: string): string {
  const path = resolve(cwd, file)
  const folder = statSync(dirname(path), { throwIfNoEntry: false })
  if (folder?.isDirectory() !== true) throw new UserError(`cannot write ${file}: there is no folder ${dirname(file)}`)
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new UserError(`cannot write ${file}: it is a folder`)
  return path
}
