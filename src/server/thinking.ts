import type { Progress, Project } from "../model/project.ts"
import type { Host } from "./host.ts"

/** The longest that the server may think without looking up, in ms; a single question may go a little beyond. */
const slice = 12

/** Thinks in short slices, so that requests, cancellations and keystrokes get their turn in between. */
export class Thinking {
  readonly #pause: Host["pause"]
  #end = 0

  constructor(pause: Host["pause"]) {
    this.#pause = pause
  }

  /** Lets others have their turn if the slice is used up. */
  async breathe(): Promise<void> {
    if (performance.now() < this.#end) return
    await this.#pause()
    this.#end = performance.now() + slice
  }

  /**
   * Goes through pieces of work, with the turns of others in between.
   * @param isOff whether the result is of no use any more
   * @returns `undefined` where it is not
   */
  async through<T>(pieces: Generator<undefined, T>, isOff: () => boolean = () => false): Promise<T | undefined> {
    for (;;) {
      await this.breathe()
      if (isOff()) return undefined
      do {
        const { done, value } = pieces.next()
        if (done === true) return value
      } while (performance.now() < this.#end)
    }
  }

  /** Works until files are needed, nothing is left, or the slice is used up. */
  work(project: Project): Progress {
    for (;;) {
      const step = project.work(1, () => performance.now() >= this.#end)
      if (step.done || step.needs.length > 0 || performance.now() >= this.#end) return step
    }
  }
}
