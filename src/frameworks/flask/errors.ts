import type { Code } from "../../model/edit.ts"
import type { Place } from "../../model/place.ts"
import { argument } from "../../semantics/arguments.ts"
import { foreignPath } from "../../semantics/foreign-path.ts"
import type { Response, Taken } from "../../semantics/framework.ts"
import { foreignConstruction, isInstance } from "../../semantics/instance.ts"
import { classMember } from "../../semantics/lineage.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { ArgumentValue, CallValue, Value } from "../../semantics/value.ts"
import { type Shape, shaped } from "../shape.ts"
import { nameOf } from "./paths.ts"

// https://werkzeug.palletsprojects.com/en/stable/exceptions/: since 0.15.3 no challenge is added by itself.

/** Werkzeug's errors by the status that they answer. */
export const statuses: Readonly<Record<string, number>> = {
  BadRequest: 400,
  BadRequestKeyError: 400,
  SecurityError: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  NotAcceptable: 406,
  RequestTimeout: 408,
  Conflict: 409,
  Gone: 410,
  LengthRequired: 411,
  PreconditionFailed: 412,
  RequestEntityTooLarge: 413,
  UnsupportedMediaType: 415,
  ImATeapot: 418,
  UnprocessableEntity: 422,
  Locked: 423,
  TooManyRequests: 429,
  InternalServerError: 500,
  NotImplemented: 501,
  BadGateway: 502,
  ServiceUnavailable: 503,
  GatewayTimeout: 504,
}

const attributes = { status: ["code"] } as const

// `code` and `taking` are no parameters of Werkzeug's: under these names `thrownBy` hands on what `abort` was given,
// and where it would take a challenge.
const plain: Shape = {
  status: 500,
  takes: [undefined, "code"],
  headers: [undefined, "headers"],
  body: [0, "description"],
  attributes,
}

// https://apiflask.com/api/exceptions/
const httpError: Shape = {
  status: 500,
  takes: [0, "status_code"],
  headers: [3, "headers"],
  body: [1, "message"],
  attributes: { status: ["status_code"], headers: ["headers"] },
}

/** `raise Unauthorized("no")`, `raise HTTPError(401)`, and what `abort` raises. */
export function errorAnswer(machine: Machine, value: Value): Response | undefined {
  const made: Value =
    value.kind === "external"
      ? { kind: "call", callee: value, arguments: [], effects: [], via: [], at: value.at }
      : value
  const built = foreignConstruction(machine, made)
  const name = built?.callee.kind === "external" ? nameOf(built.callee.path) : undefined
  if (built === undefined || name === undefined) return undefined
  if (name === "HTTPError") return shaped(machine, made, built, httpError)
  const status = statuses[name]
  if (status === undefined && name !== "HTTPException") return undefined
  const response = shaped(machine, made, built, status === undefined ? plain : { ...plain, status })
  const challenge = argument(built.arguments, status === 401 ? 2 : undefined, "www_authenticate")
  const own = argument(built.arguments, 1, "response")
  const isOpen = own.value !== undefined || own.open || challenge.open || rewrites(machine, made)
  const answer = {
    ...response,
    takes: { kind: "arguments", status: undefined, headers: takenBy(built, name) },
  } as const
  if (challenge.value !== undefined) return { ...answer, headers: challengeMap(machine, challenge.value) }
  return { ...answer, open: response.open || isOpen, headers: isOpen ? undefined : response.headers }
}

/** `Unauthorized` takes a challenge, Werkzeug's other errors nothing of the kind; `abort` is as its package says. */
function takenBy(built: CallValue, name: string): Taken | undefined {
  const taking = argument(built.arguments, undefined, "taking").value
  const parameter =
    taking?.kind === "constant" ? taking.value : name === "Unauthorized" ? "www_authenticate" : undefined
  if (parameter === "headers") return { name: "headers", position: undefined }
  return parameter === "www_authenticate" ? { name: parameter, position: undefined, challenge: fromHeader } : undefined
}

/** https://werkzeug.palletsprojects.com/en/stable/datastructures/#werkzeug.datastructures.WWWAuthenticate.from_header */
const fromHeader: Code = [
  { kind: "import", module: "werkzeug.datastructures", name: "WWWAuthenticate" },
  ".from_header",
]

/** `get_headers` or `get_response` of a subclass may add whatever it likes. */
function rewrites(machine: Machine, value: Value): boolean {
  return (
    isInstance(value) &&
    ["get_headers", "get_response"].some((name) => classMember(machine, value.callee, name, undefined) !== undefined)
  )
}

