import { FileDraft, type FileSet, FileSets, overlap } from "./file-set.ts"
import { Patience } from "./patience.ts"

interface Answer {
  readonly value: unknown
  /** The files that it looked at. */
  readonly record: FileSet
}

/** What was worked out outside of any question, with what it looked at. */
export interface Recorded<T> {
  readonly value: T
  readonly record: FileSet
  /** How often files had changed when it was last known to hold. */
  era: number
}

/** An answer that holds only while a question above it is being answered. */
interface Provisional extends Answer {
  readonly shallowest: number
  readonly deepest: number
}

interface Frame {
  readonly key: string
  readonly record: FileDraft
  /** Depth of the outermost open question that this one came back to; `Infinity` where it met none. */
  shallowest: number
  /** Depth of the innermost one above this frame, or a deeper bound of it; `-1` where it met none. */
  deepest: number
  /** Keys whose provisional answers end with this frame. */
  readonly lent: string[]
}

const EFFORT = 32

/**
 * Remembers answers together with what they looked at, and forgets them when that has changed.
 *
 * A question that comes back to itself is answered by its own `onCycle`. What was computed on the strength of that
 * is no answer for others: it is kept only until the question it came back to is answered, and only that one stays.
 * In a thicket of cycles the same question would be computed over and over: past {@link EFFORT} times within one
 * outermost question it counts as a cycle too.
 */
export class Questions {
  /** How many questions were computed rather than remembered. */
  steps = 0
  readonly patience = new Patience()
  readonly #answers = new Map<string, Answer>()
  readonly #provisional = new Map<string, Provisional>()
  readonly #stack: Frame[] = []
  readonly #depths = new Map<string, number>()
  /** How often each question was computed since the outermost open one began. */
  readonly #efforts = new Map<string, number>()
  readonly #sets = new FileSets()
  /** What is being recorded outside of any question, the outermost first. */
  readonly #recording: FileDraft[] = []
  /** What every file was when it was last looked at; `undefined` = absent, or not put yet. */
  readonly #versions = new Map<string, string | undefined>()
  /** The files of each change so far. */
  readonly #changes: FileSet[] = []
  /** Files that were seen in two versions without an `invalidate` between. */
  readonly #mixed = new Set<string>()
  #pending = new Set<string>()

