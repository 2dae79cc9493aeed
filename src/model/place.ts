import type { Chunk } from "../ir/module.ts"
import type { Node, Span } from "../ir/node.ts"

/**
 * Where something stands. It holds the chunk rather than an offset in the file,
 * so that a place moves along when an edit above it moves its chunk.
 */
export interface Place extends Span {
  /** Path from the analysis root: `app/api/deps.py`. */
  readonly file: string
  readonly chunk: Chunk
}

/** A stretch of a file, in UTF-16 code units from the file's start. */
export interface FileSpan extends Span {
  readonly file: string
}

export function placeOf(node: Node, file: string, chunk: Chunk): Place {
  return { file, chunk, start: node.start, end: node.end }
}

/** Where a place is in its file right now, in UTF-16 code units. */
export function inFile(place: Place): FileSpan {
  const { offset } = place.chunk
  return { file: place.file, start: offset + place.start, end: offset + place.end }
}

export function samePlace(a: Place, b: Place): boolean {
  return a.chunk === b.chunk && a.start === b.start && a.end === b.end
}

/** True where `inner` lies inside `outer`. */
export function contains(outer: Place, inner: Place): boolean {
  return outer.chunk === inner.chunk && outer.start <= inner.start && inner.end <= outer.end
}

const chunkKeys = new WeakMap<Chunk, number>()
let chunkCount = 0

/** A key for maps: unique per place, stable while its chunk lives, wherever an edit moves it. */
export function placeKey({ file, chunk, start, end }: Place): string {
  let key = chunkKeys.get(chunk)
  if (key === undefined) {
    key = chunkCount++
    chunkKeys.set(chunk, key)
  }
  return `${file}:${key}:${start}:${end}`
}
