import type { Place } from "../model/place.ts"
import type { ArgumentValue, Entry, Value } from "./value.ts"

/** The record that `dict(base, key=value, **more)` makes. */
export function recordOf(args: readonly ArgumentValue[], at: Place): Value {
  const entries: Entry[] = []
  const spread: Value[] = []
  for (const { kind, name, value } of args) {
    if (kind === "keyword" && name !== undefined) entries.push({ key: name, value, sometimes: false })
    else if (value.kind === "record") {
      entries.push(...value.entries)
      spread.push(...value.spread)
    } else spread.push(value)
  }
  return { kind: "record", entries, open: spread.length > 0, spread, at }
}
