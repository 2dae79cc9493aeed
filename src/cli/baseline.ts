import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { dirname, join, resolve } from "node:path"
import { type BaselineEntry, type Compared, codeOf, compare, entriesOf } from "../config/baseline.ts"
import { parseBaseline, printBaseline } from "../config/baseline-file.ts"
import { reasonOf } from "../disk/files.ts"
import { fromRoot } from "../disk/root.ts"
import type { Finding } from "../model/report.ts"
import type { Session } from "./session.ts"
import { UserError } from "./user-error.ts"

export const defaultBaseline = "gatelint-baseline.json"

/** A baseline that was read, or is to be written for the first time. */
export interface Baseline {
  /** As the user wrote it. */
  readonly name: string
  /** Absolute path. */
  readonly path: string
  readonly entries: readonly BaselineEntry[]
  /** Its text; empty where there is none yet. */
  readonly text: string
}

/**
 * Reads a baseline.
 * @param mayBeNew whether it may be missing, because it will be written
 * @throws UserError where it cannot be read, ConfigError where it is none
 */
export function readBaseline(cwd: string, name: string, { mayBeNew }: { mayBeNew: boolean }): Baseline {
  const path = resolve(cwd, name)
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UserError(`the baseline ${name} is a folder: name a file, or put the paths in front of --baseline`)
  }
  if (!existsSync(path)) {
    if (!mayBeNew) throw new UserError(`there is no baseline ${name}: \`--update-baseline\` writes it`)
    if (!existsSync(dirname(path))) throw new UserError(`cannot write ${name}: there is no folder ${dirname(name)}`)
    return { name, path, entries: [], text: "" }
  }
  const text = readText(path, name)
  return { name, path, entries: parseBaseline(name, text), text }
}

/** Takes out the findings that the baseline has. Of its entries, only those that were asked about may be stale. */
export function withoutBaselined(
  findings: readonly Finding[],
  { path, entries }: Pick<Baseline, "path" | "entries">,
  { root }: Session,
  isAsked: (entry: Pick<Finding, "file" | "rule">) => boolean,
): Compared {
  const folder = dirname(path)
  const compared = compare(
    findings,
    entries,
    ({ file }) => fromRoot(folder, join(root, file)),
    (file) => !existsSync(join(folder, file)),
  )
  const isStale = ({ file, rule }: BaselineEntry) => isAsked({ file: fromRoot(root, join(folder, file)), rule })
  return { ...compared, stale: compared.stale.filter(isStale) }
}

/**
 * Writes the findings of a run; entries that it did not ask about stay.
 * @returns what the baseline now has, and how many entries came and went
 */
export function writeBaseline(
  findings: readonly Finding[],
  baseline: Baseline,
  session: Session,
  isAsked: (entry: Pick<Finding, "file" | "rule">) => boolean,
): { readonly entries: readonly BaselineEntry[]; readonly added: number; readonly dropped: number } {
  const { project, root } = session
  const folder = dirname(baseline.path)
  const kept = baseline.entries.filter(({ file, rule }) => !isAsked({ file: fromRoot(root, join(folder, file)), rule }))
  const current = entriesOf(
    findings,
    ({ file }) => fromRoot(folder, join(root, file)),
    (finding) => codeOf(finding, project.source(finding.file) ?? ""),
  )
  const entries = [...kept, ...current]
  const text = printBaseline(entries)
  try {
    if (text !== baseline.text) writeFileSync(baseline.path, text)
  } catch (error) {
    throw new UserError(`cannot write ${baseline.name}: ${reasonOf(error)}`)
  }
  const count = (some: readonly BaselineEntry[], others: readonly BaselineEntry[]) => {
    const keys = others.map((entry) => JSON.stringify(entry))
    return some.filter((entry) => !keys.includes(JSON.stringify(entry))).length
  }
  return { entries, added: count(entries, baseline.entries), dropped: count(baseline.entries, entries) }
}

function readText(path: string, name: string): string {
  try {
    return readFileSync(path, "utf8")
  } catch (error) {
    throw new UserError(`cannot read the baseline ${name}: ${reasonOf(error)}`)
  }
}
