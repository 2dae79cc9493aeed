import type { Grammars } from "../gatelint.ts"
import type { CatalogueRule } from "../model/catalogue.ts"
import type { Config } from "../model/config.ts"
import type { Project } from "../model/project.ts"

/** What the command line needs of its surroundings; tests give their own. */
export interface Host {
  readonly engine: Engine
  /** Absolute path of the working directory. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: string
  readonly stdout: Output
  readonly stderr: Output
  /** Absolute path of this gatelint's schema of the settings. */
  readonly schemaPath: string
  /** Everything that comes in by standard input. */
  readStdin(): Promise<Uint8Array>
  /** The engine's parsers. */
  readGrammars(): Promise<Grammars>
  /** The Markdown of a rule's page; `undefined` where there is none. */
  readPage(rule: string): Promise<string | undefined>
  /** Starts the language server on the process's own transport. */
  serve(): Promise<void>
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
  /** `["fastapi"]`. */
  readonly frameworkNames: readonly string[]
  readonly version: string
  /** `[".py"]`. */
  readonly sourceExtensions: readonly string[]
  /** Whether a path names a manifest or a lock file. */
  isManifest(path: string): boolean
  /** The frameworks that some manifests, by path, name. */
  frameworksIn(manifests: ReadonlyMap<string, string>): readonly { readonly name: string; readonly folder: string }[]
}
