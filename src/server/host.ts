import type { Grammars } from "../gatelint.ts"
import type { CatalogueRule } from "../model/catalogue.ts"
import type { Config } from "../model/config.ts"
import type { Project, Unreadable } from "../model/project.ts"

/** What the server needs of its surroundings: Node's process, a browser's worker, a test. */
export interface Host {
  readonly engine: Engine
  readonly files: Files
  /** The engine's wasm files. */
  readGrammars(): Promise<Grammars>
  /** Lets everything else that waits have its turn. */
  pause(): Promise<void>
  /** The folder of the rules' pages, as a URI that ends in `/`; `undefined` where the package is not at hand. */
  readonly pages: string | undefined
}

/** The part of src/gatelint.ts that the server uses. */
export interface Engine {
  createProject(options: { config: Config; root: string; grammars: Grammars; examples: boolean }): Promise<Project>
  readonly ruleCatalogue: readonly CatalogueRule[]
  readonly frameworkNames: readonly string[]
  readonly version: string
  /** `[".py"]`. */
  readonly sourceExtensions: readonly string[]
  /** Whether a path names a manifest or a lock file. */
  isManifest(path: string): boolean
}

/** Files as the host reaches them: on a disk, or through the client. Folders and files are URIs. */
export interface Files {
  /** The folder whose files are read for a folder or file, so that its siblings are known. */
  rootOf(uri: string): Promise<string>
  /** The files below a folder that are wanted; paths from it, with `/`. */
  list(folder: string, wants: (path: string) => boolean): Promise<Listing>
  /** The contents of files below a folder, in order. A few at a time: see `batch`. */
  read(folder: string, paths: readonly string[], anySize: (path: string) => boolean): Promise<readonly Content[]>
  /** How many files to ask for at once. */
  readonly batch: number
  /** The text of a small file, such as a config; `undefined` where there is none. */
  readText(uri: string): Promise<string | undefined>
}

export type Content = Uint8Array | Unreadable

export interface Listing {
  readonly paths: readonly string[]
  /** False where not everything could be seen. */
  readonly complete: boolean
}
