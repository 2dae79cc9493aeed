/** A set of files, by the numbers that a {@link FileSets} gave them. Never changed; equal ones are one object. */
export type FileSet = Uint32Array

const BITS = 32

/** Numbers files and keeps one copy of each set of them: thousands of answers looked at the same few hundred files. */
export class FileSets {
  readonly #ids = new Map<string, number>()
  readonly #kept = new Map<number, FileSet[]>()

  /** The number of a file; the same name has the same number for ever. */
  id(file: string): number {
    const known = this.#ids.get(file)
    if (known !== undefined) return known
    const id = this.#ids.size
    this.#ids.set(file, id)
    return id
  }

  /** The one copy of what a draft holds. */
  keep(draft: FileDraft): FileSet {
    const words = draft.words
    let hash = words.length
    for (const word of words) hash = Math.imul(hash ^ word, 0x9e3779b1) ^ (hash >>> 15)
    const alike = this.#kept.get(hash)
    const known = alike?.find((set) => set.length === words.length && set.every((word, at) => word === words[at]))
    if (known !== undefined) return known
    const set = words.slice()
    if (alike === undefined) this.#kept.set(hash, [set])
    else alike.push(set)
    return set
  }
}

/** A set that is being put together. */
export class FileDraft {
  #words = new Uint32Array(8)
  /** Words in use. */
  #length = 0
  #last: FileSet | undefined

  /** A view of what it holds: good until the next change. */
  get words(): Uint32Array {
    return this.#words.subarray(0, this.#length)
  }

  add(id: number): void {
    const at = Math.floor(id / BITS)
    this.#reach(at + 1)
    this.#words[at] = (this.#words[at] ?? 0) | (1 << (id % BITS))
  }

  addAll(set: FileSet): void {
    // A question asks its neighbours one after the other, and most looked at the same.
    if (set === this.#last) return
    this.#last = set
    this.#reach(set.length)
    for (let at = 0; at < set.length; at++) this.#words[at] = (this.#words[at] ?? 0) | (set[at] ?? 0)
  }

  #reach(length: number): void {
    if (length <= this.#length) return
    this.#length = length
    if (length <= this.#words.length) return
    const words = new Uint32Array(Math.max(length, 2 * this.#words.length))
    words.set(this.#words)
    this.#words = words
  }
}

/** Whether two sets share a file. */
export function overlap(a: FileSet, b: FileSet): boolean {
  const shorter = Math.min(a.length, b.length)
  for (let at = 0; at < shorter; at++) if (((a[at] ?? 0) & (b[at] ?? 0)) !== 0) return true
  return false
}
