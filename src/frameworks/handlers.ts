import type { Place } from "../model/place.ts"
import type { ErrorHandler } from "../semantics/app.ts"
import { settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import { namedStatus } from "../semantics/status.ts"
import type { Value } from "../semantics/value.ts"

/**
 * The handlers of a map from error classes and statuses: `{HTTPException: h, 401: h}`.
 * @param position which parameter of theirs holds the error
 */
export function handlersIn(machine: Machine, value: Value | undefined, position: number): readonly ErrorHandler[] {
  const record = value === undefined ? undefined : settle(machine, value)
  if (record?.kind !== "record") return []
  const named = record.entries.map(({ key, value: handler }) => ({
    takes: { kind: "constant", value: Number(key), at: handler.at } as const,
    handler,
  }))
  const keyed = record.spread.flatMap((pair) => {
    const [takes, handler] = pair.kind === "list" ? pair.items : []
    return takes === undefined || handler === undefined ? [] : [{ takes, handler }]
  })
  return [...named, ...keyed].flatMap(
    ({ takes, handler }) => handlerOf(machine, takes, handler, position, handler.at) ?? [],
  )
}

/** One handler of an error class or status; a status may be named: `status.HTTP_401_UNAUTHORIZED`. */
export function handlerOf(
  machine: Machine,
  takes: Value,
  handler: Value,
  position: number,
  at: Place,
): ErrorHandler | undefined {
  const callee = settle(machine, handler)
  if (callee.kind !== "function") return undefined
  const taken = settle(machine, takes)
  const status = taken.kind === "external" ? namedStatus(taken.path) : undefined
  const named = status === undefined ? taken : ({ kind: "constant", value: status, at: taken.at } as const)
  return { takes: named, handler: callee, position, at }
}