  /**
   * @param key unique per question and subject: `"exits app/deps.py:120:480"`
   * @param compute may ask further questions; what it throws goes through, and nothing is remembered
   * @param onCycle the answer where the question is asked while it is being answered: `unknown("cycle")`
   */
  ask<T>(key: string, compute: () => T, onCycle: () => T): T {
    const known = this.#answers.get(key)
    // A key belongs to one kind of question, so what was stored under it is a T.
    if (known !== undefined) return this.#reuse(known) as T
    const depth = this.#depths.get(key)
    if (depth !== undefined) {
      this.#cameBack(depth, depth)
      return onCycle()
    }
    const lent = this.#provisional.get(key)
    if (lent !== undefined) {
      this.#cameBack(lent.shallowest, lent.deepest)
      return this.#reuse(lent) as T
    }
    if (this.#stack.length === 0) this.#efforts.clear()
    const effort = this.#efforts.get(key) ?? 0
    if (effort >= EFFORT) {
      this.#cameBack(0, this.#stack.length - 1)
      return onCycle()
    }
    this.#efforts.set(key, effort + 1)
    return this.#compute(key, compute)
  }

  /** Stands for the innermost question that is being answered, so that look-ups are noted; `undefined` for none. */
  get open(): object | undefined {
    return this.#stack.at(-1)
  }

  /** Notes in every open question that it looked at a file, in this version; `undefined` where there is none. */
  saw(file: string, version: string | undefined): void {
    if (this.#versions.has(file) && this.#versions.get(file) !== version) this.#mixed.add(file)
    this.#versions.set(file, version)
    this.#noted?.add(this.#sets.id(file))
  }

  /** Notes that the open questions need a file that has not been put: they are asked again once it has a version. */
  pend(file: string): void {
    this.saw(file, undefined)
    this.#pending.add(file)
  }

  /** The files that questions met before they were put, since the last call, in the order in which they were met. */
  takePending(): readonly string[] {
    const files = [...this.#pending]
    this.#pending = new Set()
    return files
  }

  /**
   * Works something out that is no question of its own, and notes what it looked at.
   * @param compute what it throws goes through
   */
  record<T>(compute: () => T): Recorded<T> {
    const draft = new FileDraft()
    this.#recording.push(draft)
    try {
      const value = compute()
      return { value, record: this.#sets.keep(draft), era: this.#changes.length }
    } finally {
      this.#recording.pop()
      this.#noted?.addAll(draft.words)
    }
  }

  /** What was recorded, if no file that it looked at has changed. */
  recall<T>(recorded: Recorded<T>): Recorded<T> | undefined {
    for (; recorded.era < this.#changes.length; recorded.era++) {
      const moved = this.#changes[recorded.era]
      if (moved !== undefined && overlap(recorded.record, moved)) return undefined
    }
    this.#noted?.addAll(recorded.record)
    return recorded
  }

  /**
   * Drops the answers whose record no longer holds. To be called between questions, never inside one.
   * @param changed a file's version now; `undefined` where it is absent or has not been put
   */
  invalidate(changed: (file: string) => string | undefined): void {
    if (this.#stack.length > 0) throw new Error("Answers cannot be dropped while a question is open.")
    const moved = new FileDraft()
    for (const [file, version] of this.#versions) {
      const now = changed(file)
      if (now === version && !this.#mixed.has(file)) continue
      this.#versions.set(file, now)
      moved.add(this.#sets.id(file))
    }
    this.#mixed.clear()
    const { words } = moved
    if (words.length === 0) return
    for (const [key, { record }] of this.#answers) if (overlap(record, words)) this.#answers.delete(key)
    this.#changes.push(this.#sets.keep(moved))
  }

  #compute<T>(key: string, compute: () => T): T {
    this.patience.rest()
    const depth = this.#stack.length
    const frame: Frame = { key, record: new FileDraft(), shallowest: Number.POSITIVE_INFINITY, deepest: -1, lent: [] }
    this.#stack.push(frame)
    this.#depths.set(key, depth)
    this.steps++
    try {
      const value = compute()
      this.#close(frame)
      this.#remember(frame, depth, value)
      return value
    } catch (error) {
      if (this.#stack[depth] === frame) this.#close(frame)
      throw error
    }
  }

  #close(frame: Frame): void {
    this.#stack.pop()
    this.#depths.delete(frame.key)
    for (const key of frame.lent) this.#provisional.delete(key)
    const depth = this.#stack.length
    this.#noted?.addAll(frame.record.words)
    if (frame.shallowest < depth) this.#cameBack(frame.shallowest, frame.deepest)
  }

  #remember(frame: Frame, depth: number, value: unknown): void {
    const { key, shallowest, deepest } = frame
    const record = this.#sets.keep(frame.record)
    if (shallowest >= depth) {
      this.#answers.set(key, { value, record })
      this.patience.gain()
      return
    }
    this.#provisional.set(key, { value, record, shallowest, deepest })
    this.#stack[deepest]?.lent.push(key)
  }

  #reuse({ value, record }: Answer): unknown {
    this.#noted?.addAll(record)
    return value
  }

  /** Where look-ups are noted: the innermost open question, else what is being recorded. */
  get #noted(): FileDraft | undefined {
    return this.#stack.at(-1)?.record ?? this.#recording.at(-1)
  }

  // A frame's own depth is no debt of its own: what it came back to above itself is at most its parent.
  #cameBack(shallowest: number, deepest: number): void {
    const frame = this.#stack.at(-1)
    if (frame === undefined) return
    const depth = this.#stack.length - 1
    frame.shallowest = Math.min(frame.shallowest, shallowest)
    if (shallowest < depth) frame.deepest = Math.max(frame.deepest, Math.min(deepest, depth - 1))
  }
}
