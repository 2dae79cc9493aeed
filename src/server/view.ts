import { type BaselineEntry, compare } from "../config/baseline.ts"
import type { Project } from "../model/project.ts"
import type { Finding, Report } from "../model/report.ts"

/** What was known when a root last came to rest. */
export interface View {
  readonly project: Project
  readonly report: Report
  /** What was found in the workspace folder and is not excluded; what the baseline accepts is still among it. */
  readonly found: readonly Finding[]
  /** Shown findings, by path. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>
  /** Which version of an open document this speaks of, by path. */
  readonly versions: ReadonlyMap<string, number>
}

/** What of a root is shown. */
export interface Shown {
  /** What the paths of the workspace folder begin with; those of the baseline start after it. */
  readonly prefix: string
  readonly excludes: (path: string) => boolean
  readonly baseline: readonly BaselineEntry[]
}

/** Looks at what a project that is at rest reported. */
export function viewOf(
  project: Project,
  whole: Report,
  { prefix, excludes, baseline }: Shown,
  versions: ReadonlyMap<string, number>,
): View {
  const found = whole.findings.filter(({ file }) => file.startsWith(prefix) && !excludes(file))
  const { fresh, baselined } = compare(
    found,
    baseline,
    ({ file }) => file.slice(prefix.length),
    (file) => project.source(`${prefix}${file}`) === undefined,
  )
  return { project, report: { ...whole, baselined }, found, findings: byFile(fresh), versions }
}

function byFile(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const files = new Map<string, Finding[]>()
  for (const finding of findings) {
    const known = files.get(finding.file)
    if (known === undefined) files.set(finding.file, [finding])
    else known.push(finding)
  }
  return files
}
