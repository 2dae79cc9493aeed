import { contains } from "../model/place.ts"
import { argument } from "../semantics/arguments.ts"
import { foreignPath } from "../semantics/foreign-path.ts"
import type { Response, Takes } from "../semantics/framework.ts"
import { foreignConstruction, instanceMember, isInstance } from "../semantics/instance.ts"
import { lineage } from "../semantics/lineage.ts"
import type { Machine } from "../semantics/machine.ts"
import type { CallValue, Value } from "../semantics/value.ts"

// Errors that say their own status, as http-errors does and the default handlers of Express, Koa and Fastify read it:
// https://github.com/jshttp/http-errors, https://github.com/pillarjs/finalhandler

const statusNames = ["statusCode", "status", "httpStatus", "httpCode", "httpStatusCode"]

/** http-errors' classes, and what they answer. */
const named: Readonly<Record<string, number>> = {
  BadRequest: 400,
  Unauthorized: 401,
  PaymentRequired: 402,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  NotAcceptable: 406,
  Conflict: 409,
  Gone: 410,
  UnprocessableEntity: 422,
  TooManyRequests: 429,
  InternalServerError: 500,
  NotImplemented: 501,
  BadGateway: 502,
  ServiceUnavailable: 503,
}

/**
 * Its status may be written where it is made, and not in its class; whether anybody sends its headers is its handler's
 * matter.
 */
function takesOf(status: Value, at: Value["at"]): { readonly takes?: Takes } {
  return contains(at, status.at) ? { takes: { kind: "arguments", status: undefined, headers: undefined } } : {}
}

/** What says its status in text says nothing: https://github.com/pillarjs/finalhandler takes numbers alone. */
function isText(status: Value): boolean {
  return status.kind === "constant" && typeof status.value === "string"
}

/** `createError(401, "no", { headers })`, `new Denied()` with a `statusCode`, `{ status: 401 }`, `Object.assign(new Error(), …)`. */
export function statusError(machine: Machine, value: Value): Response | undefined {
  if (value.kind === "record") return fromRecord(value, callOf(value))
  if (value.kind !== "call") return undefined
  const { callee } = value
  // `new createError[401]("no")` is `new createError.Unauthorized("no")`.
  if (callee.kind === "element" && callee.object.kind === "external" && callee.index?.kind === "constant") {
    const status = callee.index.value
    const name = Object.keys(named).find((one) => named[one] === status)
    return name === undefined ? undefined : fromHttpErrors(value, `${callee.object.path}.${name}`)
  }
  if (value.callee.kind === "external")
    return fromHttpErrors(value, value.callee.path) ?? changed(value) ?? modelled(machine, value)
  if (!isInstance(value) || !isError(machine, value.callee)) return undefined
  for (const name of statusNames) {
    const status = setAs(value, name) ?? instanceMember(machine, value, name, value.at)
    if (status === undefined || status.kind === "function" || isText(status)) continue
    const headers = setAs(value, "headers") ?? instanceMember(machine, value, "headers", value.at)
    const rest = { headers, built: value, body: [], open: false }
    return { status, defaultStatus: 500, ...rest, ...takesOf(status, value.at) }
  }
  const built = foreignConstruction(machine, value)
  return built === undefined ? undefined : modelled(machine, built)
}

/** An error class of a package that is a plain error with a status: `new AuthFailed({ code: 10031 })`. */
function modelled(machine: Machine, built: CallValue): Response | undefined {
  const model = built.callee.kind === "external" ? machine.library(built.callee.path) : undefined
  if (model?.kind !== "refusing-error" || model.extends !== "globalThis.Error") return undefined
  const status: Value = { kind: "constant", value: model.status, at: built.at }
  const detail = model.detail === undefined ? undefined : built.arguments[model.detail]?.value
  const body = detail === undefined ? [] : [detail]
  return { status, defaultStatus: model.status, headers: setAs(built, "headers"), built, body, open: model.challenge }
}

/** What such an error holds under a name, for a handler that reads it. */
export function errorAttribute(object: CallValue, name: string): Value | undefined {
  if (object.callee.kind !== "external") return undefined
  const plain = /^globalThis\.(\w*Error)$/.exec(object.callee.path)?.[1]
  // Whatever extends it is called the same, unless it says another name: https://tc39.es/ecma262/#sec-error.prototype.name
  if (plain !== undefined) return name === "name" ? { kind: "constant", value: plain, at: object.at } : undefined
  const answer = fromHttpErrors(object, object.callee.path)
  if (answer === undefined) return undefined
  if (name === "status" || name === "statusCode") return answer.status
  if (answer.open) return undefined
  if (name === "headers") return answer.headers ?? { kind: "constant", value: null, at: object.at }
  return ownMember(object, answer, name)
}

/** What is said of every error, by its class and by what it was given. */
const said = new Set(["message", "stack", "expose", "constructor", "toString", "valueOf", "hasOwnProperty"])

/** Any other name that it was not given is `undefined`; it is called as its class is: `UnauthorizedError`. */
function ownMember(object: CallValue, { status }: Response, name: string): Value | undefined {
  const props = object.arguments.find(({ value }) => value.kind === "record")?.value
  const given = props?.kind === "record" ? props.entries.findLast(({ key }) => key === name) : undefined
  if (given !== undefined) return given.value
  if (said.has(name) || object.effects.length > 0 || object.arguments.some(({ kind }) => kind !== "positional"))
    return undefined
  if (name !== "name") return { kind: "constant", value: null, at: object.at }
  const own = Object.keys(named).find((one) => status?.kind === "constant" && named[one] === status.value)
  return own === undefined ? undefined : { kind: "constant", value: own.replace(/(Error)?$/, "Error"), at: object.at }
}

