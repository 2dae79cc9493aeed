import type { Module } from "../ir/module.ts"
import type { FrontEnd } from "../model/front-end.ts"
import { hasExtension } from "./file-kind.ts"

interface Source {
  readonly text: string
  readonly hash: string
  readonly version: string
  module: Module | undefined
  /** The module of the text before this one: its unchanged chunks are kept. */
  previous: Module | undefined
}

/** Files' texts and, once asked for, their modules. */
export class Sources {
  readonly #frontEnds: readonly FrontEnd[]
  readonly #sources = new Map<string, Source>()
  readonly #failed = new Map<string, string>()
  readonly #parsed = new Set<string>()
  #puts = 0

  constructor(frontEnds: readonly FrontEnd[]) {
    this.#frontEnds = frontEnds
  }

  /** @param hash tells two texts apart */
  put(path: string, text: string, hash: string): void {
    const known = this.#sources.get(path)
    if (known?.hash === hash) return
    this.#failed.delete(path)
    // A text that comes back is read anew: its statements are no longer those that an answer of then holds.
    const version = `${hash}.${this.#puts++}`
    this.#sources.set(path, { text, hash, version, module: undefined, previous: known?.module ?? known?.previous })
  }

  remove(path: string): void {
    this.#parsed.delete(path)
    this.#sources.delete(path)
  }

  text(path: string): string | undefined {
    return this.#sources.get(path)?.text
  }

  version(path: string): string | undefined {
    return this.#sources.get(path)?.version
  }

  /** Why files that were read could not be parsed. */
  get failed(): ReadonlyMap<string, string> {
    return this.#failed
  }

  /** How many of the files that are here were parsed, as they are now or before their last edit. */
  get parsed(): number {
    return this.#parsed.size
  }

  get modules(): readonly Module[] {
    return [...this.#sources.values()].flatMap(({ module }) => module ?? [])
  }

  /** Whether a file's module is at hand. */
  isParsed(path: string): boolean {
    return this.#sources.get(path)?.module !== undefined || this.#failed.has(path)
  }

  /** The module of a file whose text is here; `undefined` where it is not or could not be parsed. */
  module(path: string): Module | undefined {
    const source = this.#sources.get(path)
    if (source === undefined || this.#failed.has(path)) return undefined
    if (source.module !== undefined) return source.module
    const frontEnd = this.#frontEnds.find(({ extensions }) => hasExtension(path, extensions))
    if (frontEnd === undefined) return undefined
    try {
      source.module = frontEnd.read(path, source.text, source.previous)
      this.#parsed.add(path)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      this.#failed.set(path, "nested too deeply")
      return undefined
    }
    source.previous = undefined
    return source.module
  }
}
