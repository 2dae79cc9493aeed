import { parse } from "smol-toml"

/** A TOML table, or anything below it: nothing is known of its shape. */
export type Table = Readonly<Record<string, unknown>>

const EMPTY: Table = {}

/** A text's tables; empty for a text that is not TOML (yet: it may be being typed). */
export function parseToml(text: string): Table {
  try {
    return parse(text)
  } catch {
    return EMPTY
  }
}

/** The table at a path of keys; empty where there is none. */
export function tableAt(table: Table, ...keys: readonly string[]): Table {
  const value = valueAt(table, ...keys)
  return isTable(value) ? value : EMPTY
}

/** Whatever stands at a path of keys. */
export function valueAt(table: Table, ...keys: readonly string[]): unknown {
  let value: unknown = table
  for (const key of keys) value = isTable(value) && Object.hasOwn(value, key) ? value[key] : undefined
  return value
}

/** The texts of a list, or the one text. */
export function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value]
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : []
}

/** The tables of a list. */
export function tablesOf(value: unknown): readonly Table[] {
  return Array.isArray(value) ? value.filter(isTable) : []
}

export function isTable(value: unknown): value is Table {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
