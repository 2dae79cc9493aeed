import type { App, Layer, Operation } from "../semantics/app.ts"
import { argument } from "../semantics/arguments.ts"
import { foreignPath } from "../semantics/foreign-path.ts"
import type { Framework, Response } from "../semantics/framework.ts"
import { foreignConstruction } from "../semantics/instance.ts"
import { settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import type { ParameterValue, Value } from "../semantics/value.ts"
import { importsOneOf } from "./imports.ts"
import { type Shape, shaped } from "./shape.ts"

// https://docs.aiohttp.org/en/stable/web_exceptions.html: no challenge by itself, every argument by name.

const statuses: Readonly<Record<string, number>> = {
  HTTPBadRequest: 400,
  HTTPUnauthorized: 401,
  HTTPPaymentRequired: 402,
  HTTPForbidden: 403,
  HTTPNotFound: 404,
  HTTPMethodNotAllowed: 405,
  HTTPConflict: 409,
  HTTPGone: 410,
  HTTPUnprocessableEntity: 422,
  HTTPTooManyRequests: 429,
  HTTPInternalServerError: 500,
  HTTPServiceUnavailable: 503,
}

const headers = [undefined, "headers"] as const
const attributes = { status: ["set_status"] } as const

const makers: Readonly<Record<string, Shape>> = {
  Response: { status: 200, takes: [undefined, "status"], headers, body: [undefined, "text"], attributes },
  json_response: { status: 200, takes: [undefined, "status"], headers, body: [0, "data"], attributes },
}

function nameOf(path: string | undefined): string | undefined {
  return path !== undefined && /^aiohttp\.web(_exceptions|_response|_middlewares)?\./.test(path)
    ? path.slice(path.lastIndexOf(".") + 1)
    : undefined
}

function errorAnswer(machine: Machine, given: Value): Response | undefined {
  const value: Value =
    given.kind === "external"
      ? { kind: "call", callee: given, arguments: [], effects: [], via: [], at: given.at }
      : given
  const built = foreignConstruction(machine, value)
  const name = built?.callee.kind === "external" ? nameOf(built.callee.path) : undefined
  const status = name === undefined ? undefined : statuses[name]
  if (built === undefined || status === undefined) return undefined
  const answer = shaped(machine, value, built, { status, headers, body: [undefined, "text"] })
  const reason = argument(built.arguments, undefined, "reason").value
  return { ...answer, body: reason === undefined ? answer.body : [...answer.body, reason] }
}

/** In aiohttp 3 an error is a response, and may be returned. */
function responseAnswer(machine: Machine, value: Value): Response | undefined {
  const built = foreignConstruction(machine, value)
  const name = built?.callee.kind === "external" ? nameOf(built.callee.path) : undefined
  const shape = name === undefined ? undefined : makers[name]
  return built !== undefined && shape !== undefined ? shaped(machine, value, built, shape) : errorAnswer(machine, value)
}

/** `middlewares=[A, B]`: A is outermost. aiohttp-cors adds routes for OPTIONS, in front of which every middleware runs. */
function arrange(machine: Machine, operations: readonly Operation[]): readonly App[] {
  const apps = operations.filter(({ name, kind }) => name === "" && kind === "app")
  return apps.map(({ object, at }): App => {
    const listed = argument(object.arguments, undefined, "middlewares").value
    const list = listed === undefined ? undefined : settle(machine, listed)
    const items = list?.kind === "list" ? list.items : []
    const own = items.flatMap((item): readonly Layer[] => {
      const runs = settle(machine, item)
      return runs.kind === "function" ? [{ name: runs.declaration.name, kind: "own", runs, at: item.at, when: [] }] : []
    })
    const wrapped = operations.find((one) => one.name === "wrapped" && one.object.at === object.at)
    const cors: readonly Layer[] =
      wrapped === undefined ? [] : [{ name: "CORS", kind: "cors-headers", runs: undefined, at: wrapped.at, when: [] }]
    // A list of middleware that is not known may hold more.
    const complete = list === undefined || (list.kind === "list" && !list.open)
    return { name: "", object, at, layers: [...own, ...cors], handlers: [], routes: [], complete }
  })
}

function typeOf(machine: Machine, { parameter, of }: ParameterValue): string | undefined {
  const isRequest = parameter.annotation === undefined && /^(request|req)$/.test(parameter.name)
  return isRequest && importsOneOf(machine, of.closure.file, ["aiohttp"]) ? "aiohttp.web.Request" : undefined
}

function isCors(machine: Machine, callee: Value): boolean {
  return foreignPath(machine, callee) === "aiohttp_cors.setup"
}

export const aiohttp: Framework = {
  name: "aiohttp",
  language: "python",
  packages: ["aiohttp", "aiohttp_cors"],
  builders: { "aiohttp.web.Application": "app" },
  error: errorAnswer,
  response: responseAnswer,
  typeOf,
  wraps: isCors,
  arrange,
}
