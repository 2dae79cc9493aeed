interface Draft {
  readonly within: object
  readonly answer: unknown
}

/**
 * What was worked out of values while a question is open, or some calls deep: it holds there and nowhere else, since the
 * question has noted what it looked at, and deeper in less is looked through. A chain of calls asks twice for each of
 * its links, and without this twice as often for each further one.
 */
export class Drafts {
  readonly #known = new WeakMap<object, Draft[]>()

  /**
   * @param within stands for the question; an answer holds while it is the same
   * @param depth how many calls are being looked through
   */
  recall<T>(within: object, depth: number, subject: object, compute: () => T): T {
    const drafts = this.#known.get(subject)
    const known = drafts?.[depth]
    // One kind of question is asked here, so what was stored is a T.
    if (known?.within === within) return known.answer as T
    const answer = compute()
    if (drafts === undefined) {
      const fresh: Draft[] = []
      fresh[depth] = { within, answer }
      this.#known.set(subject, fresh)
    } else drafts[depth] = { within, answer }
    return answer
  }
}
