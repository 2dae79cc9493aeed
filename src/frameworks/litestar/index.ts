import type { Dead } from "../../model/answer.ts"
import type { Place } from "../../model/place.ts"
import type { App, Dependency, Layer, Operation, Route } from "../../semantics/app.ts"
import { argument } from "../../semantics/arguments.ts"
import { evaluate } from "../../semantics/evaluate.ts"
import type { Framework, Response, Role } from "../../semantics/framework.ts"
import { foreignConstruction } from "../../semantics/instance.ts"
import { classMember } from "../../semantics/lineage.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, FunctionValue, Value } from "../../semantics/value.ts"
import { handlersIn } from "../handlers.ts"
import { type Shape, shaped } from "../shape.ts"
import { repairs } from "./repairs.ts"

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

function nameOf(path: string | undefined): string | undefined {
  return path?.startsWith("litestar.") === true ? path.slice(path.lastIndexOf(".") + 1) : undefined
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
  if (made === undefined || !(made.name in statuses)) return undefined
  if (how === "raise") {
    return misplacedStatus(made.built) === undefined ? undefined : { kind: "misplaced-status", instead: "500" }
  }
  if (how !== "return") return undefined
  // A guard that returns has let the request pass, whatever it returns.
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

/** `CORSConfig` wraps the whole app and answers every OPTIONS; the middleware stand in their own order inside it. */
function arrange(machine: Machine, operations: readonly Operation[]): readonly App[] {
  return operations.flatMap(({ object, name, at }): readonly App[] => {
    if (name !== "") return []
    const given = (key: string) => argument(object.arguments, undefined, key).value
    const cors = given("cors_config")
    const layers: Layer[] =
      cors === undefined ? [] : [{ name: "CORS", kind: "cors", runs: undefined, at: cors.at, when: [] }]
    for (const item of itemsOf(machine, given("middleware"))) layers.push(layerOf(machine, item))
    const guards = dependenciesIn(machine, given("guards"))
    const routes = itemsOf(machine, given("route_handlers")).flatMap((item) => routesOf(machine, item, guards))
    const handlers = handlersIn(machine, given("exception_handlers"), 1)
    return [{ name: "", object, at, layers, handlers, routes, complete: true }]
  })
}

function itemsOf(machine: Machine, value: Value | undefined): readonly Value[] {
  const list = value === undefined ? undefined : settle(machine, value)
  return list?.kind === "list" ? list.items.map((item) => settle(machine, item)) : []
}

function dependenciesIn(machine: Machine, value: Value | undefined): readonly Dependency[] {
  return itemsOf(machine, value).map((one) => ({ value: one, scopes: [] }))
}

/** `DefineMiddleware(M)` or M itself: `__call__` of ASGI, `handle` and `authenticate_request` of Litestar's bases. */
function layerOf(machine: Machine, value: Value): Layer {
  const isDefined =
    value.kind === "call" && value.callee.kind === "external" && nameOf(value.callee.path) === "DefineMiddleware"
  const given = isDefined ? argument(value.arguments, 0, "middleware").value : value
  const inner = given?.kind === "call" ? given.callee : given
  const { at } = value
  if (inner?.kind !== "class") return { name: "", kind: "foreign", runs: undefined, at, when: [] }
  const { name } = inner.declaration
  for (const method of ["authenticate_request", "handle", inner.closure.language.callName]) {
    const runs = method === undefined ? undefined : classMember(machine, inner, method, undefined)
    if (runs?.kind === "function") return { name, kind: "own", runs, at, when: [] }
  }
  return { name, kind: "foreign", runs: undefined, at, when: [] }
}

/** A handler under its decorator, or the handlers of a controller, with the guards around them. */
function routesOf(machine: Machine, value: Value, around: readonly Dependency[]): readonly Route[] {
  if (value.kind === "function") return [routeOf(machine, value, around)]
  if (value.kind !== "class") return []
  const shared = [...around, ...dependenciesIn(machine, classMember(machine, value, "guards", undefined))]
  return value.declaration.body.flatMap((member) => {
    const method = member.kind === "function" ? classMember(machine, value, member.name, undefined) : undefined
    return method?.kind === "function" && method.declaration.decorators.length > 0
      ? [routeOf(machine, method, shared)]
      : []
  })
}

function routeOf(machine: Machine, handler: FunctionValue, around: readonly Dependency[]): Route {
  const own = handler.declaration.decorators.map((one) => evaluate(machine, one, handler.closure))
  const made = own.find((one) => one.kind === "call")
  const given = made?.kind === "call" ? made.arguments : []
  const path = argument(given, 0, "path").value
  const known = path?.kind === "constant" && typeof path.value === "string" ? path.value : undefined
  const verb = made?.kind === "call" && made.callee.kind === "external" ? nameOf(made.callee.path) : undefined
  return {
    methods: verb === undefined ? undefined : [verb.toUpperCase()],
    path: known,
    fullPath: known ?? "…",
    handler,
    dependencies: [...around, ...dependenciesIn(machine, argument(given, undefined, "guards").value)],
    at: made?.at ?? handler.at,
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
  challenged,
  repairs,
}
