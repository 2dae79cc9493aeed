/**
 * What a run says: the contract of `--format json` (its schema is docs/report.schema.json).
 * Paths are relative to the root with `/`; lines and columns are 1-based, columns in UTF-16 code units.
 */
export interface Report {
  readonly version: string
  readonly root: string
  readonly files: FileTotals
  readonly coverage: Coverage
  readonly findings: readonly Finding[]
  /** How many findings a suppression comment silenced. */
  readonly suppressed: number
  /** How many findings were left out because a baseline has them. */
  readonly baselined: number
}

export interface FileTotals {
  /** Source files below the root. */
  readonly found: number
  /** Files whose bytes were looked at. */
  readonly read: number
  /** Files that were parsed. */
  readonly analysed: number
  readonly skipped: readonly SkippedFile[]
}

export interface SkippedFile {
  readonly file: string
  /** `"larger than 1 MB"`, `"not UTF-8"`, `"vanished"`. */
  readonly why: string
}

export interface Coverage {
  /** Refusals (401, 403) whose status and reason are known, and the others. */
  readonly exits: { readonly understood: number; readonly unknown: number }
  /** Apps whose construction was read to the end, and those handed to code that could not be read. */
  readonly apps: { readonly complete: number; readonly open: number }
}

/** `hint` is for the sites of a wall: shown, never counted. */
export type Severity = "error" | "warning" | "info" | "hint"

export interface Finding {
  /** `missing-challenge`. */
  readonly rule: string
  readonly severity: Severity
  /** One sentence: what is wrong and what it does to the client. */
  readonly message: string
  readonly file: string
  readonly range: Range
  /** The apps that give this answer: `["app"]`; empty when no app reaches it. */
  readonly apps: readonly string[]
  /** What the claim rests on, in a few words: `no credentials: \`token is None\``. */
  readonly evidence: string
  readonly related: readonly Related[]
  readonly fixes: readonly Fix[]
  /** Rule, enclosing name, normalised text and ordinal: stable when lines move, unique within the file. */
  readonly fingerprint: string
}

export interface Related {
  readonly file: string
  readonly range: Range
  readonly message: string
  /** `site`: an exit that this finding explains; `cause`, `evidence`: where the reason stands. */
  readonly role: "site" | "cause" | "evidence"
}

export interface Fix {
  readonly title: string
  /** May be applied unseen. */
  readonly safe: boolean
  readonly preferred: boolean
  readonly edits: readonly FileEdit[]
}

export interface FileEdit {
  readonly file: string
  readonly range: Range
  readonly newText: string
}

export interface Range {
  readonly start: Position
  readonly end: Position
}

export interface Position {
  readonly line: number
  readonly column: number
}
