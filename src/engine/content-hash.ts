/**
 * A fast hash that tells contents apart: 53 bits (cyrb53, four bytes at a time), as text in base 36.
 * Not for secrets: whoever wants a collision finds one.
 */
export function contentHash(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const words = bytes.length & ~3
  let high = 0xdeadbeef ^ bytes.length
  let low = 0x41c6ce57 ^ bytes.length
  for (let i = 0; i < words; i += 4) {
    const word = view.getUint32(i, true)
    high = Math.imul(high ^ word, 2654435761)
    low = Math.imul((low << 13) | (low >>> 19), 1597334677) ^ word
  }
  for (let i = words; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0
    high = Math.imul(high ^ byte, 2654435761)
    low = Math.imul((low << 13) | (low >>> 19), 1597334677) ^ byte
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36)
}
