import type { FrontEnd, ModuleAlias, ProjectFiles, Resolution } from "../model/front-end.ts"
import { hasExtension, isVendored } from "./file-kind.ts"
import { holds, identifierHashes } from "./identifiers.ts"
import { ImportGraph, isFolderFile } from "./import-graph.ts"
import type { Outline } from "./outline.ts"
import { baseName, folderOf, foldersOf, foldersUpward } from "./paths.ts"

/** Every file of the tree: which exist, what their outlines say, who imports and who mentions what. */
export class FileIndex implements ProjectFiles {
  readonly #frontEnds: readonly FrontEnd[]
  readonly #outlines = new Map<string, Outline>()
  readonly #graph: ImportGraph
  #paths = new Set<string>()
  #folders = new Set([""])
  #missing = new Set<string>()
  #listed = false
  #sourceRoots: readonly string[] = [""]
  #aliases: readonly ModuleAlias[] = []

  constructor(frontEnds: readonly FrontEnd[]) {
    this.#frontEnds = frontEnds
    this.#graph = new ImportGraph((specifier, from) => this.#resolve(specifier, from))
  }

  /** Takes the whole list of files anew; outlines of files that are gone are dropped, the others stay. */
  list(paths: readonly string[]): void {
    this.#listed = true
    this.#paths = new Set(paths)
    this.#folders = foldersOf(paths)
    this.#missing = new Set(paths.filter((path) => !this.#outlines.has(path) && this.#isSource(path)))
    for (const path of this.#outlines.keys()) {
      if (this.#paths.has(path)) continue
      this.#outlines.delete(path)
      this.#graph.remove(path)
    }
    this.#graph.forgetResolutions()
  }

  /** Takes a file's outline in, the first or a newer one; its text is not kept. A file that was not listed is added. */
  put(outline: Outline): void {
    const { path } = outline
    if (!this.#paths.has(path)) this.#appeared(path)
    this.#missing.delete(path)
    this.#outlines.set(path, { ...outline, text: undefined })
    this.#graph.put(path, outline.imports)
  }

  /** Takes a file that vanished out. */
  remove(path: string): void {
    if (!this.#paths.delete(path)) return
    this.#outlines.delete(path)
    this.#missing.delete(path)
    this.#folders = foldersOf(this.#paths)
    this.#graph.remove(path)
    this.#graph.forgetResolutions()
  }

  get paths(): ReadonlySet<string> {
    return this.#paths
  }

  get outlines(): ReadonlyMap<string, Outline> {
    return this.#outlines
  }

  outline(path: string): Outline | undefined {
    return this.#outlines.get(path)
  }

  /** Listed source files without an outline: what is still to be put. Vendored folders are left out. */
  get missing(): ReadonlySet<string> {
    return this.#missing
  }

  /** The files were listed and every source file among them has an outline: only then may a rule say "nowhere". */
  get complete(): boolean {
    return this.#listed && this.#missing.size === 0
  }

  has(path: string): boolean {
    return this.#paths.has(path)
  }

  hasFolder(path: string): boolean {
    return this.#folders.has(path)
  }

  get sourceRoots(): readonly string[] {
    return this.#sourceRoots
  }

  /** Sets the source roots, deepest first, `""` last: what imports mean depends on them. */
  set sourceRoots(folders: readonly string[]) {
    const same = folders.length === this.#sourceRoots.length && folders.every((f, i) => f === this.#sourceRoots[i])
    if (same) return
    this.#sourceRoots = folders
    this.#graph.forgetResolutions()
  }

  get aliases(): readonly ModuleAlias[] {
    return this.#aliases
  }

  /** Sets the names that manifests give to files, the deepest scope first. */
  set aliases(aliases: readonly ModuleAlias[]) {
    this.#aliases = aliases
    this.#graph.forgetResolutions()
  }

  /** Finds out who imports whom, with a rest after each file. */
  link(): Generator<undefined, void> {
    return this.#graph.update()
  }

  /**
   * The files that import this one, sorted; rather too many than too few. Besides those whose specifier names the file:
   * those that import a package above it and mention its name (`from app import deps`, `import app` … `app.deps.user`).
   */
  importersOf(path: string): readonly string[] {
    const found = new Set(this.#graph.importersOf(path))
    let name = moduleName(path)
    let folder = folderOf(path)
    if (isFolderFile(path)) {
      for (const importer of this.#graph.importersOfFolder(folder)) found.add(importer)
      name = baseName(folder)
      folder = folderOf(folder)
    }
    const hashes = identifierHashes(name)
    for (const above of foldersUpward(folder)) {
      for (const importer of this.#graph.importersOfFolder(above)) {
        const outline = this.#outlines.get(importer)
        if (outline !== undefined && holds(outline.identifiers, hashes)) found.add(importer)
      }
    }
    found.delete(path)
    return [...found].sort()
  }

  /** The files that may mention a name, sorted; of `user.role`, those that mention both. A few hold neither. */
  mentioning(name: string): readonly string[] {
    const hashes = identifierHashes(name)
    const found: string[] = []
    if (hashes.length === 0) return found
    for (const [path, { identifiers }] of this.#outlines) if (holds(identifiers, hashes)) found.push(path)
    return found.sort()
  }

  #appeared(path: string): void {
    this.#paths.add(path)
    for (const folder of foldersOf([path])) this.#folders.add(folder)
    this.#graph.forgetResolutions()
  }

  #isSource(path: string): boolean {
    return this.#frontEnds.some(({ extensions }) => hasExtension(path, extensions)) && !isVendored(path)
  }

  #resolve(specifier: string, from: string): Resolution {
    const frontEnd = this.#frontEnds.find(({ extensions }) => hasExtension(from, extensions))
    return frontEnd?.resolve(specifier, from, this) ?? { kind: "external" }
  }
}

// `app/api/deps.py` → `deps`.
function moduleName(path: string): string {
  const name = baseName(path)
  const dot = name.indexOf(".", 1)
  return dot < 0 ? name : name.slice(0, dot)
}
