import { choose } from "./choice.ts"
import type { Environment } from "./environment.ts"
import { operate } from "./reduce.ts"
import type { Condition, Option, Value } from "./value.ts"

/** Where execution stands. */
export interface State {
  readonly environment: Environment
  readonly path: readonly Condition[]
  /** How this run left, if it did: `jump` by break or continue, `never` when the branch cannot be taken. */
  readonly left: "return" | "refusal" | "jump" | "never" | undefined
}

/** Whether the next statement is reached from here. */
export function isLive(state: State): boolean {
  return state.left === undefined
}

/**
 * Goes on after several branches of one statement. When one alone is live, what led into it is settled or,
 * where another left with a result, still the reason of what follows.
 */
export function join(before: State, ends: readonly State[]): State {
  const live = ends.filter(isLive)
  const [only] = live
  const returned = ends.some(({ left }) => left === "return" || left === "jump")
  if (only === undefined) {
    const left = returned ? "return" : "refusal"
    return { environment: before.environment, path: before.path, left }
  }
  if (live.length === 1) {
    return { environment: only.environment, path: settlePath(before, only.path, returned), left: undefined }
  }
  return { environment: joinNames(before, live), path: before.path, left: undefined }
}

/**
 * What is known after `if (a) { if (b) return x }`, both ways being live: not both of them hold.
 * @param taken where execution stands after the branch, `passed` where it stands without it
 */
export function notBoth(before: State, taken: State, passed: State): readonly Condition[] {
  if (!isLive(taken) || !isLive(passed) || passed.path.length !== before.path.length + 1) return []
  const [outer, inner, ...more] = taken.path.slice(before.path.length)
  if (outer?.kind !== "test" || inner?.kind !== "test" || more.length > 0) return []
  if (inner.role !== "after-return" || outer.role !== "branch") return []
  const truths = [outer.holds ? outer.value : negated(outer), inner.holds ? negated(inner) : inner.value]
  return [{ ...inner, value: operate("and", truths, inner.at), holds: false }]
}

function negated({ value, at }: Extract<Condition, { kind: "test" }>): Value {
  return operate("not", [value], at)
}

function settlePath(before: State, path: readonly Condition[], returned: boolean): readonly Condition[] {
  const role = returned ? "after-return" : "after-refusal"
  return path.map((condition, index) =>
    index < before.path.length || condition.role !== "branch" ? condition : { ...condition, role },
  )
}

/** Names whose values differ between the branches become a choice under each branch's own conditions. */
function joinNames(before: State, live: readonly State[]): Environment {
  const joined = before.environment.fork()
  const names = new Set(live.flatMap(({ environment }) => [...environment.names.keys()]))
  for (const name of names) {
    const values = live.map(({ environment }) => environment.names.get(name))
    const [first] = values
    if (first !== undefined && values.every((value) => value === first)) {
      joined.names.set(name, first)
      continue
    }
    const options: Option[] = []
    live.forEach(({ environment, path }) => {
      const value = environment.names.get(name)
      if (value !== undefined) options.push({ value, when: path.slice(before.path.length) })
    })
    const at = options[0]?.value.at
    if (at !== undefined) joined.names.set(name, joinEffects(options.map(({ value }) => value)) ?? choose(options, at))
  }
  return joined
}

/** The same object that one branch changed and another did not: what was done is done `sometimes`. */
function joinEffects(values: readonly Value[]): Value | undefined {
  const objects = values.filter((value) => value.kind === "call" || value.kind === "parameter")
  const [first] = objects
  if (first === undefined || objects.length !== values.length) return undefined
  const isSameObject = objects.every((value) =>
    value.kind === "parameter"
      ? first.kind === "parameter" && first.parameter === value.parameter
      : first.kind === "call" &&
        first.at.chunk === value.at.chunk &&
        first.at.start === value.at.start &&
        first.at.end === value.at.end,
  )
  if (!isSameObject) return undefined
  const longest = objects.reduce((a, b) => (b.effects.length > a.effects.length ? b : a))
  const common = objects.reduce((count, value) => {
    let same = 0
    while (same < count && value.effects[same] === longest.effects[same]) same++
    return same
  }, longest.effects.length)
  const all = objects.flatMap((value) => value.effects.slice(common)).map((effect) => ({ ...effect, sometimes: true }))
  return { ...longest, effects: [...longest.effects.slice(0, common), ...all] }
}
