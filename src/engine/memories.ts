import type { Questions, Recorded } from "./record.ts"

/**
 * What was worked out of values while no question was open: it holds until a file changes that it looked at. Some calls
 * deep less is looked through, so what was found there holds at that depth alone, and what was found at none everywhere.
 */
export class Memories {
  readonly #questions: Questions
  #known = new WeakMap<object, (Recorded<unknown> | undefined)[]>()

  constructor(questions: Questions) {
    this.#questions = questions
  }

  /** @param depth how many calls are being looked through */
  recall<T>(depth: number, subject: object, compute: () => T): T {
    const known = this.#known.get(subject)
    const held = this.#held(known?.[0]) ?? this.#held(known?.[depth])
    // One kind of question is asked here, so what was stored is a T.
    if (held !== undefined) return held.value as T
    const recorded = this.#questions.record(compute)
    const all = this.#known.get(subject)
    if (all === undefined) {
      const fresh: (Recorded<unknown> | undefined)[] = []
      fresh[depth] = recorded
      this.#known.set(subject, fresh)
    } else all[depth] = recorded
    return recorded.value
  }

  forget(): void {
    this.#known = new WeakMap()
  }

  #held(recorded: Recorded<unknown> | undefined): Recorded<unknown> | undefined {
    return recorded === undefined ? undefined : this.#questions.recall(recorded)
  }
}