/** Text is gone through letter by letter, and each becomes a challenge of its own: `B, e, a, r, e, r`. */
function challengeMap(machine: Machine, given: Value): Value {
  const { at } = given
  const challenge = settle(machine, given)
  const letters = challenge.kind === "constant" && typeof challenge.value === "string" ? challenge.value : undefined
  const sent: Value =
    letters === undefined
      ? { kind: "unknown", why: "a challenge object", at }
      : { kind: "constant", value: [...letters].join(", "), at }
  return {
    kind: "record",
    entries: [{ key: "WWW-Authenticate", value: sent, sometimes: false }],
    open: false,
    spread: [],
    at,
  }
}

/**
 * What `abort` raises: `abort(401, "no")` of Flask, `abort(401, message="no")` of Flask-RESTful, RESTX and smorest,
 * `abort(401, "no", "detail", headers)` of APIFlask. A response in its first place is sent as it is.
 */
export function thrownBy(machine: Machine, call: CallValue): Value | undefined {
  const path = foreignPath(machine, call.callee)
  if (nameOf(path) !== "abort" || path === undefined) return undefined
  const code = firstOf(call.arguments, "code", "http_status_code", "status_code")
  if (code === undefined) return undefined
  const status = settle(machine, code)
  const isResponse =
    status.kind === "call" && !(status.callee.kind === "external" && /HTTPStatus$/.test(status.callee.path))
  if (isResponse) return status
  const rest = call.arguments.filter(({ value }) => value !== code)
  const named = (name: string, value: Value): ArgumentValue => ({ kind: "keyword", name, value })
  const description = firstOf(rest, "description", "message")
  const headers = argument(call.arguments, path.startsWith("apiflask.") ? 3 : undefined, "headers").value
  const challenge = argument(call.arguments, isOfFlask(path) ? 3 : undefined, "www_authenticate").value
  const response = argument(call.arguments, isOfFlask(path) ? 2 : undefined, "response").value
  const taking = isOfFlask(path) ? "www_authenticate" : /^(apiflask|flask_smorest)\./.test(path) ? "headers" : undefined
  return {
    kind: "call",
    callee: { kind: "external", path: "werkzeug.exceptions.HTTPException", at: call.at },
    arguments: [
      named("code", status),
      ...(description === undefined ? [] : [named("description", description)]),
      ...(headers === undefined ? [] : [named("headers", headers)]),
      // Flask-smorest's own handler builds the answer from `headers=` alone.
      ...(challenge === undefined || !isOfFlask(path) ? [] : [named("www_authenticate", challenge)]),
      ...(response === undefined ? [] : [named("response", response)]),
      ...(taking === undefined ? [] : [named("taking", { kind: "constant", value: taking, at: call.at })]),
      ...rest.filter(({ kind }) => kind === "spread" || kind === "spread-keyword"),
    ],
    effects: call.effects,
    via: call.via,
    at: call.at,
  }
}

function isOfFlask(path: string): boolean {
  return /^(flask|werkzeug|quart)\./.test(path)
}

function firstOf(given: readonly ArgumentValue[], ...names: readonly string[]): Value | undefined {
  const named = given.find(({ kind, name }) => kind === "keyword" && name !== undefined && names.includes(name))
  const [first] = given
  return named?.value ?? (first?.kind === "positional" ? first.value : undefined)
}

/** What a handler reads of the error that it gets: `error.code`, `error.description`. */
export function errorAttribute(object: CallValue, name: string): Value | undefined {
  const error = object.callee.kind === "external" ? nameOf(object.callee.path) : undefined
  if (error === undefined || (error !== "HTTPException" && !(error in statuses))) return undefined
  switch (name) {
    case "status_code":
    case "code": {
      const given = argument(object.arguments, undefined, "code").value
      const status = statuses[error]
      return given ?? (status === undefined ? undefined : { kind: "constant", value: status, at: object.at })
    }
    case "message":
    case "description":
      return argument(object.arguments, 0, "description").value
    case "response":
      return argument(object.arguments, 1, "response").value ?? { kind: "constant", value: null, at: object.at }
    default:
      return undefined
  }
}

/** `abort(401, www_authenticate=…)`, for a handler of 401, of HTTPException, or of everything. */
export function challenged(takes: Value, at: Place): CallValue | undefined {
  const isTaken =
    takes.kind === "constant"
      ? takes.value === 401
      : takes.kind === "external" &&
        (/(^|\.)(Exception|BaseException)$/.test(takes.path) ||
          /^(HTTPException|Unauthorized)$/.test(nameOf(takes.path) ?? ""))
  if (!isTaken) return undefined
  const named = (name: string, value: Value) => ({ kind: "keyword", name, value }) as const
  return {
    kind: "call",
    callee: { kind: "external", path: "werkzeug.exceptions.HTTPException", at },
    arguments: [
      named("code", { kind: "constant", value: 401, at }),
      named("description", { kind: "unknown", why: "any text", at }),
      named("www_authenticate", { kind: "unknown", why: "a challenge", at }),
    ],
    effects: [],
    via: [],
    at,
  }
}
