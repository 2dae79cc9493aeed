import type { AuthMap } from "../model/auth-map.ts"
import type { Report } from "../model/report.ts"

/** Writes a report in one format. Pure: what it needs beside the report is in the context. */
export type Reporter = (report: Report, context: ReportContext) => string

export interface ReportContext {
  /** The text that the findings of a file refer to; `undefined` where it is not at hand. */
  source(file: string): string | undefined
  /** The way in of every app; worked out when it is asked for. */
  map(): AuthMap
  /** How a file of the report is called where the reader stands: `../app/main.py`. */
  pathOf(file: string): string
  readonly color: boolean
  /** False where only ASCII can be shown. */
  readonly unicode: boolean
  /** Columns of the terminal. */
  readonly width: number
  /** Findings that the caller's options left out of the report: below `--severity`, of another `--rule`. */
  readonly hidden: number
}