/** A 401 with a challenge as `createError(401, "no", { headers })` makes it, for a handler of every error. */
export function challengedError(takes: Value, at: Value["at"]): CallValue | undefined {
  const value: Value = { kind: "constant", value: "Bearer", at }
  const headers = recordOf("headers", recordOf("WWW-Authenticate", value, at), at)
  return isEveryError(takes) ? httpError("Unauthorized", [headers], at) : undefined
}

/** A body that could not be read, as body-parser throws it: `createError(400)`. */
export function refusedError(takes: Value, at: Value["at"]): CallValue | undefined {
  return isEveryError(takes) ? httpError("BadRequest", [], at) : undefined
}

/** https://github.com/cdimascio/express-openapi-validator, https://github.com/auth0/node-oauth2-jwt-bearer, https://github.com/koajs/basic-auth */
const throwing = /^(express-openapi-validator\.middleware|express-oauth2-jwt-bearer\.auth|koa-basic-auth(\.default)?)$/

/** Whether a package's middleware throws errors that have `headers`. */
export function throws(machine: Machine, { callee }: CallValue): boolean {
  return throwing.test(foreignPath(machine, callee) ?? "")
}

function isEveryError(takes: Value): boolean {
  return takes.kind === "external" && takes.path.endsWith(".Error")
}

function httpError(name: string, given: readonly Value[], at: Value["at"]): CallValue {
  return {
    kind: "call",
    callee: { kind: "external", path: `http-errors.${name}`, at },
    arguments: given.map((value) => ({ kind: "positional", name: undefined, value }) as const),
    effects: [],
    via: [],
    at,
  }
}

function recordOf(key: string, value: Value, at: Value["at"]): Value {
  return { kind: "record", entries: [{ key, value, sometimes: false }], open: false, spread: [], at }
}

/** Whether a value is an error object, whatever it answers. */
export function isErrorValue(machine: Machine, value: Value): boolean {
  if (value.kind === "caught") return true
  if (value.kind !== "call") return false
  if (value.callee.kind === "external") return /(^|\.)\w*(Error|Exception)$|^http-errors(\.|$)/.test(value.callee.path)
  return (isInstance(value) && isError(machine, value.callee)) || statusError(machine, value) !== undefined
}

function isError(machine: Machine, owner: Extract<Value, { kind: "class" }>): boolean {
  return lineage(machine, owner).some((one) => one?.kind === "external" && /(Error|Exception)$/.test(one.path))
}

/** https://github.com/jshttp/http-errors#api: status, message and properties come in any order. */
function fromHttpErrors(built: CallValue, path: string): Response | undefined {
  if (!/^http-errors(\.|$)/.test(path)) return undefined
  const name = path.slice(path.lastIndexOf(".") + 1)
  const given = built.arguments.map(({ value }) => value)
  const props = given.find((value) => value.kind === "record")
  const text = given.filter(
    (value) => value.kind === "text" || (value.kind === "constant" && typeof value.value === "string"),
  )
  const headers = props?.kind === "record" ? props.entries.findLast(({ key }) => key === "headers")?.value : undefined
  const rest = {
    headers,
    built,
    body: [...text, ...given.filter(isOthersText)],
    open: props?.kind === "record" && props.open,
  }
  const fixed = name in named ? named[name] : undefined
  if (fixed !== undefined)
    return { ...rest, status: { kind: "constant", value: fixed, at: built.at }, defaultStatus: fixed }
  if (path !== "http-errors" && name !== "HttpError" && name !== "createError" && name !== "default") return undefined
  const position = props === undefined ? undefined : given.indexOf(props)
  const takes: Takes = {
    kind: "arguments",
    status: { name: "status", position: 0 },
    headers: { name: "properties", position, property: "headers" },
  }
  return { ...rest, status: argument(built.arguments, 0, "status").value, defaultStatus: 500, takes }
}

/** Text that is taken from somewhere, or an error, whose message is taken: `createError(401, err)`. */
function isOthersText(value: Value): boolean {
  return value.kind === "caught" || value.kind === "member" || value.kind === "choice" || value.kind === "operation"
}

/** `const e = new Error("no"); e.status = 401`. */
function changed(built: CallValue): Response | undefined {
  if (built.callee.kind !== "external" || !/(^|\.)\w*Error$/.test(built.callee.path)) return undefined
  for (const name of ["statusCode", "status"]) {
    const status = setAs(built, name)
    if (status !== undefined && !isText(status))
      return { status, defaultStatus: 500, headers: setAs(built, "headers"), built, body: [], open: false }
  }
  return undefined
}

function fromRecord({ entries, open }: Extract<Value, { kind: "record" }>, built: CallValue): Response | undefined {
  const of = (name: string) => entries.findLast(({ key }) => key === name)?.value
  const status = of("statusCode") ?? of("status")
  return status === undefined || isText(status)
    ? undefined
    : { status, defaultStatus: 500, headers: of("headers"), built, body: [], open, ...takesOf(status, built.at) }
}

function callOf(value: Value): CallValue {
  return { kind: "call", callee: value, arguments: [], effects: [], via: [], at: value.at }
}

function setAs({ effects }: CallValue, name: string): Value | undefined {
  return effects.findLast((effect) => effect.kind === "member" && effect.path.length === 0 && effect.name === name)
    ?.value
}
