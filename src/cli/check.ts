import { statSync, writeFileSync } from "node:fs"
import { dirname, join, resolve } from "node:path"
import { reasonOf } from "../disk/files.ts"
import { findRoot } from "../disk/root.ts"
import type { Report } from "../model/report.ts"
import { reporters } from "../reporters/index.ts"
import type { Reporter } from "../reporters/reporter.ts"
import { type Baseline, defaultBaseline, readBaseline } from "./baseline.ts"
import { changesSince } from "./changes.ts"
import type { Host } from "./host.ts"
import { resolvePaths, shownPath } from "./paths.ts"
import { countShown, ranks, select, type Threshold } from "./selection.ts"
import { runSession, type Session } from "./session.ts"
import { readGiven } from "./standard-input.ts"
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
  /** A baseline's file. */
  readonly baseline: string | undefined
  readonly updatesBaseline: boolean
  /** A git revision. */
  readonly since: string | undefined
  /** Reads the text of one file from standard input. */
  readonly stdin: boolean
  readonly stdinFilename: string | undefined
}

/**
 * `gatelint check`: audits paths and writes a report.
 * @param words the paths; none means here
 * @returns the exit code: 0 clean, 1 findings at or above the threshold
 */
export async function check(host: Host, words: readonly string[], options: CheckOptions): Promise<0 | 1> {
  const reporter = reporters.get(options.format)
  if (reporter === undefined) throw new UserError(`unknown format \`${options.format}\``)
  const clash = clashOf(words, options)
  if (clash !== undefined) throw new UserError(clash)
  const { stdinFilename, since } = options
  const given = stdinFilename === undefined ? undefined : await readGiven(host, stdinFilename)
  const commands = ["check", "explain", "init", "rules", "help"]
  const paths =
    given === undefined ? resolvePaths(host.cwd, words.length === 0 ? ["."] : words, commands) : [given.path]
  const output = options.output === undefined ? undefined : writableFile(host.cwd, options.output)
  const baseline = baselineOf(host, options)
  const changes =
    since === undefined ? undefined : changesSince(findRoot(paths, options.honoursIgnore), since, host.env)
  const session = await runSession(host, { ...options, paths, given, wantedRules: options.rules })
  session.stopwatch.start("report")
  const { report, hidden } = select(host, session, { ...options, baseline, changes })
  write(host, session, { report, hidden, reporter, output, options, pages: await readPages(host) })
  session.stopwatch.stop()
  if (options.stats) host.stderr.write(statsOf(session, report, host.peakMemory()))
  const threshold = ranks[options.severity ?? "warning"]
  return report.findings.some(({ severity }) => ranks[severity] >= threshold) ? 1 : 0
}

/** What cannot be asked for together. */
function clashOf(words: readonly string[], options: CheckOptions): string | undefined {
  const { stdin, stdinFilename, since, updatesBaseline } = options
  if (stdin && stdinFilename === undefined) return "--stdin needs --stdin-filename PATH: where the text belongs"
  if (!stdin && stdinFilename !== undefined) return "--stdin-filename goes with --stdin"
  if (stdin && words.length > 0) return "--stdin takes one file and no paths"
  if (stdin && since !== undefined) return "--since compares what is on the disk: it does not go with --stdin"
  if (updatesBaseline && (stdin || since !== undefined)) {
    return `--update-baseline writes all findings: it does not go with ${stdin ? "--stdin" : "--since"}`
  }
  return undefined
}

function baselineOf({ cwd }: Host, { baseline, updatesBaseline }: CheckOptions): Baseline | undefined {
  if (baseline === undefined && !updatesBaseline) return undefined
  return readBaseline(cwd, baseline ?? defaultBaseline, { mayBeNew: updatesBaseline })
}

interface Writing {
  readonly report: Report
  readonly hidden: number
  readonly reporter: Reporter
  /** Absolute path; undefined means stdout. */
  readonly output: string | undefined
  readonly options: CheckOptions
  readonly pages: ReadonlyMap<string, string>
}

async function readPages({ engine, readPage }: Host): Promise<ReadonlyMap<string, string>> {
  const pages = new Map<string, string>()
  for (const { id } of engine.ruleCatalogue) {
    const page = await readPage(id)
    if (page !== undefined) pages.set(id, page)
  }
  return pages
}

function write(
  host: Host,
  { project, root }: Session,
  { report, hidden, reporter, output, options, pages }: Writing,
): void {
  const text = reporter(report, {
    source: (file) => project.source(file),
    map: () => project.map(),
    rules: host.engine.ruleCatalogue,
    page: (rule) => pages.get(rule),
    // Of paths from where one stands, terminals make links.
    pathOf: (file) => (output === undefined ? shownPath(host.cwd, join(root, file)) : file),
    localPath: (file) => shownPath(host.cwd, join(root, file)).replaceAll("\\", "/"),
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
