import type { Expression } from "../ir/expression.ts"
import type { Chunk, Module } from "../ir/module.ts"
import type { FileIndex } from "./file-index.ts"
import { isFolderFile } from "./import-graph.ts"
import { baseName, folderOf } from "./paths.ts"
import type { Sources } from "./sources.ts"

/** Where the project's own code names what it defines: tests, comments, and imports and exports left out. */
export class Mentions {
  readonly #index: FileIndex
  readonly #sources: Sources

  constructor(index: FileIndex, sources: Sources) {
    this.#index = index
    this.#sources = sources
  }

  /** How often each file mentions a name; whoever imports it and does nothing with it mentions it nowhere. */
  of(name: string): ReadonlyMap<string, number> {
    const found = new Map<string, number>()
    for (const path of this.#index.mentioning(name)) {
      if (this.#index.outline(path)?.kind === "test") continue
      const times = this.#timesIn(path, name)
      if (times > 0) found.set(path, times)
    }
    return found
  }

  /** Whether what a module defines under a name is mentioned nowhere but there, and once. */
  isOnlyDefined(name: string, path: string): boolean {
    const found = this.of(name)
    if (found.get(path) !== 1) return false
    if (found.size === 1) return true
    const having = this.#having(path)
    const dotted = new RegExp(`\\b${escaped(stem(path))}[.:]${escaped(name)}\\b`)
    return [...found.keys()].every(
      (file) => file === path || (!having.has(file) && !dotted.test(this.#sources.text(file) ?? "")),
    )
  }

  /** The files that may have what a module defines: those that import it, or a module that may hand it on. */
  #having(path: string): ReadonlySet<string> {
    const found = new Set([path])
    for (const file of found) for (const importer of this.#index.importersOf(file)) found.add(importer)
    return found
  }

  /**
   * Whether some file may take up a module, and so run it.
   * @returns `true` as well where it is named by its path, as a loader would
   */
  isTakenUp(path: string): boolean {
    // A package's own file runs before each of its modules.
    if (isFolderFile(path) || this.isImported(path)) return true
    const name = stem(path)
    const folder = baseName(folderOf(path))
    const named = new RegExp(`\\b${escaped(folder)}[./]${escaped(name)}\\b`)
    return this.#index.mentioning(name).some((file) => named.test(this.#sources.text(file) ?? ""))
  }

  /** Whether another file that is no test imports a module. */
  isImported(path: string): boolean {
    return this.#index.importersOf(path).some((importer) => this.#index.outline(importer)?.kind !== "test")
  }

  #timesIn(path: string, name: string): number {
    const text = this.#sources.text(path)
    if (text === undefined) return Number.POSITIVE_INFINITY
    const module = this.#sources.module(path)
    if (module === undefined) return count(text, name)
    const own = module.chunks.filter((chunk) => isFolderFile(path) || !handsOn(chunk, name))
    return own.reduce((sum, chunk) => sum + count(codeOf(module, chunk, text), name), 0)
  }
}

/** A statement that only brings a name in, or hands it on under that very name. */
function handsOn({ body, broken }: Chunk, name: string): boolean {
  if (broken) return false
  return body.every((statement) => {
    if (statement.kind === "import")
      return statement.bindings.every(
        ({ local, imported }) => local === imported || (local !== name && imported !== name),
      )
    if (statement.kind !== "export") return false
    // `exports.check = (req) => …` defines it, which counts.
    if (statement.name === name) return statement.value.kind === "name"
    return statement.name === undefined && namesOnly(statement.value, name)
  })
}

/** `module.exports = { check, list }`: what it hands on keeps its name. */
function namesOnly(value: Expression, name: string): boolean {
  if (value.kind !== "record") return false
  return value.entries.every(
    ({ key, value: one }) =>
      one.kind === "name" && (one.name !== name || (key?.kind === "literal" && key.value === name)),
  )
}

/** A statement's text, its comments blank. */
function codeOf({ comments }: Module, { offset, length }: Chunk, text: string): string {
  const end = offset + length
  let code = ""
  let from = offset
  for (const comment of comments) {
    if (comment.start < from || comment.end > end) continue
    code += `${text.slice(from, comment.start)} `
    from = comment.end
  }
  return code + text.slice(from, end)
}

/** `app/helpers/auth.py` is `auth`. */
function stem(path: string): string {
  return baseName(path).replace(/\.\w+$/, "")
}

function count(text: string, name: string): number {
  return text.split(/[^\w$]+/).filter((word) => word === name).length
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
}
