import { argument } from "../../semantics/arguments.ts"
import type { Response } from "../../semantics/framework.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { Called } from "../../semantics/trace.ts"
import type { CallValue, FunctionValue, Value } from "../../semantics/value.ts"
import { takesError } from "../express/parameters.ts"
import { isErrorValue, statusError } from "../node-errors.ts"
import { isReply } from "./reply.ts"

// https://fastify.dev/docs/latest/Reference/Errors, https://github.com/fastify/fastify-error and
// https://github.com/fastify/fastify-sensible

/** Methods of @fastify/sensible on a reply, and of its `httpErrors`. */
export const sensible: Readonly<Record<string, number>> = {
  badRequest: 400,
  unauthorized: 401,
  paymentRequired: 402,
  forbidden: 403,
  notFound: 404,
  methodNotAllowed: 405,
  notAcceptable: 406,
  conflict: 409,
  gone: 410,
  unprocessableEntity: 422,
  tooManyRequests: 429,
  internalServerError: 500,
  notImplemented: 501,
  badGateway: 502,
  serviceUnavailable: 503,
}

/** What is thrown, by whatever says its status. */
export function errorAnswer(machine: Machine, value: Value): Response | undefined {
  return statusError(machine, value) ?? (value.kind === "call" ? (named(value) ?? declared(value)) : undefined)
}

/** `fastify.httpErrors.unauthorized("no")`, `reply.getHttpError(401, "no")` */
function named(built: CallValue): Response | undefined {
  if (built.callee.kind !== "member") return undefined
  const { object, name } = built.callee
  const given = built.arguments.map(({ value }) => value)
  const rest = { headers: undefined, built, open: false }
  if (name === "getHttpError") return { ...rest, status: given[0], defaultStatus: 500, body: given.slice(1, 2) }
  if (object.kind !== "member" || object.name !== "httpErrors") return undefined
  const fixed = name in sensible ? sensible[name] : undefined
  if (name === "createError") return { ...rest, status: given[0], defaultStatus: 500, body: given.slice(1, 2) }
  if (fixed === undefined) return undefined
  const status: Value = { kind: "constant", value: fixed, at: built.at }
  return { ...rest, status, defaultStatus: fixed, body: given.slice(0, 1) }
}

/** `const Denied = createError("ERR_DENIED", "%s is missing", 401)` and then `new Denied("the token")` */
function declared(built: CallValue): Response | undefined {
  const { callee } = built
  if (callee.kind !== "call" || callee.callee.kind !== "external") return undefined
  if (!/^@fastify\/error(\.|$)/.test(callee.callee.path)) return undefined
  const status = argument(callee.arguments, 2, "statusCode").value
  const body = argument(callee.arguments, 1, "message").value
  return { status, defaultStatus: 500, headers: undefined, built, body: body === undefined ? [] : [body], open: false }
}

/** An error that a handler returns is answered as if it were thrown. */
export function returnedError(machine: Machine, value: Value, of: FunctionValue): Response | undefined {
  const [request] = of.declaration.parameters
  if (!of.declaration.async || of.owner !== undefined || !/^_?(req|request)$/.test(request?.name ?? ""))
    return undefined
  return isErrorValue(machine, value) ? errorAnswer(machine, value) : undefined
}

/** `reply.send(error)`, `done(error)`: the error goes to whoever answers errors. */
export function passedError(machine: Machine, { call }: Called): Value | undefined {
  const [first] = call.arguments
  if (first === undefined || first.value.kind === "constant") return undefined
  if (takesError(call.callee)) return first.value
  const error = settle(machine, first.value)
  return isSend(call) && isErrorValue(machine, error) ? error : undefined
}

/** `reply.send(…)`, and `reply.code(401).send(…)`. */
export function isSend({ callee }: CallValue): boolean {
  return callee.kind === "member" && callee.name === "send" && isOnReply(callee.object)
}

function isOnReply(value: Value): boolean {
  if (isReply(value)) return true
  return value.kind === "call" && value.callee.kind === "member" && isOnReply(value.callee.object)
}

/** `this.assert(user, 401, "no")`: what else it is given is dropped, headers as well. */
export function asserted(
  _machine: Machine,
  call: CallValue,
): { readonly test: Value; readonly error: Value } | undefined {
  const { callee } = call
  const [test, status, message] = call.arguments
  if (callee.kind !== "member" || callee.name !== "assert" || test === undefined || status === undefined)
    return undefined
  if (call.arguments.some(({ kind }) => kind !== "positional")) return undefined
  const given = message === undefined ? [status] : [status, message]
  return {
    test: test.value,
    error: { ...call, callee: { kind: "external", path: "http-errors", at: call.at }, arguments: given },
  }
}
