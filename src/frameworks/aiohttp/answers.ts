import { argument } from "../../semantics/arguments.ts"
import type { Response } from "../../semantics/framework.ts"
import { foreignConstruction } from "../../semantics/instance.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { Value } from "../../semantics/value.ts"
import { type Shape, shaped } from "../shape.ts"

// https://docs.aiohttp.org/en/stable/web_exceptions.html: no challenge by itself, every argument by name.

const statuses: Readonly<Record<string, number>> = {
  HTTPException: 500,
  HTTPError: 500,
  HTTPClientError: 500,
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

/** `raise web.HTTPUnauthorized()`, or the class alone. */
export function errorAnswer(machine: Machine, given: Value): Response | undefined {
  const value: Value =
    given.kind === "external"
      ? { kind: "call", callee: given, arguments: [], effects: [], via: [], at: given.at }
      : given
  const built = foreignConstruction(machine, value)
  const name = built?.callee.kind === "external" ? nameOf(built.callee.path) : undefined
  const status = name === undefined ? undefined : statuses[name]
  if (built === undefined || status === undefined) return undefined
  const own = { status: ["status_code"] } as const
  const answer = shaped(machine, value, built, { status, headers, body: [undefined, "text"], attributes: own })
  const reason = argument(built.arguments, undefined, "reason").value
  return { ...answer, body: reason === undefined ? answer.body : [...answer.body, reason] }
}

/** In aiohttp 3 an error is a response, and may be returned. */
export function responseAnswer(machine: Machine, value: Value): Response | undefined {
  const built = foreignConstruction(machine, value)
  const name = built?.callee.kind === "external" ? nameOf(built.callee.path) : undefined
  const shape = name === undefined ? undefined : makers[name]
  return built !== undefined && shape !== undefined ? shaped(machine, value, built, shape) : errorAnswer(machine, value)
}
