import type { AuthMap } from "../model/auth-map.ts"
import type { Explanation } from "../model/project.ts"
import type { Coverage, Report, Severity } from "../model/report.ts"

/*
 * What client and server say to each other beyond the Language Server Protocol. Types only: both sides import this.
 * Payloads of the engine (reports, explanations) keep its own conventions: paths from a root, lines and columns 1-based.
 *
 *     client.sendRequest<Requests["gatelint/audit"]["result"]>("gatelint/audit", params)
 */

/** Requests that the client sends, by method. */
export interface Requests {
  /** Reads and analyses every root to the end. Progress comes by `workDoneToken`; it can be cancelled. */
  "gatelint/audit": { readonly params: AuditParams; readonly result: AuditResult }
  /** The way in of every app of every root. */
  "gatelint/authMap": { readonly params: Record<string, never>; readonly result: AuthMapResult }
  /** Every fact of a line; `null` where nothing is known. */
  "gatelint/explain": { readonly params: ExplainParams; readonly result: Explanation | null }
  /** The report of every root in a format of the command line. */
  "gatelint/export": { readonly params: ExportParams; readonly result: TextResult }
  /** For each root, the baseline that accepts what is found today: the file to write, and its text. */
  "gatelint/baseline": { readonly params: Record<string, never>; readonly result: TextResult }
}

/** Requests that the server sends for files that it cannot read itself: all in a browser, elsewhere virtual ones. */
export interface FileRequests {
  "gatelint/listFiles": { readonly params: ListFilesParams; readonly result: ListFilesResult }
  "gatelint/readFiles": { readonly params: ReadFilesParams; readonly result: readonly FileContent[] }
}

/** Notifications that the server sends. */
export interface Notifications {
  /** Whenever something of it changed. */
  "gatelint/status": Status
}

/** What the client says when it starts the server; every part may be left out. */
export interface InitializationOptions {
  /** In the browser: where the wasm of the parser and of its grammars is fetched from. */
  readonly grammars?: { readonly core: string; readonly python: string; readonly ecmascript: string }
  /** The folder of the rules' pages, as a URI: `codeDescription` and "Open the rule's page" lead there. */
  readonly pages?: string
  /** For clients without `workspace/configuration`. */
  readonly settings?: ClientSettings
  /** Findings of files that are not open are pulled as well (`workspace/diagnostic`): never unless this says so. */
  readonly workspaceDiagnostics?: "always" | "after-audit"
  /** The client wants `gatelint/status`. */
  readonly status?: boolean
}

/** The section `gatelint` of the client's settings, per folder. A config file of the project wins over all but `enable`. */
export interface ClientSettings {
  readonly enable?: boolean
  readonly run?: "onType" | "onSave"
  readonly preset?: "recommended" | "strict"
  readonly rules?: Readonly<Record<string, Severity | "off">>
  /** From the folder, or absolute; instead of the nearest config file. */
  readonly configPath?: string
  /** Patterns as in `.gitignore`, from the folder: findings there are not shown. */
  readonly exclude?: readonly string[]
  readonly codeLens?: { readonly enable?: boolean }
}

export interface AuditParams {
  readonly workDoneToken?: string | number
  /** Only the findings of this file or folder. */
  readonly uri?: string
}

export interface AuditResult {
  readonly roots: readonly RootReport[]
}

/** One project of the workspace. */
export interface RootReport {
  /** The root that the report's paths start from. */
  readonly uri: string
  /** The workspace folder's name. */
  readonly name: string
  readonly report: Report
}

export interface AuthMapResult {
  readonly roots: readonly { readonly uri: string; readonly name: string; readonly map: AuthMap }[]
}

export interface ExplainParams {
  readonly uri: string
  /** 1-based. */
  readonly line: number
}

export interface ExportParams {
  /** A name of `--format`: `html`, `markdown`, `sarif`, `json`. */
  readonly format: string
  /** Only the root that this file or folder belongs to. */
  readonly uri?: string
}

/** One text per root. */
export interface TextResult {
  readonly documents: readonly { readonly uri: string; readonly text: string }[]
}

export interface ListFilesParams {
  /** A folder. */
  readonly uri: string
}

export interface ListFilesResult {
  /** Every file below the folder that the client's own settings do not exclude, from the folder, with `/`. */
  readonly paths: readonly string[]
  /** False where the client could not see everything: nothing is then said of what is *not* there. */
  readonly complete: boolean
}

export interface ReadFilesParams {
  readonly uris: readonly string[]
}

/** A file's bytes (base64: the same over every transport), or why there are none: `"vanished"`. */
export type FileContent = { readonly base64: string } | { readonly why: string }

export interface Status {
  /** `0.1.0`. */
  readonly version: string
  /** `failed` names a config that cannot be read, or a crash, in `message`. */
  readonly state: "starting" | "working" | "idle" | "off" | "failed"
  readonly message: string | undefined
  readonly roots: readonly RootStatus[]
}

export interface RootStatus {
  /** The workspace folder. */
  readonly uri: string
  readonly name: string
  readonly counts: { readonly error: number; readonly warning: number; readonly info: number }
  readonly suppressed: number
  readonly coverage: Coverage
  readonly files: { readonly found: number; readonly analysed: number }
  /** Files could not be listed to the end: rules that say "nowhere" are silent. */
  readonly open: boolean
}
