import type { Place } from "../../model/place.ts"
import { argument } from "../../semantics/arguments.ts"
import { foreignPath } from "../../semantics/foreign-path.ts"
import type { Framework, Response } from "../../semantics/framework.ts"
import { foreignConstruction } from "../../semantics/instance.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, ParameterValue, Value } from "../../semantics/value.ts"
import { importsOneOf } from "../imports.ts"
import { openCors, sanicCors } from "../open-cors.ts"
import { returnedErrors } from "../returned-error.ts"
import { type Shape, shaped } from "../shape.ts"
import { registeredIn, swallowing } from "../swallowing.ts"
import { arrange } from "./arrange.ts"
import { openSettings } from "./ext-cors.ts"
import { repairs } from "./repairs.ts"

// https://sanic.dev/en/guide/running/exceptions.html

const statuses: Readonly<Record<string, number>> = {
  SanicException: 500,
  HTTPException: 500,
  BadRequest: 400,
  InvalidUsage: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  ServerError: 500,
  ServiceUnavailable: 503,
}

const attributes = { status: ["status_code", "status"], headers: ["headers"] } as const
const body: Shape = { status: 200, takes: [1, "status"], headers: [2, "headers"], body: [0, "body"], attributes }

const makers: Readonly<Record<string, Shape>> = {
  json: body,
  text: body,
  html: body,
  raw: body,
  HTTPResponse: body,
  JSONResponse: body,
  empty: { status: 204, takes: [0, "status"], headers: [1, "headers"], attributes },
}

function nameOf(path: string | undefined): string | undefined {
  return path?.startsWith("sanic.") === true ? path.slice(path.lastIndexOf(".") + 1) : undefined
}

/** `Unauthorized("no", "Bearer")` sends a challenge; without a scheme, whatever else is given is dropped. */
function errorAnswer(machine: Machine, given: Value): Response | undefined {
  const value: Value =
    given.kind === "external"
      ? { kind: "call", callee: given, arguments: [], effects: [], via: [], at: given.at }
      : given
  const built = foreignConstruction(machine, value)
  const name = built?.callee.kind === "external" ? nameOf(built.callee.path) : undefined
  const status = name === undefined ? undefined : statuses[name]
  if (built === undefined || status === undefined) return undefined
  const isOpen = name === "SanicException" || name === "HTTPException"
  const shape: Shape = {
    status,
    ...(isOpen ? { takes: [1, "status_code"] as const } : {}),
    headers: [undefined, "headers"],
    body: [0, "message"],
    attributes: { status: ["status_code"], headers: ["headers"] },
  }
  const answer = shaped(machine, value, built, shape)
  const scheme = name === "Unauthorized" ? argument(built.arguments, 1, "scheme").value : undefined
  return scheme === undefined ? answer : { ...answer, headers: challengeMap(scheme) }
}

/** The scheme, and as parameters whatever else is given. */
function challengeMap(scheme: Value): Value {
  const { at } = scheme
  const rest: Value = { kind: "unknown", why: "its parameters are given by name", at }
  const value: Value = { kind: "text", parts: [scheme, { kind: "constant", value: " ", at }, rest], at }
  return {
    kind: "record",
    entries: [{ key: "WWW-Authenticate", value, sometimes: false }],
    open: false,
    spread: [],
    at,
  }
}

function responseAnswer(machine: Machine, value: Value): Response | undefined {
  const built = foreignConstruction(machine, value)
  const name = built?.callee.kind === "external" ? nameOf(built.callee.path) : undefined
  const shape = name === undefined ? undefined : makers[name]
  return built === undefined || shape === undefined ? undefined : shaped(machine, value, built, shape)
}

function errorAttribute(object: CallValue, name: string): Value | undefined {
  const own = object.callee.kind === "external" ? nameOf(object.callee.path) : undefined
  const status = own === undefined ? undefined : statuses[own]
  if (status === undefined) return undefined
  if (name === "status_code")
    return argument(object.arguments, undefined, name).value ?? { kind: "constant", value: status, at: object.at }
  return name === "message" ? argument(object.arguments, 0, name).value : undefined
}

function typeOf(machine: Machine, { parameter, of }: ParameterValue): string | undefined {
  const isRequest = parameter.annotation === undefined && /^(request|req)$/.test(parameter.name)
  return isRequest && importsOneOf(machine, of.closure.file, ["sanic"]) ? "sanic.request.Request" : undefined
}

function isCors(machine: Machine, callee: Value): boolean {
  return /^(sanic_ext\.Extend|sanic_cors\.(extension\.)?CORS)$/.test(foreignPath(machine, callee) ?? "")
}

function challenged(takes: Value, at: Place): CallValue | undefined {
  if (takes.kind !== "external" || !/\.(SanicException|Unauthorized|HTTPException)$/.test(takes.path)) return undefined
  const named = (name: string, value: string | number) =>
    ({ kind: "keyword", name, value: { kind: "constant", value, at } }) as const
  return {
    kind: "call",
    callee: { kind: "external", path: "sanic.exceptions.Unauthorized", at },
    arguments: [named("scheme", "Bearer")],
    effects: [],
    via: [],
    at,
  }
}

export const sanic: Framework = {
  name: "sanic",
  language: "python",
  packages: ["sanic", "sanic_ext", "sanic_cors"],
  builders: {
    "sanic.Sanic": "app",
    "sanic.app.Sanic": "app",
    "sanic.Blueprint": "router",
    "sanic.blueprints.Blueprint": "router",
  },
  error: errorAnswer,
  lost: returnedErrors(errorAnswer, "500"),
  response: responseAnswer,
  typeOf,
  attribute: errorAttribute,
  wraps: isCors,
  arrange,
  wiring: function* (machine, setup) {
    yield* openCors(machine, setup, [sanicCors])
    yield* openSettings(machine, setup.apps)
    // An exception of Sanic's is an Exception to whoever handles those: https://sanic.dev/en/guide/running/exceptions.html
    yield* swallowing(machine, setup.functions, registeredIn(setup.apps), {
      refusals: /\.(SanicException|HTTPException|Unauthorized|Forbidden)$/,
      error: errorAnswer,
      response: responseAnswer,
      repair: () => undefined,
    })
  },
  challenged,
  brings: () => "all",
  repairs,
}
