import type { Place } from "../model/place.ts"
import { optionsOf } from "./choice.ts"
import type { Condition, Value } from "./value.ts"

/** `given`: it is a parameter, so each call decides. */
export type StatusFact =
  | { readonly kind: "known"; readonly value: number; readonly at: Place | undefined }
  | { readonly kind: "given" }
  | { readonly kind: "unknown"; readonly why: string }

/** The statuses that a value may be, each with its conditions. */
export function statusesOf(
  value: Value,
): readonly { readonly fact: StatusFact; readonly when: readonly Condition[] }[] {
  return optionsOf(value).map((option) => ({ fact: statusOf(option.value), when: option.when }))
}

function statusOf(value: Value): StatusFact {
  switch (value.kind) {
    case "constant": {
      const status = typeof value.value === "string" ? Number.parseInt(value.value, 10) : value.value
      return typeof status === "number" && Number.isInteger(status)
        ? { kind: "known", value: status, at: value.at }
        : { kind: "unknown", why: "it is no number" }
    }
    case "external": {
      const status = namedStatus(value.path)
      return status === undefined
        ? { kind: "unknown", why: `${value.path} is not known` }
        : { kind: "known", value: status, at: value.at }
    }
    case "call": {
      // `HTTPStatus(401)`
      const [number] = value.arguments
      const isStatus = value.callee.kind === "external" && /(^|\.)HTTPStatus$/.test(value.callee.path)
      return isStatus && number !== undefined ? statusOf(number.value) : { kind: "unknown", why: "it is computed" }
    }
    case "parameter":
      return { kind: "given" }
    case "member":
      if (
        value.object.kind === "parameter" &&
        value.object.of.declaration.parameters[0] === value.object.parameter &&
        value.object.of.owner !== undefined
      )
        return { kind: "given" }
      if (value.name === "value") return statusOf(value.object)
      return { kind: "unknown", why: `${value.name} of something that is not known` }
    case "unknown":
      return { kind: "unknown", why: value.why }
    default:
      return { kind: "unknown", why: "it is computed" }
  }
}

// https://www.iana.org/assignments/http-status-codes
const words: Readonly<Record<string, number>> = {
  OK: 200,
  CREATED: 201,
  ACCEPTED: 202,
  NO_CONTENT: 204,
  FOUND: 302,
  SEE_OTHER: 303,
  NOT_MODIFIED: 304,
  TEMPORARY_REDIRECT: 307,
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  PAYMENT_REQUIRED: 402,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  NOT_ACCEPTABLE: 406,
  REQUEST_TIMEOUT: 408,
  CONFLICT: 409,
  GONE: 410,
  PRECONDITION_FAILED: 412,
  REQUEST_ENTITY_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  UNPROCESSABLE_ENTITY: 422,
  UNPROCESSABLE_CONTENT: 422,
  LOCKED: 423,
  TOO_MANY_REQUESTS: 429,
  INTERNAL_SERVER_ERROR: 500,
  NOT_IMPLEMENTED: 501,
  BAD_GATEWAY: 502,
  SERVICE_UNAVAILABLE: 503,
  GATEWAY_TIMEOUT: 504,
}

/** `status.HTTP_401_UNAUTHORIZED`, `HTTPStatus.UNAUTHORIZED`: the names that every library uses. */
export function namedStatus(path: string): number | undefined {
  const parts = path.split(".")
  const name = parts.at(-1) === "value" ? parts.at(-2) : parts.at(-1)
  const numbered = /^HTTP_(\d{3})(_|$)/.exec(name ?? "")
  if (numbered?.[1] !== undefined) return Number(numbered[1])
  return name === undefined ? undefined : words[name.toUpperCase().replace(/^HTTP_(STATUS_)?/, "")]
}
