import { readFileSync } from "node:fs"
import { join } from "node:path"
import ignore, { type Ignore } from "ignore"

interface Layer {
  /** Folder that the patterns are relative to, from the root, with a trailing `/`; empty for the root. */
  readonly base: string
  readonly patterns: Ignore
}

/** The .gitignore files from the root down to a folder; the deepest that has an opinion decides. */
export class IgnoreStack {
  static readonly empty: IgnoreStack = new IgnoreStack([])

  readonly #layers: readonly Layer[]

  private constructor(layers: readonly Layer[]) {
    this.#layers = layers
  }

  /**
   * The stack for a folder's entries.
   * @param folder absolute path
   * @param path the same from the root; empty for the root, which also brings `.git/info/exclude`
   */
  enter(folder: string, path: string): IgnoreStack {
    const texts = [
      path === "" ? readText(join(folder, ".git/info/exclude")) : undefined,
      readText(join(folder, ".gitignore")),
    ]
    const own = texts.filter((text) => text !== undefined && text.trim() !== "")
    if (own.length === 0) return this
    const patterns = ignore({ ignorecase: false })
    for (const text of own) if (text !== undefined) patterns.add(text)
    return new IgnoreStack([{ base: path === "" ? "" : `${path}/`, patterns }, ...this.#layers])
  }

  /** @param path from the root; a folder's ends with `/`. Its parents are not ignored. */
  ignores(path: string): boolean {
    for (const { base, patterns } of this.#layers) {
      const { ignored, unignored } = patterns.test(path.slice(base.length))
      if (ignored) return true
      if (unignored) return false
    }
    return false
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8")
  } catch {
    // Most folders have none, and one that cannot be read ignores nothing.
    return undefined
  }
}
