import type { Resolution } from "../model/front-end.ts"
import { baseName, folderOf } from "./paths.ts"
import { atOnce } from "./patience.ts"

/** Who imports what, turned round. Specifiers are resolved when the first question comes, again when files come or go. */
export class ImportGraph {
  readonly #resolve: (specifier: string, from: string) => Resolution
  readonly #imports = new Map<string, readonly string[]>()
  /** Files whose specifiers have not been resolved since they changed. */
  readonly #stale = new Set<string>()
  /** What each file's specifiers name: keys of {@link #importers}. */
  readonly #targets = new Map<string, readonly string[]>()
  readonly #importers = new Map<string, Set<string>>()
  readonly #resolutions = new Map<string, readonly string[]>()

  constructor(resolve: (specifier: string, from: string) => Resolution) {
    this.#resolve = resolve
  }

  put(path: string, imports: readonly string[]): void {
    const before = this.#imports.get(path)
    if (before !== undefined && before.length === imports.length && before.every((s, i) => s === imports[i])) return
    this.#imports.set(path, imports)
    this.#stale.add(path)
  }

  remove(path: string): void {
    this.#imports.delete(path)
    this.#stale.delete(path)
    this.#unlink(path)
  }

  /** To be called when a file appeared or vanished or a source root changed: any specifier may now mean another file. */
  forgetResolutions(): void {
    if (this.#resolutions.size === 0 && this.#targets.size === 0) return
    this.#resolutions.clear()
    this.#targets.clear()
    this.#importers.clear()
    for (const path of this.#imports.keys()) this.#stale.add(path)
  }

  /** The files with a specifier that names this file. */
  importersOf(path: string): Iterable<string> {
    atOnce(this.update())
    return this.#importers.get(path) ?? []
  }

  /** The files with a specifier that names this folder, through its own file or without one. */
  importersOfFolder(folder: string): Iterable<string> {
    atOnce(this.update())
    return this.#importers.get(folderKey(folder)) ?? []
  }

  /** Resolves what was not resolved yet, with a rest after each file: the first question waits for all of it. */
  *update(): Generator<undefined, void> {
    for (const path of this.#stale) {
      this.#stale.delete(path)
      this.#unlink(path)
      const targets = new Set((this.#imports.get(path) ?? []).flatMap((specifier) => this.#targetsOf(specifier, path)))
      this.#targets.set(path, [...targets])
      for (const target of targets) {
        const importers = this.#importers.get(target)
        if (importers === undefined) this.#importers.set(target, new Set([path]))
        else importers.add(path)
      }
      yield
    }
  }

  #unlink(path: string): void {
    for (const target of this.#targets.get(path) ?? []) this.#importers.get(target)?.delete(path)
    this.#targets.delete(path)
  }

  // Files of one folder and one ending mean the same by a specifier, save that none means itself:
  // `redis.py` that says `import redis` names the package, its neighbours name `redis.py`.
  #targetsOf(specifier: string, from: string): readonly string[] {
    const name = baseName(from)
    const dot = name.lastIndexOf(".")
    const own = specifier.includes(name.slice(0, dot)) ? from : `${folderOf(from)}\n${name.slice(dot)}`
    const key = `${own}\n${specifier}`
    const known = this.#resolutions.get(key)
    if (known !== undefined) return known
    const targets = targetKeys(this.#resolve(specifier, from))
    this.#resolutions.set(key, targets)
    return targets
  }
}

// A file that goes by the name of its folder: `app/api/__init__.py` is `app.api`, `lib/index.ts` is `./lib`.
const FOLDER_FILE = /^(?:__init__|index)\.[a-z]+$/

/** Whether a specifier reaches this file by the name of its folder. */
export function isFolderFile(path: string): boolean {
  return FOLDER_FILE.test(baseName(path))
}

function targetKeys(resolution: Resolution): readonly string[] {
  switch (resolution.kind) {
    case "external":
      return []
    case "folder":
      return [folderKey(resolution.path)]
    case "file": {
      const { path } = resolution
      return isFolderFile(path) ? [path, folderKey(folderOf(path))] : [path]
    }
  }
}

// A folder and a file never share a key: no path ends with `/`.
function folderKey(folder: string): string {
  return `${folder}/`
}
