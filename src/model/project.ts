import type { AuthMap } from "./auth-map.ts"
import type { FileEdit, Finding, Report } from "./report.ts"

/**
 * The engine as its hosts see it: a synchronous state machine. The host lists and reads files; the project only thinks.
 *
 *     project.list(paths)
 *     for (let step = project.work(n); !step.done; step = project.work(n))
 *       for (const path of step.needs) project.put(path, await read(path))
 *     show(project.report())
 */
export interface Project {
  /**
   * Every file that exists below the root, with `/`, relative: sources, manifests and lock files alike.
   * A project that was never listed is open: rules with negative premises stay silent.
   */
  list(paths: readonly string[]): void
  /**
   * Gives a file's content, again whenever it changes.
   * @param content its bytes; or why there are none (`"vanished"`, `"larger than 1 MB"`), which lands in `files.skipped`
   */
  put(path: string, content: Uint8Array | Unreadable): void
  /**
   * Goes on thinking.
   * @param steps roughly how many questions to answer before returning; the rest is kept for the next call
   * @param isTimeUp asked every now and then: whether to return before that; a host that may think as long as it likes
   * leaves it out
   * @returns the files that the host should `put` before it calls again, and whether nothing is left to do
   */
  work(steps: number, isTimeUp?: () => boolean): Progress
  /** What is known now. Complete once `work` said `done`. */
  report(): Report
  /** The same with rests, for hosts that may not think for long. Nothing is to be put in between. */
  reporting(): Generator<undefined, Report>
  /** The way in of every app: middleware, routes and gates in the order of execution. Worked out when it is asked for. */
  map(): AuthMap
  /** The same with rests; as {@link reporting}. */
  mapping(): Generator<undefined, AuthMap>
  /** Every fact of a line and each unknown with its reason; `undefined` where the line has none. Line is 1-based. */
  explain(path: string, line: number): Explanation | undefined
  /** The text that the findings of a file refer to. */
  source(path: string): string | undefined
  /** How many statements of that text do not parse. */
  broken(path: string): number
  /**
   * The edit that silences a finding with a comment, at its place or in its whole file. A comment that is there already
   * takes the rule in.
   * @returns `undefined` where no comment can stand, or the file's text is not known
   */
  suppress(finding: Pick<Finding, "rule" | "file" | "range">, scope: SuppressionScope): FileEdit | undefined
}

export type SuppressionScope = "line" | "file"

export interface Unreadable {
  readonly why: string
}

export interface Progress {
  readonly needs: readonly string[]
  readonly done: boolean
  /** For a progress line: files indexed and analysed so far, of how many. */
  readonly indexed: number
  readonly analysed: number
  /** For statistics: questions answered so far. */
  readonly questions?: number
}

/** Facts of one place, for people: a title (`401 · raise HTTPException`) and lines `name: value`. */
export interface Explanation {
  readonly file: string
  readonly line: number
  readonly facts: readonly ExplainedFact[]
}

export interface ExplainedFact {
  readonly title: string
  readonly rows: readonly { readonly name: string; readonly value: string; readonly at: string | undefined }[]
}
