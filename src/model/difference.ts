/** Where two texts differ: one stretch of each, in UTF-16 offsets. */
export interface Difference {
  readonly start: number
  /** Where it ends in the text before. */
  readonly before: number
  /** Where it ends in the text after. */
  readonly after: number
}

/** The one stretch outside of which two texts are the same; empty in both where they do not differ. */
export function differenceOf(before: string, after: string): Difference {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++
  let same = 0
  while (
    same < shorter - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  )
    same++
  return { start, before: before.length - same, after: after.length - same }
}
