import type { Operation } from "../../semantics/app.ts"
import { argument } from "../../semantics/arguments.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, FunctionValue, Value } from "../../semantics/value.ts"
import { foreignType } from "./dependencies.ts"

// https://www.starlette.io/lifespan/ and https://www.starlette.io/background/: no exception handler stands around either.

/** The functions that an app runs at its start and its end: its lifespan, and the events of older versions. */
export function outsideOf(
  machine: Machine,
  object: CallValue,
  operations: readonly Operation[],
): readonly FunctionValue[] {
  const listed = ["on_startup", "on_shutdown"].flatMap((name) => {
    const list = argument(object.arguments, undefined, name).value
    const settled = list === undefined ? undefined : settle(machine, list)
    return settled?.kind === "list" ? settled.items : []
  })
  const events = operations.flatMap(({ name, applied, arguments: given }) =>
    name === "on_event" ? [applied] : name === "add_event_handler" ? [argument(given, 1, "func").value] : [],
  )
  return [argument(object.arguments, undefined, "lifespan").value, ...listed, ...events].flatMap((value) => {
    const runs = value === undefined ? undefined : settle(machine, value)
    return runs?.kind === "function" ? [runs] : []
  })
}

/** The function of `BackgroundTask(report)` and of `tasks.add_task(report)`. */
export function detached(machine: Machine, { callee, arguments: given }: CallValue): Value | undefined {
  const isTask =
    callee.kind === "external"
      ? callee.path === "starlette.background.BackgroundTask"
      : callee.kind === "member" && callee.name === "add_task" && isTasks(machine, callee.object)
  return isTask ? argument(given, 0, "func").value : undefined
}

function isTasks(machine: Machine, value: Value): boolean {
  const path =
    value.kind === "parameter"
      ? foreignType(machine, value)
      : value.kind === "call" && value.callee.kind === "external"
        ? value.callee.path
        : undefined
  return path !== undefined && /^(fastapi|starlette)\b.*\.BackgroundTasks$/.test(path)
}
