import type { Spot } from "../model/auth-map.ts"
import { Lines } from "../model/lines.ts"
import { inFile, type Place } from "../model/place.ts"
import type { Sources } from "./sources.ts"

/** Places in the report's terms: lines and columns of the text as it is now. */
export class Spots {
  readonly #sources: Sources
  readonly #lines = new Map<string, Lines>()

  constructor(sources: Sources) {
    this.#sources = sources
  }

  of(place: Place): Spot {
    const { file, start, end } = inFile(place)
    return { file, range: this.#linesOf(file).range(start, end) }
  }

  #linesOf(file: string): Lines {
    const lines = this.#lines.get(file) ?? new Lines(this.#sources.text(file) ?? "")
    this.#lines.set(file, lines)
    return lines
  }
}
