import type { Report } from "../model/report.ts"
import { applied } from "./file-edits.ts"
import { type Hides, judge } from "./judge.ts"
import { type Choice, type PlanOptions, plan } from "./plan.ts"

/** A project whose files are changed in memory. */
export interface Workbench {
  report(): Report
  /** The text that the report refers to. */
  text(file: string): string
  /** How many of its statements do not parse. */
  broken(file: string): number
  /** Takes new texts; the next report has thought them through. */
  change(texts: ReadonlyMap<string, string>): void
  readonly hides: Hides
}

export type FixOptions = Omit<PlanOptions, "isRejected">

export interface Fixed {
  /** Texts that changed, whole. */
  readonly texts: ReadonlyMap<string, string>
  /** What was mended, in order. */
  readonly mended: readonly Choice[]
  /** Fixes that were tried and taken back: their finding stayed, they brought another, or no longer parse. */
  readonly rejected: readonly Choice[]
  /** What is left. */
  readonly report: Report
}

const passLimit = 10

/** Applies fixes pass by pass; after each the project is thought through again, and what did not cure is taken back. */
export function fixAll(bench: Workbench, options: FixOptions): Fixed {
  const texts = new Map<string, string>()
  const mended: Choice[] = []
  const rejected = new Map<string, Choice>()
  const isRejected = (choice: Choice) => rejected.has(keyOf(choice))
  for (let pass = 0; pass < passLimit; pass++) {
    const before = bench.report()
    const choices = plan(before, { ...options, isRejected })
    if (choices.length === 0) break
    const failed = attempt(bench, before, choices)
    for (const choice of failed.choices) rejected.set(keyOf(choice), choice)
    if (failed.choices.length > 0) {
      bench.change(failed.restore)
      // One bad fix must not cost the others their pass.
      if (failed.choices.length < choices.length) pass--
      continue
    }
    mended.push(...choices)
    for (const [file, text] of failed.written) texts.set(file, text)
  }
  return { texts, mended, rejected: [...rejected.values()], report: bench.report() }
}

interface Attempt {
  /** The fixes that failed. */
  readonly choices: readonly Choice[]
  readonly written: ReadonlyMap<string, string>
  readonly restore: ReadonlyMap<string, string>
}

function attempt(bench: Workbench, before: Report, choices: readonly Choice[]): Attempt {
  const files = [...new Set(choices.flatMap(({ fix }) => fix.edits.map(({ file }) => file)))]
  const restore = new Map(files.map((file) => [file, bench.text(file)]))
  const written = new Map(
    files.map((file) => {
      const edits = choices.flatMap(({ fix }) => fix.edits.filter((edit) => edit.file === file))
      return [file, applied(restore.get(file) ?? "", edits)] as const
    }),
  )
  const textBefore = (file: string) => restore.get(file) ?? bench.text(file)
  const brokenBefore = new Map(files.map((file) => [file, bench.broken(file)]))
  bench.change(written)
  const { uncured, added } = judge(before, bench.report(), choices, textBefore, (file) => bench.text(file), bench.hides)
  return {
    choices: blamed(
      choices,
      uncured,
      // What does not parse has no findings either: it would pass for a cure.
      [...added.map(({ file }) => file), ...files.filter((file) => bench.broken(file) > (brokenBefore.get(file) ?? 0))],
    ),
    written,
    restore,
  }
}

/** The fixes that did not cure, and those that wrote where something new is; all of them where that is nowhere. */
function blamed(choices: readonly Choice[], uncured: readonly Choice[], files: readonly string[]): readonly Choice[] {
  const touching = choices.filter(({ fix }) => fix.edits.some(({ file }) => files.includes(file)))
  const suspects = files.length > 0 && touching.length === 0 ? choices : touching
  return choices.filter((choice) => uncured.includes(choice) || suspects.includes(choice))
}

function keyOf({ finding, fix }: Choice): string {
  // A fingerprint is one file's.
  return `${finding.file} ${finding.fingerprint} ${fix.title}`
}
