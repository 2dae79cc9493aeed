import { argument } from "../semantics/arguments.ts"
import type { Response, Taken } from "../semantics/framework.ts"
import { instanceMember, isInstance } from "../semantics/instance.ts"
import { settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import type { CallValue, Value } from "../semantics/value.ts"

/** Where a constructor takes an argument: its position, if it has one, and its name. */
export type Slot = readonly [position: number | undefined, name: string]

/** How a class of errors or responses is made an answer, as data. */
export interface Shape {
  /** The status that it has by itself. */
  readonly status: number
  /** Where it takes another one; left out where the status is fixed. */
  readonly takes?: Slot
  readonly headers?: Slot
  readonly body?: Slot
  /** What subclasses and callers may set on it: `{ status: ["status_code"] }`. */
  readonly attributes?: { readonly status?: readonly string[]; readonly headers?: readonly string[] }
}

/**
 * The answer that a construction is.
 * @param value the object itself: its class may set what the constructor does not
 * @param built the call of the framework's class behind it
 */
export function shaped(machine: Machine, value: Value, built: CallValue, shape: Shape): Response {
  const status = taken(built, shape.takes)
  const headers = taken(built, shape.headers)
  const body = taken(built, shape.body)
  const names = shape.attributes
  return {
    status: changed(built, names?.status) ?? status.value ?? ofClass(machine, value, names?.status),
    defaultStatus: shape.status,
    headers: headers.value ?? ofClass(machine, value, names?.headers),
    body: body.value === undefined ? [] : [body.value],
    built,
    open: status.open || headers.open,
    takes: { kind: "arguments", status: slotOf(shape.takes), headers: slotOf(shape.headers) },
  }
}

function slotOf(slot: Slot | undefined): Taken | undefined {
  return slot === undefined ? undefined : { position: slot[0], name: slot[1] }
}

function taken(built: CallValue, slot: Slot | undefined) {
  return slot === undefined ? { value: undefined, open: false } : argument(built.arguments, slot[0], slot[1])
}

/** What was assigned to the object, or handed to its setter, after it was made. */
function changed(built: CallValue, names: readonly string[] = []): Value | undefined {
  const last = built.effects.findLast(
    ({ kind, path, name }) => kind !== "item" && path.length === 0 && name !== undefined && names.includes(name),
  )
  return last?.kind === "call" ? last.arguments[0]?.value : last?.value
}

/** `class Denied(HTTPException): code = 401` */
function ofClass(machine: Machine, value: Value, names: readonly string[] = []): Value | undefined {
  if (!isInstance(value)) return undefined
  for (const name of names) {
    const member = instanceMember(machine, value, name, value.at)
    if (member !== undefined && member.kind !== "function") return settle(machine, member)
  }
  return undefined
}
