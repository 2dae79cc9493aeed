import { join } from "node:path"
import { createTwoFilesPatch } from "diff"
import { isUnchanged, type Replacement, replace } from "../disk/write.ts"
import { type Fixed, fixAll } from "../fixing/fix-all.ts"
import type { Finding } from "../model/report.ts"
import type { Host } from "./host.ts"
import { resolvePaths, shownPath } from "./paths.ts"
import { runSession, type Session } from "./session.ts"
import { workbenchOf } from "./workbench.ts"

export interface FixOptions {
  /** Fixes too that may change more than what was found. */
  readonly unsafe: boolean
  /** Writes nothing, and shows what would be written. */
  readonly dryRun: boolean
  /** Empty means all. */
  readonly rules: readonly string[]
  readonly honoursIgnore: boolean
  readonly config: string | undefined
}

/**
 * `gatelint fix`: applies fixes, each re-checked in memory before anything is written.
 * @returns the exit code: 0 nothing is left, 1 findings are left
 */
export async function fix(host: Host, words: readonly string[], options: FixOptions): Promise<0 | 1> {
  const paths = resolvePaths(host.cwd, words, ["check", "explain", "fix", "rules", "help"])
  const session = await runSession(host, { ...options, paths, wantedRules: options.rules })
  const { rules, unsafe } = options
  const isWanted = (finding: Finding) =>
    session.isInScope(finding.file) && (rules.length === 0 || rules.includes(finding.rule))
  const originals = new Map<string, string>()
  const bench = workbenchOf(session, host.engine)
  const fixed = fixAll(
    {
      ...bench,
      change(texts) {
        for (const file of texts.keys()) if (!originals.has(file)) originals.set(file, bench.text(file))
        bench.change(texts)
      },
    },
    { unsafe, isWanted, isInScope: session.isInScope },
  )
  const replacements = [...fixed.texts].map(([file, after]): Replacement & { readonly file: string } => ({
    file,
    path: join(session.root, file),
    before: originals.get(file) ?? "",
    after,
  }))
  const kept = options.dryRun ? new Set<string>() : write(host, session, fixed, replacements)
  if (options.dryRun) for (const one of replacements) host.stdout.write(patchOf(one.file, one))
  const left = fixed.report.findings.filter((finding) => finding.severity !== "hint" && isWanted(finding))
  const stream = options.dryRun ? host.stderr : host.stdout
  stream.write(summary(host, session, fixed, left, { ...options, kept, words }))
  return left.some(({ severity }) => severity === "error" || severity === "warning") || kept.size > 0 ? 1 : 0
}

/** Writes what is still as it was read; a fix of several files is written in all of them or in none. */
function write(
  host: Host,
  session: Session,
  { mended }: Fixed,
  replacements: readonly (Replacement & { readonly file: string })[],
): ReadonlySet<string> {
  const kept = new Set(replacements.filter((one) => !isUnchanged(one)).map(({ file }) => file))
  for (let size = -1; size !== kept.size; ) {
    size = kept.size
    for (const { fix: one } of mended) {
      const files = one.edits.map(({ file }) => file)
      if (files.some((file) => kept.has(file))) for (const file of files) kept.add(file)
    }
  }
  for (const one of replacements) if (!kept.has(one.file)) replace(one)
  for (const file of kept)
    host.stderr.write(`gatelint: ${shown(host, session, file)} changed while it was being fixed, and is left alone\n`)
  return kept
}

function patchOf(name: string, { before, after }: Replacement): string {
  return createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after, undefined, undefined, {
    headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
  })
}

interface Told extends FixOptions {
  readonly kept: ReadonlySet<string>
  readonly words: readonly string[]
}

function summary(
  host: Host,
  session: Session,
  { mended, rejected }: Fixed,
  left: readonly Finding[],
  { dryRun, unsafe, kept, words }: Told,
): string {
  const done = mended.filter(({ fix: one }) => one.edits.every(({ file }) => !kept.has(file)))
  const files = new Set(done.flatMap(({ fix: one }) => one.edits.map(({ file }) => file)))
  const lines = dryRun
    ? []
    : done.map(
        ({ finding, fix: one }) =>
          `${shown(host, session, finding.file)}:${finding.range.start.line}  ${finding.rule}  ${one.title}`,
      )
  if (lines.length > 0) lines.push("")
  const verb = dryRun ? "would be fixed" : "fixed"
  lines.push(
    `${count(done.length, "problem")} ${verb}${done.length > 0 ? ` in ${count(files.size, "file")}` : ""}, ${left.length === 0 ? "none remains" : `${left.length} ${left.length === 1 ? "remains" : "remain"}`}.`,
  )
  if (rejected.length > 0)
    lines.push(`${count(rejected.length, "fix", "fixes")} did not cure what it was for and was not applied.`)
  const more = left.filter(({ fixes }) => fixes.some((one) => one.preferred && !one.safe)).length
  const command = ["gatelint fix --unsafe", ...words.filter((word) => word !== ".")].join(" ")
  if (!unsafe && more > 0)
    lines.push(`${more} of them can be fixed in a way that may change more than the finding: ${command}`)
  return `${lines.join("\n")}\n`
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`
}

function shown(host: Host, { root }: Session, file: string): string {
  return shownPath(host.cwd, join(root, file))
}
