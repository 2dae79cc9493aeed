import type { Place } from "../../model/place.ts"
import { argument } from "../../semantics/arguments.ts"
import type { Framework, Response } from "../../semantics/framework.ts"
import { foreignConstruction } from "../../semantics/instance.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, ParameterValue, Value } from "../../semantics/value.ts"
import { importsOneOf } from "../imports.ts"
import { falconCors, openCors } from "../open-cors.ts"
import { returnedErrors } from "../returned-error.ts"
import { shaped } from "../shape.ts"
import { arrange } from "./arrange.ts"
import { nameOf } from "./paths.ts"
import { repairs } from "./repairs.ts"

// https://falcon.readthedocs.io/en/stable/api/errors.html: by name alone since Falcon 4.

const statuses: Readonly<Record<string, number>> = {
  HTTPError: 500,
  HTTPStatus: 200,
  HTTPBadRequest: 400,
  HTTPUnauthorized: 401,
  HTTPForbidden: 403,
  HTTPNotFound: 404,
  HTTPMethodNotAllowed: 405,
  HTTPConflict: 409,
  HTTPUnprocessableEntity: 422,
  HTTPTooManyRequests: 429,
  HTTPInternalServerError: 500,
  HTTPServiceUnavailable: 503,
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
  const takesStatus = name === "HTTPError" || name === "HTTPStatus"
  const answer = shaped(machine, value, built, {
    status,
    ...(takesStatus ? { takes: [0, "status"] as const } : {}),
    headers: [undefined, "headers"],
    body: [undefined, "description"],
  })
  const challenges = argument(built.arguments, undefined, "challenges")
  const listed = challenges.value === undefined ? undefined : settle(machine, challenges.value)
  // An empty list is none.
  const isNone = listed?.kind === "list" && listed.items.length === 0 && !listed.open
  if (listed !== undefined && !isNone) return { ...answer, headers: challengeMap(listed) }
  // Falcon 3 and before took headers and challenges by position, in either order.
  const positional = built.arguments.filter(({ kind }) => kind === "positional").length
  const isOpen = answer.open || challenges.open || positional > 2
  return isOpen ? { ...answer, headers: undefined, open: true } : answer
}

function challengeMap(value: Value): Value {
  const one = value.kind === "list" && value.items.length > 0 ? (value.items[0] ?? value) : value
  return {
    kind: "record",
    entries: [{ key: "WWW-Authenticate", value: one, sometimes: false }],
    open: false,
    spread: [],
    at: value.at,
  }
}

const bodies = ["media", "text"]

/** `resp.status = falcon.HTTP_401` on the response that a responder, hook or middleware is handed. */
function writtenAnswer(machine: Machine, parameter: ParameterValue): Response | undefined {
  if (typeOf(machine, parameter) !== "falcon.Response") return undefined
  const status = parameter.effects.findLast(
    ({ kind, path, name }) => kind === "member" && path.length === 0 && name === "status",
  )
  if (status?.value === undefined) return undefined
  const built: CallValue = {
    kind: "call",
    callee: parameter,
    arguments: [],
    effects: parameter.effects,
    via: [],
    at: status.at,
  }
  const body = parameter.effects.flatMap(({ kind, name, value }) =>
    kind === "member" && name !== undefined && bodies.includes(name) && value !== undefined ? [value] : [],
  )
  const takes = { kind: "members", headers: `${parameter.parameter.name}.set_header`, isSetter: true } as const
  const settled = settle(machine, status.value)
  return { status: settled, defaultStatus: 200, headers: undefined, built, body, open: false, takes }
}

function typeOf(machine: Machine, { parameter, of }: ParameterValue): string | undefined {
  if (parameter.annotation !== undefined || !importsOneOf(machine, of.closure.file, ["falcon"])) return undefined
  if (/^(req|request)$/.test(parameter.name)) return "falcon.Request"
  return /^(resp|response)$/.test(parameter.name) ? "falcon.Response" : undefined
}

/** What a handler reads of the error that it gets: `ex.status`, `ex.headers`. */
function errorAttribute(object: CallValue, name: string): Value | undefined {
  const own = object.callee.kind === "external" ? nameOf(object.callee.path) : undefined
  const status = own === undefined ? undefined : statuses[own]
  if (status === undefined) return undefined
  const { at } = object
  if (name === "status" || name === "status_code")
    return argument(object.arguments, undefined, "status").value ?? { kind: "constant", value: status, at }
  if (name === "headers") {
    const challenges = argument(object.arguments, undefined, "challenges").value
    return challenges === undefined ? argument(object.arguments, undefined, name).value : challengeMap(challenges)
  }
  return name === "description" || name === "title" ? argument(object.arguments, undefined, name).value : undefined
}

/** `HTTPUnauthorized(headers=…)`, for a handler of it or of every error. */
function challenged(takes: Value, at: Place): CallValue | undefined {
  const isTaken = takes.kind === "external" && /^falcon\.(.+\.)?(HTTPError|HTTPUnauthorized)$/.test(takes.path)
  if (!isTaken) return undefined
  const entries = [
    { key: "WWW-Authenticate", value: { kind: "constant", value: "Bearer", at }, sometimes: false } as const,
  ]
  const headers: Value = { kind: "record", entries, open: false, spread: [], at }
  return {
    kind: "call",
    callee: { kind: "external", path: "falcon.HTTPUnauthorized", at },
    arguments: [{ kind: "keyword", name: "headers", value: headers }],
    effects: [],
    via: [],
    at,
  }
}

const returned = returnedErrors(errorAnswer, "200", ["handler", "middleware", "dependency"])

/**
 * https://falcon.readthedocs.io/en/stable/api/middleware.html: a status that is set in front of a responder keeps nobody
 * out, unless `resp.complete` says so.
 */
const lost: NonNullable<Framework["lost"]> = (machine, role, how, value) => {
  const isSet = how === "write" && role === "middleware" && value.kind === "parameter"
  if (!isSet || !/^process_(request|resource)$/.test(value.of.declaration.name))
    return returned(machine, role, how, value)
  const completes = value.effects.some(({ kind, name }) => kind === "member" && name === "complete")
  return completes ? undefined : { kind: "unanswered", instead: "the endpoint's own answer, under this status" }
}

export const falcon: Framework = {
  name: "falcon",
  language: "python",
  packages: ["falcon"],
  builders: { "falcon.App": "app", "falcon.API": "app", "falcon.asgi.App": "app" },
  error: errorAnswer,
  lost,
  response: () => undefined,
  written: writtenAnswer,
  bodies,
  typeOf,
  attribute: errorAttribute,
  arrange,
  wiring: (machine, setup) => openCors(machine, setup, [falconCors]),
  challenged,
  brings: () => "all",
  repairs,
}
