import type { Language, Module } from "../ir/module.ts"
import type { Edit, TextEdit } from "./edit.ts"

/** What a language folder gives the engine. The only way in which the engine meets a language. */
export interface FrontEnd {
  readonly language: Language
  /** `[".py"]`; lower case, with the dot. */
  readonly extensions: readonly string[]
  /** What begins a comment that ends with its line: `#`, `//`. */
  readonly lineComment: string
  /**
   * What a file imports and defines, from its text alone, without a parser.
   * Too much is fine, too little is not: it seeds the work and grounds every negative claim.
   */
  outline(text: string): TextOutline
  /**
   * Parses and lowers a file. A syntax error breaks its statement, never the file.
   * @param previous the same file's last module: chunks whose text did not change are kept, moved.
   * @throws RangeError when the file nests deeper than the parser's stack
   */
  read(path: string, text: string, previous: Module | undefined): Module
  /**
   * Which project file a specifier names.
   * @param specifier as written: `"..errors"`, `"app.core.config"`
   * @param from path of the importing file
   */
  resolve(specifier: string, from: string, files: ProjectFiles): Resolution
  /**
   * Writes edits of one file as changes of its text: sorted, without overlaps, in the file's own style.
   * @returns `undefined` where one of them cannot be written as the code stands
   */
  write(module: Module, text: string, edits: readonly Edit[]): readonly TextEdit[] | undefined
  /** The specifier of a module inside a package: `".", "deps"` → `".deps"`; `undefined` where the language has none. */
  submodule(specifier: string, name: string): string | undefined
}

export interface TextOutline {
  /** Specifiers as written, `from . import x` as `"."`. */
  readonly imports: readonly string[]
  /** Top-level names that are defined or assigned. */
  readonly names: readonly string[]
  /** It takes over all names of another module: `from x import *`, `export * from "x"`. */
  readonly stars: boolean
  /** It reads like a server's code whatever it imports: `res.status(401)`. Only a seed: nothing is concluded from it. */
  readonly answers: boolean
}

/** The files that exist, as far as the host can list them. */
export interface ProjectFiles {
  has(path: string): boolean
  /** True where some file lies below this folder (path without trailing `/`; `""` is the root). */
  hasFolder(path: string): boolean
  /** Folders that hold a manifest or are named by one as a source root, deepest first, `""` last. */
  readonly sourceRoots: readonly string[]
  /** Names that manifests give to files of the project, the deepest scope first. */
  readonly aliases: readonly ModuleAlias[]
}

/** `"@/*"` is `"web/src/*"` for the files of `web`; a package of the workspace has one for its name. */
export interface ModuleAlias {
  /** Only files in this folder use the name; `""` for all. */
  readonly scope: string
  /** At most one `*`. */
  readonly pattern: string
  /** Paths from the analysis root, with the same `*`, the first that exists counts; extensions may be missing. */
  readonly targets: readonly string[]
}

/** `file`: a module of the project; `folder`: a package without a file of its own; `external`: everything else. */
export type Resolution =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "folder"; readonly path: string }
  | { readonly kind: "external" }
