import { contains } from "../../model/place.ts"
import { argument } from "../../semantics/arguments.ts"
import type { Response } from "../../semantics/framework.ts"
import { foreignConstruction } from "../../semantics/instance.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import {
  type CallValue,
  constant,
  type Effect,
  type FunctionValue,
  type ParameterValue,
  unknown,
  type Value,
} from "../../semantics/value.ts"
import { entryOf, optionsOf } from "../options.ts"
import { headerEffects, isContext, typeOf } from "./context.ts"

// https://hono.dev/docs/api/context and https://hono.dev/docs/api/exception

const answering = new Set(["json", "text", "html", "body", "newResponse"])

/** `c.json(body, 401, headers)`, `c.json(body, { status: 401, headers })`, `c.status(401)` and then `c.json(body)`. */
export function contextAnswer(machine: Machine, value: Value, of: FunctionValue): Response | undefined {
  if (value.kind !== "call" || value.callee.kind !== "member" || !answering.has(value.callee.name)) return undefined
  const { object } = value.callee
  if (!isContext(machine, object)) return undefined
  const context = { ...object, effects: effectsBefore(machine, of, object, value) }
  const body = argument(value.arguments, 0, "data").value
  const given = argument(value.arguments, 1, "status")
  const headers = argument(value.arguments, 2, "headers")
  const second = given.value === undefined ? undefined : settle(machine, given.value)
  const init = second?.kind === "record" ? second : undefined
  const written = init === undefined ? given.value : entryOf(init, "status")
  const isOpen = given.open || headers.open || init?.open === true
  return {
    status: written ?? sticky(context.effects, value),
    defaultStatus: 200,
    headers: headers.value ?? (init === undefined ? undefined : entryOf(init, "headers")),
    built: { ...value, effects: headerEffects(machine, context) ?? [] },
    body: body === undefined ? [] : [body],
    open: isOpen,
    takes: {
      kind: "arguments",
      status: init === undefined ? { name: "status", position: 1 } : { name: "init", position: 1, property: "status" },
      headers:
        init === undefined ? { name: "headers", position: 2 } : { name: "init", position: 1, property: "headers" },
    },
  }
}

/** What was done to the context on the way to an answer; where that is made earlier, on some way. */
function effectsBefore(
  machine: Machine,
  of: FunctionValue,
  { parameter }: ParameterValue,
  { at }: Value,
): readonly Effect[] {
  const { returns, parameters } = machine.trace(of)
  const leaving = returns.find((one) => contains(one.at, at))
  const written = (leaving?.written ?? parameters).find((one) => one.parameter === parameter)?.effects ?? []
  return leaving === undefined ? written.map((effect) => ({ ...effect, sometimes: true })) : written
}

/** `c.status(401)` holds for every answer after it. */
function sticky(effects: readonly Effect[], { at }: CallValue): Value | undefined {
  const last = effects.findLast(({ kind, name, path }) => kind === "call" && name === "status" && path.length === 0)
  if (last === undefined) return undefined
  return last.sometimes ? unknown("only some ways set it", at) : last.arguments[0]?.value
}

const isException = /^hono(\/[\w-]+)?\.HTTPException$/

/**
 * `throw new HTTPException(401, { message, res })`: an answer of its own goes out as it is; without one the headers of
 * the context do, whatever the default handler answers.
 */
export function exceptionAnswer(machine: Machine, value: Value, of?: FunctionValue): Response | undefined {
  const built = foreignConstruction(machine, value)
  if (built?.callee.kind !== "external" || !isException.test(built.callee.path)) return undefined
  const given = optionsOf(machine, built, 1)
  const own = given.of("res")
  const message = given.of("message")
  const context = of?.declaration.parameters.find(
    (parameter) => typeOf(machine, { kind: "parameter", parameter, of, effects: [], at: built.at }) !== undefined,
  )?.name
  return {
    status: argument(built.arguments, 0, "status").value,
    defaultStatus: 500,
    headers: own === undefined ? undefined : unknown("its own answer", own.at),
    // What is put on the exception is not sent, what was put on the context is.
    built: { ...built, effects: of === undefined ? [] : onContext(machine, of) },
    body: message === undefined ? [] : [message],
    open: given.open,
    ...(context === undefined ? {} : { takes: { kind: "setter", setter: `${context}.header` } }),
  }
}

/** A way that leaves by an error keeps no state, so whatever is said of the header anywhere may hold. */
function onContext(machine: Machine, of: FunctionValue): readonly Effect[] {
  return machine.trace(of).calls.flatMap(({ call: { callee, arguments: given, at } }): readonly Effect[] => {
    if (callee.kind !== "member" || callee.name !== "header" || !isContext(machine, callee.object)) return []
    const rest = { value: undefined, arguments: given, sometimes: true, at }
    return [{ path: ["headers"], kind: "call", name: "set", ...rest }]
  })
}

/** What a handler reads of the error that it gets. */
export function exceptionAttribute(object: CallValue, name: string): Value | undefined {
  if (object.callee.kind !== "external" || !isException.test(object.callee.path)) return undefined
  return name === "status" ? argument(object.arguments, 0, "status").value : undefined
}

/**
 * What `bearerAuth`, `basicAuth` and `jwt` throw: an HTTPException with an answer of its own, which has the challenge.
 * Every handler of errors gets it.
 */
export function challenged(takes: Value, at: Value["at"]): CallValue | undefined {
  if (!isTaken(takes)) return undefined
  const res = { key: "res", value: unknown("an answer with a challenge", at), sometimes: false }
  return exceptionOf([constant(401, at), { kind: "record", entries: [res], open: false, spread: [], at }], at)
}

/** What its validators throw: `new HTTPException(400)`. */
export function refused(takes: Value, at: Value["at"]): CallValue | undefined {
  return isTaken(takes) ? exceptionOf([constant(400, at)], at) : undefined
}

function isTaken(takes: Value): boolean {
  return takes.kind === "external" && /(^|\.)(Error|HTTPException)$/.test(takes.path)
}

function exceptionOf(given: readonly Value[], at: Value["at"]): CallValue {
  return {
    kind: "call",
    callee: { kind: "external", path: "hono/http-exception.HTTPException", at },
    arguments: given.map((value) => ({ kind: "positional", name: undefined, value }) as const),
    effects: [],
    via: [],
    at,
  }
}
