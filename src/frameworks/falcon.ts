import type { App, Layer, Operation } from "../semantics/app.ts"
import { argument } from "../semantics/arguments.ts"
import type { Framework, Response } from "../semantics/framework.ts"
import { foreignConstruction, instanceMember, isInstance } from "../semantics/instance.ts"
import { settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import type { CallValue, FunctionValue, ParameterValue, Value } from "../semantics/value.ts"
import { importsOneOf } from "./imports.ts"
import { shaped } from "./shape.ts"

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

function nameOf(path: string | undefined): string | undefined {
  return path?.startsWith("falcon.") === true ? path.slice(path.lastIndexOf(".") + 1) : undefined
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
  if (challenges.value !== undefined) return { ...answer, headers: challengeMap(challenges.value) }
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
    kind === "member" && (name === "media" || name === "text") && value !== undefined ? [value] : [],
  )
  return { status: settle(machine, status.value), defaultStatus: 200, headers: undefined, built, body, open: false }
}

function typeOf(machine: Machine, { parameter, of }: ParameterValue): string | undefined {
  if (parameter.annotation !== undefined || !importsOneOf(machine, of.closure.file, ["falcon"])) return undefined
  if (/^(req|request)$/.test(parameter.name)) return "falcon.Request"
  return /^(resp|response)$/.test(parameter.name) ? "falcon.Response" : undefined
}

/** CORS is written when an answer succeeded: whatever refuses before it refuses the preflight, in any order. */
function arrange(machine: Machine, operations: readonly Operation[]): readonly App[] {
  return operations
    .filter(({ name }) => name === "")
    .map(({ object, at }): App => {
      const enabled = argument(object.arguments, undefined, "cors_enable").value
      const listed = argument(object.arguments, undefined, "middleware").value
      const list = listed === undefined ? undefined : settle(machine, listed)
      const items = list === undefined ? [] : list.kind === "list" ? list.items : [list]
      const own = items.flatMap((item) => layersOf(machine, settle(machine, item), item.at))
      const listedCors = items.find((item) => {
        const value = settle(machine, item)
        return (
          value.kind === "call" && value.callee.kind === "external" && nameOf(value.callee.path) === "CORSMiddleware"
        )
      })
      const isEnabled = enabled?.kind === "constant" && enabled.value === true
      const corsAt = isEnabled ? enabled.at : listedCors?.at
      const cors: readonly Layer[] =
        corsAt === undefined ? [] : [{ name: "CORS", kind: "cors-headers", runs: undefined, at: corsAt, when: [] }]
      return { name: "", object, at, layers: [...own, ...cors], handlers: [], routes: [], complete: true }
    })
}

function layersOf(machine: Machine, value: Value, at: Layer["at"]): readonly Layer[] {
  if (!isInstance(value)) return []
  const { name } = value.callee.declaration
  return ["process_request", "process_resource"].flatMap((method): readonly Layer[] => {
    const runs = instanceMember(machine, value, method, at)
    return runs?.kind === "function" ? [{ name, kind: "own", runs: unbound(runs), at, when: [] }] : []
  })
}

/** The method as its class has it: what it is bound to says nothing of what it refuses. */
function unbound(method: FunctionValue): FunctionValue {
  return { ...method, receiver: undefined }
}

export const falcon: Framework = {
  name: "falcon",
  language: "python",
  packages: ["falcon"],
  builders: { "falcon.App": "app", "falcon.API": "app", "falcon.asgi.App": "app" },
  error: errorAnswer,
  response: () => undefined,
  written: writtenAnswer,
  typeOf,
  arrange,
}
