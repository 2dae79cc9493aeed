import type { Place } from "../model/place.ts"
import { placeKey } from "../model/place.ts"
import type { App, ErrorHandler, Layer, Operation, Route } from "../semantics/app.ts"
import { argument } from "../semantics/arguments.ts"
import { eachOf } from "../semantics/each.ts"
import { foreignPath } from "../semantics/foreign-path.ts"
import type { Framework, Response } from "../semantics/framework.ts"
import { foreignConstruction } from "../semantics/instance.ts"
import { settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import type { CallValue, ParameterValue, Value } from "../semantics/value.ts"
import { importsOneOf } from "./imports.ts"
import { type Shape, shaped } from "./shape.ts"

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

const verbs = ["get", "post", "put", "patch", "delete", "options", "head", "route"]

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

/**
 * Request middleware runs for OPTIONS as well, in the order of registration. Sanic-Ext puts its headers on answers, so
 * whatever refused a preflight has done so; Sanic-CORS answers it in front of everything.
 */
function arrange(machine: Machine, operations: readonly Operation[]): readonly App[] {
  return operations
    .filter(({ name, kind }) => name === "" && kind === "app")
    .map(({ object, at }) => {
      const layers: Layer[] = []
      const inside: Layer[] = []
      const handlers: ErrorHandler[] = []
      const routes: Route[] = []
      const members = new Set([placeKey(object.at)])
      for (const operation of operations) {
        if (!members.has(placeKey(operation.object.at))) continue
        const { name, arguments: given, applied } = operation
        if (name === "blueprint" && given[0] !== undefined) {
          for (const one of eachOf(machine, given[0].value)) members.add(placeKey(one.at))
        }
        const layer = requestLayer(machine, operation)
        if (layer !== undefined) layers.push(layer)
        if (name === "wrapped" && applied !== undefined) {
          const isExt = foreignPath(machine, applied)?.startsWith("sanic_ext.") === true
          const cors: Layer = {
            name: "CORS",
            kind: isExt ? "cors-headers" : "cors",
            runs: undefined,
            at: operation.at,
            when: [],
          }
          if (isExt) inside.push(cors)
          else layers.unshift(cors)
        }
        const runs = applied === undefined ? undefined : settle(machine, applied)
        if (runs?.kind !== "function") continue
        if (name === "exception") {
          for (const { value } of given) handlers.push({ takes: value, handler: runs, position: 1, at: operation.at })
        }
        if (verbs.includes(name)) routes.push(routeOf(operation, runs))
      }
      return { name: "", object, at, layers: [...layers, ...inside], handlers, routes, complete: true }
    })
}

function requestLayer(machine: Machine, { name, arguments: given, applied, at, when }: Operation): Layer | undefined {
  const isRequest =
    name === "on_request" ||
    (name === "middleware" && isText(given[0]?.value, "request")) ||
    (name === "register_middleware" && !isText(given[1]?.value, "response"))
  if (!isRequest) return undefined
  const value = applied ?? given[0]?.value
  const runs = value === undefined ? undefined : settle(machine, value)
  return runs?.kind === "function" ? { name: runs.declaration.name, kind: "own", runs, at, when } : undefined
}

function isText(value: Value | undefined, text: string): boolean {
  return value?.kind === "constant" && value.value === text
}

function routeOf({ name, arguments: given, at }: Operation, handler: Route["handler"]): Route {
  const path = argument(given, 0, "uri").value
  const known = path?.kind === "constant" && typeof path.value === "string" ? path.value : undefined
  const methods = name === "route" ? undefined : [name.toUpperCase()]
  return { methods, path: known, fullPath: known ?? "…", handler, dependencies: [], at }
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
  response: responseAnswer,
  typeOf,
  attribute: errorAttribute,
  wraps: isCors,
  arrange,
  challenged,
}
