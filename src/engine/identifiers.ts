/**
 * Which identifiers a file holds, as a Bloom filter: about a twentieth of the file's size, so that the whole tree's
 * fit in memory. It may say yes for a name that is not there (2 to 5 in 100), never no for one that is.
 */
export type Identifiers = Uint8Array

const PRIME = 0x01000193
// An int32, so that the loop never leaves integers.
const BASIS = 0x811c9dc5 | 0

// Bytes from 0x80 on are parts of letters outside ASCII.
const LETTERS = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x80 || /[\w$]/.test(String.fromCharCode(byte)) ? 1 : 0,
)

const encoder = new TextEncoder()

/** The identifiers, words and numbers of a UTF-8 text. */
export function identifiersOf(bytes: Uint8Array): Identifiers {
  const filter = new Uint8Array(filterSize(bytes.length))
  const mask = filter.length * 8 - 1
  let hash = BASIS
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0
    if (LETTERS[byte] === 1) hash = Math.imul(hash ^ byte, PRIME)
    else if (hash !== BASIS) {
      add(filter, mask, hash)
      hash = BASIS
    }
  }
  if (hash !== BASIS) add(filter, mask, hash)
  return filter
}

/** The hashes of every identifier in a name: one for `token`, two for `user.role`. Input of {@link holds}. */
export function identifierHashes(name: string): readonly number[] {
  const hashes: number[] = []
  let hash = BASIS
  for (const byte of encoder.encode(name)) {
    if (LETTERS[byte] === 1) hash = Math.imul(hash ^ byte, PRIME)
    else if (hash !== BASIS) {
      hashes.push(hash)
      hash = BASIS
    }
  }
  if (hash !== BASIS) hashes.push(hash)
  return hashes
}

/** Whether a file may hold all of these identifiers. */
export function holds(filter: Identifiers, hashes: readonly number[]): boolean {
  const mask = filter.length * 8 - 1
  return hashes.every((hash) => {
    const first = firstBit(hash) & mask
    const second = secondBit(hash) & mask
    return (
      ((filter[first >> 3] ?? 0) & (1 << (first & 7))) !== 0 && ((filter[second >> 3] ?? 0) & (1 << (second & 7))) !== 0
    )
  })
}

function add(filter: Uint8Array, mask: number, hash: number): void {
  const first = firstBit(hash) & mask
  const second = secondBit(hash) & mask
  filter[first >> 3] = (filter[first >> 3] ?? 0) | (1 << (first & 7))
  filter[second >> 3] = (filter[second >> 3] ?? 0) | (1 << (second & 7))
}

function firstBit(hash: number): number {
  return hash ^ (hash >>> 15)
}

function secondBit(hash: number): number {
  return Math.imul(hash, 0x85ebca6b) >>> 12
}

// A file of 10 KB holds some 250 different identifiers, a small one more for its size.
function filterSize(length: number): number {
  let size = 64
  while (size * 24 < length && size < 8192) size *= 2
  return size
}
