import type { Version, VersionRange } from "../../../model/version.ts"

/** Any version: named, but not limited. */
export const ANY: VersionRange = { from: undefined, to: undefined }

const CLAUSE = /^(===|==|~=|!=|<=|>=|<|>|\^|~|=)?\s*v?(?:\d+!)?(\d+(?:\.\d+)*)(\.\*)?/

/**
 * Reads a version specifier: `>=0.79,<0.80`, `~=0.79.1`, `^0.79`, `0.79.*`, `^0.79 || ^0.80`.
 * https://packaging.python.org/en/latest/specifications/version-specifiers/ and Poetry's `^` and `~`.
 * @returns the widest range that it allows; {@link ANY} for `*`, and for a text that is no specifier
 */
export function rangeOf(specifier: string): VersionRange {
  const alternatives = specifier.split(/\|\|?/).map((alternative) => {
    const clauses = alternative
      .replace(/[()"']/g, "")
      .replace(/([<>=!~^])\s+/g, "$1")
      .split(/[,\s]+/)
    return clauses.map(clauseRange).reduce(intersection, ANY)
  })
  return union(alternatives) ?? ANY
}

/**
 * The narrowest range around all of them; `undefined` for none. A range without limits means "what is current": beside a
 * limited one it opens the upper end and lowers the lower one to it.
 */
export function union(ranges: readonly VersionRange[]): VersionRange | undefined {
  if (ranges.length === 0) return undefined
  const limited = ranges.filter((range) => range.from !== undefined || range.to !== undefined)
  if (limited.length === 0) return ANY
  const lowest = limited.map(({ from }) => from ?? [0]).reduce((a, b) => (compareVersions(a, b) <= 0 ? a : b))
  if (limited.length < ranges.length || limited.some(({ to }) => to === undefined))
    return { from: lowest, to: undefined }
  const highest = limited.map(({ to }) => to ?? [0]).reduce((a, b) => (compareVersions(a, b) >= 0 ? a : b))
  return { from: limited.some(({ from }) => from === undefined) ? undefined : lowest, to: highest }
}

/** What both allow; it may be empty: see {@link isEmpty}. */
export function intersection(a: VersionRange, b: VersionRange): VersionRange {
  const from = a.from === undefined || (b.from !== undefined && compareVersions(b.from, a.from) > 0) ? b.from : a.from
  const to = a.to === undefined || (b.to !== undefined && compareVersions(b.to, a.to) < 0) ? b.to : a.to
  return { from, to }
}

export function isEmpty({ from, to }: VersionRange): boolean {
  return from !== undefined && to !== undefined && compareVersions(from, to) > 0
}

/** Negative where `a` is older; a missing part is 0. */
export function compareVersions(a: Version, b: Version): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const left = a[i] ?? 0
    const right = b[i] ?? 0
    if (left !== right) return left < right ? -1 : 1
  }
  return 0
}

function clauseRange(clause: string): VersionRange {
  const [, operator = "==", digits, wildcard] = CLAUSE.exec(clause) ?? []
  if (digits === undefined || operator === "!=") return ANY
  const version = digits.split(".").map(Number)
  // conda's `=0.79` is `==0.79.*`.
  if (wildcard !== undefined || operator === "=") return { from: version, to: [...version, Number.POSITIVE_INFINITY] }
  switch (operator) {
    case ">=":
      return { from: version, to: undefined }
    case ">":
      return { from: next(version), to: undefined }
    case "<=":
      return { from: undefined, to: version }
    case "<":
      return { from: undefined, to: before(version) }
    case "~=":
      return { from: version, to: upTo(version, Math.max(1, version.length - 1)) }
    case "~":
      return { from: version, to: upTo(version, Math.min(2, version.length)) }
    case "^":
      return { from: version, to: upTo(version, caretParts(version)) }
    default:
      return { from: version, to: version }
  }
}

// Every release that begins with the first parts: `0.79.1`, 2 → `0.79.∞`.
function upTo(version: Version, parts: number): Version {
  return [...version.slice(0, parts), Number.POSITIVE_INFINITY]
}

// `^` keeps everything up to the first part that is not 0: `^0.79` stays below 0.80, `^1.2` below 2.
function caretParts(version: Version): number {
  const first = version.findIndex((part) => part !== 0)
  return first < 0 ? version.length : first + 1
}

// The last release before a version: `0.80` → `0.79.∞`.
function before(version: Version): Version {
  const last = version.findLastIndex((part) => part !== 0)
  if (last < 0) return [0]
  return [...version.slice(0, last), (version[last] ?? 1) - 1, Number.POSITIVE_INFINITY]
}

// The first release after a version, in three parts as packages release: `0.79` → `0.79.1`.
function next(version: Version): Version {
  const padded = [...version, 0, 0].slice(0, Math.max(3, version.length))
  return [...padded.slice(0, -1), (padded.at(-1) ?? 0) + 1]
}
