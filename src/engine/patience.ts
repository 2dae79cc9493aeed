/** Goes through all open questions when they are put off. */
const putOff = new Error("put off")

/** Goes through pieces of work without the rests in between. */
export function atOnce<T>(pieces: Generator<undefined, T>): T {
  for (;;) {
    const { done, value } = pieces.next()
    if (done === true) return value
  }
}

/** Lets long work rest in the midst of its questions: what is open is put off, and asked anew with what was remembered. */
export class Patience {
  /** Asked now and then while something is worked out: whether to rest. */
  isTimeUp: () => boolean = () => false
  #isWorking = false
  /** Whether anything was remembered since the last attempt began: each has to get further than the one before. */
  #hasGained = false

  /** Before anything that takes long: where what is open may be put off. */
  rest(): void {
    if (this.#isWorking && this.#hasGained && this.isTimeUp()) throw putOff
  }

  /** After something was done for good. */
  gain(): void {
    this.#hasGained = true
  }

  /**
   * Works something out with a rest whenever the time is up.
   * @param work asks questions; it is begun anew after each rest, so it leaves nothing half done where it is put off
   */
  *work<T>(work: () => T): Generator<undefined, T> {
    for (;;) {
      const got = this.#attempt(work)
      if (got !== undefined) return got.value
      yield
    }
  }

  #attempt<T>(work: () => T): { readonly value: T } | undefined {
    this.#isWorking = true
    this.#hasGained = false
    try {
      return { value: work() }
    } catch (error) {
      if (error !== putOff) throw error
      return undefined
    } finally {
      this.#isWorking = false
    }
  }
}
