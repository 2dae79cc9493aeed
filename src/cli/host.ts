import type { Config } from "../model/config.ts"
import type { Project } from "../model/project.ts"
import type { Severity } from "../model/report.ts"

/** What the command line needs of its surroundings; tests give their own. */
export interface Host {
  readonly engine: Engine
  /** Absolute path of the working directory. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: string
  readonly stdout: Output
  readonly stderr: Output
  /** The engine's wasm files. */
  readGrammars(): Promise<Grammars>
  /** The Markdown of a rule's page; `undefined` where there is none. */
  readPage(rule: string): Promise<string | undefined>
  /** The most memory that the process has held, in bytes. */
  peakMemory(): number
}

export interface Output {
  write(text: string): void
  readonly isTTY: boolean
  /** Of a terminal. */
  readonly columns: number | undefined
}

/** The part of src/gatelint.ts that the command line uses. */
export interface Engine {
  createProject(options: { config: Config; root: string; grammars: Grammars; examples: boolean }): Promise<Project>
  readonly ruleCatalogue: readonly CatalogueRule[]
  readonly version: string
  /** `[".py"]`. */
  readonly sourceExtensions: readonly string[]
  /** Whether a path names a manifest or a lock file. */
  isManifest(path: string): boolean
}

export interface Grammars {
  readonly core: Uint8Array
  readonly python: Uint8Array
}

export interface CatalogueRule {
  readonly id: string
  readonly description: string
  readonly severity: Severity
  /** URL of the section that the rule rests on. */
  readonly spec: string
  readonly preset: "recommended" | "strict"
  /** URL or relative path of the rule's page. */
  readonly docs: string
}
