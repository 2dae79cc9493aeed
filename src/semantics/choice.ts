import type { Place } from "../model/place.ts"
import type { Option, Value } from "./value.ts"

const optionLimit = 4

/** A choice of values; equal constants become one, more than four become unknown, or one list if they are lists. */
export function choose(options: readonly Option[], at: Place): Value {
  const flat = options.flatMap((option): readonly Option[] =>
    option.value.kind === "choice"
      ? option.value.options.map((inner) => ({ value: inner.value, when: [...option.when, ...inner.when] }))
      : [option],
  )
  const distinct: Option[] = []
  for (const option of flat) {
    const same = distinct.findIndex((other) => isSame(other.value, option.value))
    if (same < 0) distinct.push(option)
    else if (option.when.length === 0) distinct[same] = option
  }
  const [first] = distinct
  if (first === undefined) return { kind: "unknown", why: "no value", at }
  if (distinct.length === 1) return first.value
  if (distinct.length > optionLimit)
    return listOfAll(distinct, at) ?? { kind: "unknown", why: `more than ${optionLimit} values`, at }
  return { kind: "choice", options: distinct, at }
}

/** What any of several lists holds, in the order of the longest: a list that is added to under one condition after another. */
function listOfAll(options: readonly Option[], at: Place): Value | undefined {
  const lists = options.flatMap(({ value }) => (value.kind === "list" ? [value] : []))
  if (lists.length < options.length) return undefined
  const byLength = lists.toSorted((a, b) => b.items.length - a.items.length)
  return { kind: "list", items: [...new Set(byLength.flatMap(({ items }) => items))], open: true, at }
}

/** The values it may be, each with its conditions; itself when there is one. */
export function optionsOf(value: Value): readonly Option[] {
  return value.kind === "choice" ? value.options : [{ value, when: [] }]
}

/** Whether two values are surely the same one; false also where nobody can tell, as for two calls. */
function isSame(a: Value, b: Value): boolean {
  if (a === b) return true
  if (a.kind === "constant" && b.kind === "constant") return a.value === b.value
  if (a.kind === "external" && b.kind === "external") return a.path === b.path
  if (a.kind === "parameter" && b.kind === "parameter") return a.parameter === b.parameter
  return false
}
