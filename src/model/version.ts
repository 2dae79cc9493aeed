/** A version as numbers: `[0, 122, 0]`. */
export type Version = readonly number[]

/** Which versions of a package a project may run with; both ends inclusive, `undefined` is open. */
export interface VersionRange {
  readonly from: Version | undefined
  readonly to: Version | undefined
}

/** Answers "which versions of this package?" for one project folder; `undefined` where no manifest names it. */
export interface Versions {
  range(packageName: string): VersionRange | undefined
}

function compare(a: Version, b: Version): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/**
 * Whether a behaviour that came with a version is there: `"yes"`, `"no"`, or `"unknown"` where the range straddles it.
 * No range means current: yes.
 */
export function since(version: Version, range: VersionRange | undefined): "yes" | "no" | "unknown" {
  if (range === undefined) return "yes"
  if (range.from !== undefined && compare(range.from, version) >= 0) return "yes"
  if (range.to !== undefined && compare(range.to, version) < 0) return "no"
  return range.from === undefined && range.to === undefined ? "yes" : "unknown"
}
