import type { Output } from "./host.ts"

/** Short work shows nothing: a line appears after `patience` ms, and is written again every `interval` ms at most. */
const patience = 300
const interval = 80

/** One line on a terminal's stderr that is written over and at last erased; silent elsewhere. */
export class ProgressLine {
  readonly #output: Output
  readonly #now: () => number
  #next: number
  #isShown = false

  constructor(output: Output, now: () => number = () => performance.now()) {
    this.#output = output
    this.#now = now
    this.#next = now() + patience
  }

  show(text: string): void {
    if (!this.#output.isTTY || this.#now() < this.#next) return
    this.#next = this.#now() + interval
    this.#isShown = true
    const columns = this.#output.columns ?? 80
    this.#output.write(`\r\u001b[2K${text.slice(0, columns - 1)}`)
  }

  erase(): void {
    if (this.#isShown) this.#output.write("\r\u001b[2K")
    this.#isShown = false
  }
}
