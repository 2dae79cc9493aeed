import type { FileEdit, Finding, Fix, Report } from "../model/report.ts"
import { collide } from "./file-edits.ts"

/** A fix that is to be applied, and the finding that it mends. */
export interface Choice {
  readonly finding: Finding
  readonly fix: Fix
}

export interface PlanOptions {
  /** Fixes too that may change more than the finding. */
  readonly unsafe: boolean
  /** Whether a finding is asked for. */
  isWanted(finding: Finding): boolean
  /** Whether a file may be written. */
  isInScope(file: string): boolean
  /** Fixes that were tried and did not cure. */
  isRejected(choice: Choice): boolean
}

/**
 * The fixes of one pass: the preferred one of each finding, as many as do not meet in one text. A fix is applied whole,
 * in all its files; what meets another waits for the next pass.
 */
export function plan({ findings }: Report, options: PlanOptions): readonly Choice[] {
  const chosen: Choice[] = []
  const taken: FileEdit[] = []
  const candidates = findings.flatMap((finding) => choiceOf(finding, options))
  // What repairs a whole app comes first: its sites need nothing after it.
  const repaired = new Set(candidates.filter(isWall).map(({ finding }) => finding.rule))
  for (const choice of [...candidates.filter(isWall), ...candidates.filter((one) => !isWall(one))]) {
    if (choice.finding.severity === "hint" && repaired.has(choice.finding.rule)) continue
    const { edits } = choice.fix
    if (edits.some((edit) => taken.some((other) => collide(edit, other)))) continue
    chosen.push(choice)
    taken.push(...edits)
  }
  return chosen
}

function choiceOf(finding: Finding, { unsafe, isWanted, isInScope, isRejected }: PlanOptions): readonly Choice[] {
  const fix = finding.fixes.find(({ preferred }) => preferred)
  if (fix === undefined || !(fix.safe || unsafe) || !isWanted(finding)) return []
  const choice = { finding, fix }
  return isRejected(choice) || !fix.edits.every(({ file }) => isInScope(file)) ? [] : [choice]
}

function isWall({ finding }: Choice): boolean {
  return finding.severity !== "hint" && finding.related.filter(({ role }) => role === "site").length >= 5
}
