import type { CatalogueRule } from "../model/catalogue.ts"
import { Lines } from "../model/lines.ts"
import type { FileEdit, Finding, Position, Report } from "../model/report.ts"
import type { Choice } from "./plan.ts"

/** The rules that say nothing where a rule has spoken: they are heard once it is mended, and are not new. */
export type Hides = (rule: string) => readonly string[]

/** As the rules themselves say it. */
export function hiding(catalogue: readonly CatalogueRule[]): Hides {
  return (rule) => catalogue.find(({ id }) => id === rule)?.hides ?? []
}

export interface Verdict {
  /** Fixes whose finding is still there. */
  readonly uncured: readonly Choice[]
  /** Findings that nobody had before. */
  readonly added: readonly Finding[]
}

/**
 * What a pass did, by the reports before and after it. A finding is the same as before where its rule speaks at the
 * place that the edits moved it to, or where its fingerprint is known.
 * @param textBefore the text that the report before it refers to
 * @param textAfter the text that the report after it refers to
 * @param hides the rules that say nothing behind a rule's findings
 */
export function judge(
  before: Report,
  after: Report,
  choices: readonly Choice[],
  textBefore: (file: string) => string,
  textAfter: (file: string) => string,
  hides: Hides,
): Verdict {
  const edits = choices.flatMap(({ fix }) => fix.edits)
  const places = new Places(edits, textBefore, textAfter)
  const known = new Set(before.findings.map(({ file, fingerprint }) => `${file} ${fingerprint}`))
  const uncured = choices.filter(({ finding }) => after.findings.some((one) => places.isSame(finding, one)))
  const added = after.findings.filter(
    (one) =>
      one.severity !== "hint" &&
      !choices.some(({ finding }) => isBehind(one, finding, hides)) &&
      !known.has(`${one.file} ${one.fingerprint}`) &&
      !before.findings.some((finding) => places.isSame(finding, one)),
  )
  return { uncured, added }
}

/** Whether something was there all along, and is told now that nothing stands in front of it. Not every finding knows its app. */
function isBehind(one: Finding, mended: Finding, hides: Hides): boolean {
  if (!hides(mended.rule).includes(one.rule)) return false
  const isUnknown = one.apps.length === 0 || mended.apps.length === 0
  return isUnknown || one.apps.some((app) => mended.apps.includes(app))
}

/** Where the places of a report went when edits were applied. */
class Places {
  readonly #edits: readonly FileEdit[]
  readonly #before: (file: string) => Lines
  readonly #after: (file: string) => Lines

  constructor(edits: readonly FileEdit[], before: (file: string) => string, after: (file: string) => string) {
    this.#edits = edits
    this.#before = remembered(before)
    this.#after = remembered(after)
  }

  isSame(old: Finding, now: Finding): boolean {
    if (old.rule !== now.rule || old.file !== now.file) return false
    const lines = this.#after(now.file)
    const start = offsetOf(lines, now.range.start)
    const end = offsetOf(lines, now.range.end)
    const from = this.#moved(old.file, old.range.start, "start")
    const until = this.#moved(old.file, old.range.end, "end")
    return start < until && from < end
  }

  #moved(file: string, position: Position, side: "start" | "end"): number {
    const lines = this.#before(file)
    const offset = offsetOf(lines, position)
    let shift = 0
    for (const { file: other, range, newText } of this.#edits) {
      if (other !== file) continue
      const start = offsetOf(lines, range.start)
      const end = offsetOf(lines, range.end)
      const isBefore = side === "start" ? end <= offset : start < offset
      if (isBefore) shift += newText.length - (end - start)
    }
    return offset + shift
  }
}

function offsetOf(lines: Lines, { line, column }: Position): number {
  return lines.start(line) + column - 1
}

function remembered(text: (file: string) => string): (file: string) => Lines {
  const known = new Map<string, Lines>()
  return (file) => {
    const lines = known.get(file) ?? new Lines(text(file))
    known.set(file, lines)
    return lines
  }
}
