/** What the suite writes beside the workspace file when it is through. */
export interface Outcome {
  /** `1.139.1`. */
  readonly version: string
  readonly tests: readonly TestOutcome[]
  /** Figures to be printed. */
  readonly notes: readonly string[]
  /** What the extension wrote into its output channel, line by line. */
  readonly output: readonly string[]
}

export interface TestOutcome {
  /** `typing › a squiggle appears`. */
  readonly title: string
  readonly state: "passed" | "failed" | "pending"
  readonly error: string | undefined
  /** In ms. */
  readonly took: number
}

/** The file's name, beside the `.code-workspace`. */
export const outcomeFile = "outcome.json"
