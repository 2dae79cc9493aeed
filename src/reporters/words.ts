/** `1 file`, `2 files`, `1,204 files`. */
export function counted(count: number, noun: string): string {
  return `${number(count)} ${noun}${count === 1 ? "" : "s"}`
}

/** Digits in groups of three: `12,043`. */
export function number(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",")
}

/** Items by a key, in the order in which the keys first come. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}
