/**
 * The value of an integer or float literal as written: `0x1F`, `1_000`, `1e3`.
 * @returns undefined for a complex number (`3j`)
 */
export function decodeNumber(written: string): number | undefined {
  const plain = written.replaceAll("_", "")
  const isHex = /^0[xX]/.test(plain)
  if (!isHex && /[jJ]$/.test(plain)) return undefined
  const value = Number(plain.replace(/[lL]$/, ""))
  return Number.isNaN(value) ? undefined : value
}
