import type { Position, Range } from "./report.ts"

/** Turns offsets of one text into lines and columns. Lines end at `\n`, `\r\n` or `\r`. */
export class Lines {
  readonly text: string
  readonly #starts: readonly number[]

  constructor(text: string) {
    this.text = text
    const starts = [0]
    for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length)
    this.#starts = starts
  }

  get count(): number {
    return this.#starts.length
  }

  /** The 1-based position of a UTF-16 offset; past the end, the end's. */
  position(offset: number): Position {
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: Math.min(offset, this.text.length) - (this.#starts[low] ?? 0) + 1 }
  }

  range(start: number, end: number): Range {
    return { start: this.position(start), end: this.position(end) }
  }

  /** The UTF-16 offset at which a 1-based line starts; the text's length past the last one. */
  start(line: number): number {
    return this.#starts[line - 1] ?? this.text.length
  }

  /** A 1-based line without its ending; empty past the last one. */
  line(line: number): string {
    return this.text.slice(this.start(line), this.start(line + 1)).replace(/[\r\n]+$/, "")
  }
}
