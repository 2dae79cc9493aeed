export type Phase = "find" | "read" | "think" | "report"

/** Sums up the ms of each phase; starting one ends the one before. */
export class Stopwatch {
  readonly #spent: Record<Phase, number> = { find: 0, read: 0, think: 0, report: 0 }
  #phase: Phase | undefined
  #since = 0

  start(phase: Phase): void {
    this.stop()
    this.#phase = phase
    this.#since = performance.now()
  }

  stop(): void {
    if (this.#phase !== undefined) this.#spent[this.#phase] += performance.now() - this.#since
    this.#phase = undefined
  }

  /** In ms. */
  spent(): Readonly<Record<Phase, number>> {
    return { ...this.#spent }
  }
}
