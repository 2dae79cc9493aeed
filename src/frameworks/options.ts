import { argument } from "../semantics/arguments.ts"
import { settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import type { CallValue, RecordValue, Value } from "../semantics/value.ts"

/** A record of options that a call is given. */
export interface Options {
  readonly of: (name: string) => Value | undefined
  /** More may be there than can be read. */
  readonly open: boolean
  /** Something is given. */
  readonly given: boolean
}

/** What JavaScript hands over in a last argument: `new HTTPException(401, { message, res })`. */
export function optionsOf(machine: Machine, call: CallValue, position: number): Options {
  const { value, open } = argument(call.arguments, position, "options")
  if (value === undefined) return { of: () => undefined, open, given: open }
  const record = settle(machine, value)
  if (record.kind !== "record") return { of: () => undefined, open: !isAbsent(record), given: !isAbsent(record) }
  return { of: (name) => entryOf(record, name), open: record.open, given: true }
}

/** The last entry under a name. */
export function entryOf({ entries }: RecordValue, name: string): Value | undefined {
  return entries.findLast(({ key }) => key === name)?.value
}

function isAbsent(value: Value): boolean {
  return value.kind === "constant" && value.value === null
}
