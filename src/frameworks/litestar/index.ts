import type { Dead } from "../../model/answer.ts"
import type { Place } from "../../model/place.ts"
import { argument } from "../../semantics/arguments.ts"
import type { Framework, Response, Role } from "../../semantics/framework.ts"
import { foreignConstruction } from "../../semantics/instance.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, Value } from "../../semantics/value.ts"
import { litestarCors, openCors } from "../open-cors.ts"
import { type Shape, shaped } from "../shape.ts"
import { registeredIn, swallowing } from "../swallowing.ts"
import { arrange } from "./arrange.ts"
import { undocumentedRefusals } from "./documented.ts"
import { nameOf } from "./paths.ts"
import { repairs } from "./repairs.ts"
import { tokenUrls } from "./token-url.ts"
import { unreadVerdicts } from "./verdicts.ts"

// https://docs.litestar.dev/latest/usage/exceptions.html and https://docs.litestar.dev/latest/usage/security/guards.html

const statuses: Readonly<Record<string, number>> = {
  HTTPException: 500,
  ClientException: 400,
  ValidationException: 400,
  NotAuthorizedException: 401,
  PermissionDeniedException: 403,
  NotFoundException: 404,
  MethodNotAllowedException: 405,
  TooManyRequestsException: 429,
  InternalServerException: 500,
  ServiceUnavailableException: 503,
}

const attributes = { status: ["status_code"], headers: ["headers"] } as const

/** Status and headers go by name alone; what stands first is the detail. */
function errorShape(status: number): Shape {
  return { status, takes: [undefined, "status_code"], headers: [undefined, "headers"], body: [0, "detail"], attributes }
}

const response: Shape = {
  status: 200,
  takes: [undefined, "status_code"],
  headers: [undefined, "headers"],
  body: [0, "content"],
  attributes,
}

function nameOfMade(machine: Machine, value: Value) {
  const built = foreignConstruction(machine, value)
  const name = built?.callee.kind === "external" ? nameOf(built.callee.path) : undefined
  return built === undefined || name === undefined ? undefined : { built, name }
}

function errorAnswer(machine: Machine, given: Value): Response | undefined {
  const value: Value =
    given.kind === "external"
      ? { kind: "call", callee: given, arguments: [], effects: [], via: [], at: given.at }
      : given
  const made = nameOfMade(machine, value)
  const status = made === undefined ? undefined : statuses[made.name]
  if (made === undefined || status === undefined) return undefined
  const answer = ofItsClass(made.name, shaped(machine, value, made.built, errorShape(status)))
  const misplaced = misplacedStatus(made.built)
  return misplaced === undefined ? answer : { ...answer, status: misplaced }
}

/** A class that is named for its status is replaced by another one rather than told another status. */
function ofItsClass(name: string, answer: Response): Response {
  const { takes } = answer
  return name === "HTTPException" || takes?.kind !== "arguments"
    ? answer
    : { ...answer, takes: { ...takes, status: undefined } }
}

/** `HTTPException(401)`: 401 is the detail, and the status stays 500. */
function misplacedStatus(built: CallValue): Value | undefined {
  const isPlain = built.callee.kind === "external" && nameOf(built.callee.path) === "HTTPException"
  const first = built.arguments.find(({ kind }) => kind === "positional")?.value
  if (!isPlain || argument(built.arguments, undefined, "status_code").value !== undefined) return undefined
  const isNumber = first?.kind === "constant" && typeof first.value === "number"
  return isNumber || (first?.kind === "external" && /\.HTTP_\d{3}_/.test(first.path)) ? first : undefined
}

function responseAnswer(machine: Machine, value: Value): Response | undefined {
  const made = nameOfMade(machine, value)
  return made?.name === "Response" ? shaped(machine, value, made.built, response) : undefined
}

function lost(machine: Machine, role: Role, how: string, value: Value): Omit<Dead, "repair" | "headers"> | undefined {
  const made = nameOfMade(machine, value)
  if (made?.name === "Response" && how === "return") return ignoredBy(role)
  if (made === undefined || !(made.name in statuses)) return undefined
  if (how === "raise") {
    return misplacedStatus(made.built) === undefined ? undefined : { kind: "misplaced-status", instead: "500" }
  }
  if (how !== "return") return undefined
  // It is data that nobody can encode.
  return role === "handler" ? { kind: "returned-error", instead: "500" } : ignoredBy(role)
}

/** A guard that returns has let the request pass, whatever it returns. */
function ignoredBy(role: Role): Omit<Dead, "repair" | "headers"> | undefined {
  return role === "dependency" ? { kind: "ignored-result", instead: "the handler's own answer" } : undefined
}

function errorAttribute(object: CallValue, name: string): Value | undefined {
  const own = object.callee.kind === "external" ? nameOf(object.callee.path) : undefined
  const status = own === undefined ? undefined : statuses[own]
  if (status === undefined) return undefined
  const { at } = object
  if (name === "status_code")
    return argument(object.arguments, undefined, name).value ?? { kind: "constant", value: status, at }
  if (name === "headers")
    return argument(object.arguments, undefined, name).value ?? { kind: "constant", value: null, at }
  return name === "detail" ? argument(object.arguments, 0, name).value : undefined
}

function challenged(takes: Value, at: Place): CallValue | undefined {
  const isTaken =
    takes.kind === "constant"
      ? takes.value === 401
      : takes.kind === "external" && /\.(HTTPException|NotAuthorizedException)$/.test(takes.path)
  if (!isTaken) return undefined
  const entries = [
    { key: "WWW-Authenticate", value: { kind: "constant", value: "Bearer", at }, sometimes: false } as const,
  ]
  const headers: Value = { kind: "record", entries, open: false, spread: [], at }
  return {
    kind: "call",
    callee: { kind: "external", path: "litestar.exceptions.NotAuthorizedException", at },
    arguments: [{ kind: "keyword", name: "headers", value: headers }],
    effects: [],
    via: [],
    at,
  }
}

export const litestar: Framework = {
  name: "litestar",
  language: "python",
  packages: ["litestar"],
  builders: { "litestar.Litestar": "app", "litestar.app.Litestar": "app" },
  error: errorAnswer,
  response: responseAnswer,
  attribute: errorAttribute,
  lost,
  arrange,
  wiring: (machine, setup) => [
    ...openCors(machine, setup, [litestarCors]),
    ...unreadVerdicts(machine, setup),
    ...swallowing(machine, setup.functions, registeredIn(setup.apps), {
      refusals: /\.(HTTPException|NotAuthorizedException|PermissionDeniedException|ClientException)$/,
      error: errorAnswer,
      response: responseAnswer,
      repair: () => undefined,
    }),
    ...undocumentedRefusals(machine, setup, errorAnswer),
    ...tokenUrls(machine, setup),
  ],
  challenged,
  brings: () => "all",
  repairs,
}
