import type { AuthMap } from "../model/auth-map.ts"
import type { CatalogueRule } from "../model/catalogue.ts"
import type { Report } from "../model/report.ts"

/** Writes a report in one format. Pure: what it needs beside the report is in the context. */
export type Reporter = (report: Report, context: ReportContext) => string

export interface ReportContext {
  /** The text that the findings of a file refer to; `undefined` where it is not at hand. */
  source(file: string): string | undefined
  /** The way in of every app; worked out when it is asked for. */
  map(): AuthMap
  /** Every rule there is. */
  readonly rules: readonly CatalogueRule[]
  /** The Markdown of a rule's page; `undefined` where it is not at hand. */
  page(rule: string): string | undefined
  /** How a file of the report is called where the reader stands: `../app/main.py`. */
  pathOf(file: string): string
  /** Where a file is, from the working directory: what a service that checked the repository out looks for. */
  localPath(file: string): string
  readonly color: boolean
  /** False where only ASCII can be shown. */
  readonly unicode: boolean
  /** Columns of the terminal. */
  readonly width: number
  /** Findings that the caller's options left out of the report: below `--severity`, of another `--rule`. */
  readonly hidden: number
}
