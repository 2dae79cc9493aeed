import type { Block } from "../ir/statement.ts"
import type { Place } from "../model/place.ts"
import { contentHash } from "./content-hash.ts"

/**
 * Names findings so that they keep their name when lines move, and when their file does: rule, enclosing name, normalised
 * text, and the ordinal among its likes in the file. Unique within a file.
 */
export class Fingerprints {
  readonly #ordinals = new Map<string, number>()

  of(rule: string, at: Place, text: string): string {
    const base = [rule, enclosingName(at.chunk.body, at), text.replace(/\s+/g, " ")].join("\n")
    const key = `${at.file}\n${base}`
    const ordinal = this.#ordinals.get(key) ?? 0
    this.#ordinals.set(key, ordinal + 1)
    return contentHash(new TextEncoder().encode(`${base}\n${ordinal}`))
  }
}

/** `Users.delete` for a place in a method. */
function enclosingName(body: Block, at: Place): string {
  const statement = body.find(({ start, end }) => start <= at.start && at.end <= end)
  if (statement?.kind !== "function" && statement?.kind !== "class") return ""
  const inner = enclosingName(statement.body, at)
  return inner === "" ? statement.name : `${statement.name}.${inner}`
}
