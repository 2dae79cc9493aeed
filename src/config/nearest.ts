import { distance } from "fastest-levenshtein"

/**
 * The name that a person most likely meant.
 * @returns `undefined` when nothing comes near: more than a third of the letters (at least two) would have to change
 */
export function findNearest(name: string, names: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase()
  let best: string | undefined
  let bestDistance = Math.max(2, Math.floor(name.length / 3)) + 1
  for (const candidate of names) {
    const whole = candidate.toLowerCase()
    // `warn` is a short form of `warning`, not a mistyped one.
    const steps = wanted.length > 2 && whole.startsWith(wanted) ? 1 : distance(wanted, whole)
    if (steps < bestDistance) {
      best = candidate
      bestDistance = steps
    }
  }
  return best
}

/** `did you mean \`strict\`?`, or what there is when nothing comes near and the list is short, or undefined. */
export function suggest(name: string, names: readonly string[]): string | undefined {
  const nearest = findNearest(name, names)
  if (nearest !== undefined) return `did you mean \`${nearest}\`?`
  if (names.length === 0 || names.length > 8) return undefined
  return `there ${names.length === 1 ? "is" : "are"} ${listed(names)}`
}

function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``)
  const last = quoted.at(-1) ?? ""
  return quoted.length < 2 ? last : `${quoted.slice(0, -1).join(", ")} and ${last}`
}
