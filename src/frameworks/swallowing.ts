import type { Edit } from "../model/edit.ts"
import type { Place } from "../model/place.ts"
import type { App, ErrorHandler } from "../semantics/app.ts"
import type { Response, Wiring } from "../semantics/framework.ts"
import { settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import type { FunctionValue, Value } from "../semantics/value.ts"
import { knownStatus, raisesRefusal } from "./refusing.ts"

/** A handler as it is registered: what it takes, and the function. */
export interface Registered {
  readonly takes: Value
  readonly handler: Value
  readonly at: Place
  readonly app?: App
}

/** How a framework whose errors are exceptions like any other looks for the handler of one: by the nearest class. */
export interface Swallowing {
  /** The framework's own errors that are refusals: a nearer handler of theirs gets them. */
  readonly refusals: RegExp
  error(machine: Machine, value: Value): Response | undefined
  response(machine: Machine, value: Value, of: FunctionValue): Response | undefined
  /** What hands refusals on as they are. */
  repair(of: FunctionValue): readonly Edit[] | undefined
}

/** Handlers of Exception that make a failure of the server of every error, refusals among them. */
export function swallowing(
  machine: Machine,
  functions: readonly FunctionValue[],
  handlers: readonly Registered[],
  how: Swallowing,
): readonly Wiring[] {
  if (handlers.some(({ takes }) => takesRefusals(takes, how)) || !raisesRefusal(machine, functions, how.error))
    return []
  return handlers.flatMap(({ takes, handler, app }): readonly Wiring[] => {
    const of = settle(machine, handler)
    const isBroad = takes.kind === "external" && /^builtins\.(Base)?Exception$/.test(takes.path)
    if (!isBroad || of.kind !== "function") return []
    const { returns, raises } = machine.trace(of)
    const [first] = returns
    const statusOf = (value: Value) => {
      const answer = how.response(machine, settle(machine, value), of)
      return answer === undefined ? undefined : knownStatus(machine, answer)
    }
    const isAlways500 = returns.every(({ path, value }) => path.length === 0 && (statusOf(value) ?? 0) >= 500)
    if (first === undefined || raises.length > 0 || !isAlways500) return []
    const repair = how.repair(of)
    return [
      {
        kind: "swallowing-handler",
        app,
        at: first.at,
        data: { name: of.declaration.name, instead: String(statusOf(first.value)) },
        evidence: takes.at,
        why: "it takes every error",
        repairs: repair === undefined ? [] : [{ title: "Hand refusals on as they are", edits: repair }],
      },
    ]
  })
}

function takesRefusals(takes: Value, { refusals }: Swallowing): boolean {
  if (takes.kind === "constant") return takes.value === 401 || takes.value === 403
  return takes.kind === "external" && refusals.test(takes.path)
}

/** The handlers of all apps, with those that only some of their routes have. */
export function registeredIn(apps: readonly App[]): readonly Registered[] {
  const of = (app: App, handlers: readonly ErrorHandler[]) =>
    handlers.map(({ takes, handler, at }) => ({ takes, handler, at, app }))
  return apps.flatMap((app) => [
    ...of(app, app.handlers),
    ...app.routes.flatMap((route) => of(app, route.handlers ?? [])),
  ])
}
