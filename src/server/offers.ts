import type { Project, SuppressionScope } from "../model/project.ts"
import type { FileEdit, Finding, Fix } from "../model/report.ts"
import { combinedEdits } from "./combined-edits.ts"

/** One change that can be offered for a finding, as data: what it is made of is worked out when it is taken. */
export type Offer =
  | { readonly kind: "fix"; readonly fingerprint: string; readonly title: string }
  | { readonly kind: "fix-rule"; readonly rule: string }
  | { readonly kind: "fix-all" }
  | { readonly kind: "suppress"; readonly fingerprint: string; readonly scope: SuppressionScope }

/** The edits of an offer, and whether somebody should look at them before they are applied. */
export interface Change {
  readonly edits: readonly FileEdit[]
  readonly unsafe: boolean
}

/** A finding's fixes in the order in which they are offered: the preferred one, those nearby, those of the whole app. */
export function orderedFixes({ fixes, file }: Finding): readonly Fix[] {
  const rank = (fix: Fix) => (isWide(fix, file) ? 2 : fix.preferred ? 0 : 1)
  return fixes.toSorted((a, b) => rank(a) - rank(b))
}

/**
 * Works an offer out against what is known now.
 * @param findings of the file that the offer was made for
 * @returns `undefined` where the finding is gone
 */
export function changeOf(
  offer: Offer,
  file: string,
  findings: readonly Finding[],
  project: Project,
): Change | undefined {
  switch (offer.kind) {
    case "fix": {
      const fix = findings
        .find(({ fingerprint }) => fingerprint === offer.fingerprint)
        ?.fixes.find(({ title }) => title === offer.title)
      return fix && { edits: fix.edits, unsafe: !fix.safe || isWide(fix, file) }
    }
    case "fix-rule": {
      const fixes = fixesOfRule(offer.rule, file, findings)
      return { edits: combinedEdits(fixes), unsafe: fixes.some(({ safe }) => !safe) }
    }
    case "fix-all":
      return { edits: combinedEdits(safeFixes(file, findings)), unsafe: false }
    case "suppress": {
      const finding = findings.find(({ fingerprint }) => fingerprint === offer.fingerprint)
      const edit = finding && project.suppress(finding, offer.scope)
      return edit && { edits: [edit], unsafe: false }
    }
  }
}

/** One fix for each finding of a rule that has one within its file. */
export function fixesOfRule(rule: string, file: string, findings: readonly Finding[]): readonly Fix[] {
  return findings.flatMap((finding) => (finding.rule === rule ? (nearFixes(finding, file)[0] ?? []) : []))
}

/** One fix for each finding that has one which may be applied unseen, within its file. */
export function safeFixes(file: string, findings: readonly Finding[]): readonly Fix[] {
  return findings.flatMap((finding) => nearFixes(finding, file).find(({ safe }) => safe) ?? [])
}

function nearFixes(finding: Finding, file: string): readonly Fix[] {
  return orderedFixes(finding).filter((fix) => !isWide(fix, file))
}

function isWide({ edits }: Fix, file: string): boolean {
  return edits.some((edit) => edit.file !== file)
}
