import type { ErrorHandler } from "../semantics/app.ts"
import { settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
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
  return [...named, ...keyed].flatMap(({ takes, handler }): readonly ErrorHandler[] => {
    const callee = settle(machine, handler)
    return callee.kind === "function"
      ? [{ takes: settle(machine, takes), handler: callee, position, at: handler.at }]
      : []
  })
}
