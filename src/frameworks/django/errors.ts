import type { Place } from "../../model/place.ts"
import { argument } from "../../semantics/arguments.ts"
import type { Response } from "../../semantics/framework.ts"
import { foreignConstruction, instanceMember, isInstance } from "../../semantics/instance.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, Value } from "../../semantics/value.ts"
import { type Shape, shaped } from "../shape.ts"
import { isOfRest, nameOf } from "./paths.ts"

// https://www.django-rest-framework.org/api-guide/exceptions/ and
// https://docs.djangoproject.com/en/stable/ref/exceptions/

const statuses: Readonly<Record<string, number>> = {
  APIException: 500,
  ValidationError: 400,
  ParseError: 400,
  AuthenticationFailed: 401,
  NotAuthenticated: 401,
  InvalidToken: 401,
  PermissionDenied: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  NotAcceptable: 406,
  UnsupportedMediaType: 415,
  Throttled: 429,
  Http404: 404,
  SuspiciousOperation: 400,
  AuthenticationError: 401,
  AuthorizationError: 403,
}

/** Errors whose challenge Django REST framework takes from the first authenticator. */
const challengedByItself = new Set(["AuthenticationFailed", "NotAuthenticated", "InvalidToken"])

const attributes = { status: ["status_code"] } as const
const detailed: Shape = { status: 500, body: [0, "detail"], attributes }

/** https://django-ninja.dev/guides/errors/: it takes no headers, so where a challenge would come from is not here. */
const httpError: Shape = { status: 500, takes: [0, "status_code"], body: [1, "message"] }

/** `raise AuthenticationFailed("expired")`, `raise PermissionDenied`, `raise HttpError(401, "no")`. */
export function errorAnswer(machine: Machine, value: Value): Response | undefined {
  const made: Value =
    value.kind === "external"
      ? { kind: "call", callee: value, arguments: [], effects: [], via: [], at: value.at }
      : value
  const built = foreignConstruction(machine, made)
  const path = built?.callee.kind === "external" ? built.callee.path : undefined
  const name = nameOf(path)
  if (built === undefined || name === undefined || path === undefined) return undefined
  if (path.startsWith("ninja.")) {
    if (name === "HttpError")
      return { ...shaped(machine, made, built, httpError), headers: unread("added elsewhere", made.at) }
    if (name !== "AuthenticationError" && name !== "AuthorizationError") return undefined
  }
  const status = statuses[name]
  // A form's or a model's own is shown by the form, or ends as a 500.
  if (status === undefined || (name === "ValidationError" && !isOfRest(path))) return undefined
  const answer = shaped(machine, made, built, { ...detailed, status })
  const isChallenged = challengedByItself.has(name) || path.startsWith("ninja.")
  if (isChallenged) return { ...answer, headers: challengeMap(unread("the first authenticator's", made.at), true) }
  const own = isInstance(made) ? instanceMember(machine, made, "auth_header", made.at) : undefined
  return own === undefined ? answer : { ...answer, headers: challengeMap(own) }
}

function unread(why: string, at: Place): Value {
  return { kind: "unknown", why, at }
}

/** The default handler of errors sends what an error calls its `auth_header`. */
function challengeMap(value: Value, sometimes = false): Value {
  const entries = [{ key: "WWW-Authenticate", value, sometimes }]
  return { kind: "record", entries, open: false, spread: [], at: value.at }
}

/** What a handler reads: `error.status_code`, `error.detail`, and the status of the answer that the default one made. */
export function errorAttribute(object: CallValue, name: string): Value | undefined {
  if (object.callee.kind !== "external") return undefined
  const { path } = object.callee
  if (path.endsWith(".exception_handler") && isOfRest(path)) {
    const [error] = object.arguments
    if (error?.value.kind !== "call") return undefined
    return name === "status_code" ? errorAttribute(error.value, name) : undefined
  }
  const own = nameOf(path)
  const status = own === undefined ? undefined : statuses[own]
  if (status === undefined) return undefined
  if (name === "status_code") return { kind: "constant", value: status, at: object.at }
  return name === "detail" ? argument(object.arguments, 0, "detail").value : undefined
}

/** `AuthenticationFailed()` under an authenticator that names a challenge. */
export function challenged(_takes: Value, at: Place): CallValue {
  const callee = { kind: "external", path: "rest_framework.exceptions.AuthenticationFailed", at } as const
  return { kind: "call", callee, arguments: [], effects: [], via: [], at }
}
