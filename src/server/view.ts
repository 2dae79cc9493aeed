import { type BaselineEntry, compare } from "../config/baseline.ts"
import type { AuthMap } from "../model/auth-map.ts"
import type { Project } from "../model/project.ts"
import type { Finding, Report } from "../model/report.ts"

/** What was known when a root last came to rest. */
export interface View {
  readonly project: Project
  readonly report: Report
  /** The way in of every app; worked out when it is first asked for. */
  readonly map: () => AuthMap
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

/** Looks at a project that is at rest. */
export function viewOf(
  project: Project,
  { prefix, excludes, baseline }: Shown,
  versions: ReadonlyMap<string, number>,
): View {
  const whole = project.report()
  const found = whole.findings.filter(({ file }) => file.startsWith(prefix) && !excludes(file))
  const { fresh, baselined } = compare(
    found,
    baseline,
    ({ file }) => file.slice(prefix.length),
    (file) => project.source(`${prefix}${file}`) === undefined,
  )
  let map: AuthMap | undefined
  const mapped = () => {
    map ??= project.map()
    return map
  }
  return { project, report: { ...whole, baselined }, map: mapped, found, findings: byFile(fresh), versions }
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
