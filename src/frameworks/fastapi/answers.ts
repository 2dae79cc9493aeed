import type { Place } from "../../model/place.ts"
import { argument } from "../../semantics/arguments.ts"
import { foreignPath } from "../../semantics/foreign-path.ts"
import type { Response, Takes } from "../../semantics/framework.ts"
import { foreignConstruction } from "../../semantics/instance.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { Called } from "../../semantics/trace.ts"
import type { CallValue, ParameterValue, Value } from "../../semantics/value.ts"
import { nameOf } from "./paths.ts"

// https://fastapi.tiangolo.com/reference/exceptions/ and https://www.starlette.io/responses/
// Positional order of the constructors; unchanged since FastAPI 0.60 and Starlette 0.19.

/** Response classes and the status they have by themselves; all take (content, status_code, headers). */
const responses: Readonly<Record<string, number>> = {
  Response: 200,
  JSONResponse: 200,
  ORJSONResponse: 200,
  UJSONResponse: 200,
  PlainTextResponse: 200,
  HTMLResponse: 200,
  RedirectResponse: 307,
  StreamingResponse: 200,
  FileResponse: 200,
}

/** `raise HTTPException(401, "no", headers)`, or an error of a library that extends it. */
export function errorAnswer(machine: Machine, value: Value): Response | undefined {
  const built = foreignConstruction(machine, value)
  if (built?.callee.kind !== "external") return undefined
  const name = nameOf(built.callee.path)
  if (name === "HTTPException") return exceptionAnswer(built)
  if (name === "AuthenticationError") return authenticationAnswer(built)
  const model = machine.library(built.callee.path)
  if (model?.kind !== "refusing-error" || nameOf(model.extends) !== "HTTPException") return undefined
  const own = argument(built.arguments, undefined, "headers")
  const detail = model.detail === undefined ? undefined : argument(built.arguments, model.detail, "detail").value
  const { at } = built
  const challenge: Value = {
    kind: "record",
    entries: [{ key: "WWW-Authenticate", value: { kind: "unknown", why: "set by the library", at }, sometimes: false }],
    open: false,
    spread: [],
    at,
  }
  return {
    status: { kind: "constant", value: model.status, at },
    defaultStatus: model.status,
    headers: model.challenge ? challenge : own.value,
    body: detail === undefined ? [] : [detail],
    built,
    open: own.open,
    takes: { kind: "arguments", status: undefined, headers: { name: "headers", position: undefined } },
  }
}

/** Starlette's AuthenticationMiddleware answers it 400 and shows its text. https://www.starlette.io/authentication/ */
function authenticationAnswer(built: CallValue): Response {
  const shown = argument(built.arguments, 0, "args").value
  return {
    status: { kind: "constant", value: 400, at: built.at },
    defaultStatus: 400,
    headers: undefined,
    body: shown === undefined ? [] : [shown],
    built,
    open: false,
  }
}

function exceptionAnswer(built: CallValue): Response {
  const status = argument(built.arguments, 0, "status_code")
  const detail = argument(built.arguments, 1, "detail")
  const headers = argument(built.arguments, 2, "headers")
  const changed = built.effects.findLast(
    (effect) => effect.kind === "member" && effect.path.length === 0 && effect.name === "status_code",
  )
  return {
    status: changed?.value ?? status.value,
    defaultStatus: 500,
    headers: headers.value,
    body: detail.value === undefined ? [] : [detail.value],
    built,
    open: status.open || headers.open,
    takes: takesAt(0, 2),
  }
}

/** `JSONResponse({"e": 1}, 401, headers)` and what was done to it before it left. */
export function responseAnswer(machine: Machine, value: Value): Response | undefined {
  if (value.kind === "call" && value.callee.kind === "member") return templateAnswer(machine, value)
  const built = foreignConstruction(machine, value)
  const name = built?.callee.kind === "external" ? nameOf(built.callee.path) : undefined
  if (built === undefined || name === undefined) return undefined
  const defaultStatus = name in responses ? responses[name] : undefined
  if (defaultStatus === undefined) return undefined
  const status = argument(built.arguments, 1, "status_code")
  const headers = argument(built.arguments, 2, "headers")
  const content = argument(built.arguments, 0, "content")
  const changed = built.effects.findLast(
    (effect) => effect.kind === "member" && effect.path.length === 0 && effect.name === "status_code",
  )
  return {
    status: changed?.value ?? status.value,
    defaultStatus,
    headers: headers.value,
    body: content.value === undefined ? [] : [content.value],
    built,
    open: status.open || headers.open,
    takes: takesAt(1, 2),
  }
}

/** `templates.TemplateResponse("login.html", context, status_code=401)`. */
function templateAnswer(machine: Machine, built: CallValue): Response | undefined {
  const path = foreignPath(machine, built.callee)
  if (path === undefined || !path.endsWith(".Jinja2Templates.TemplateResponse")) return undefined
  const status = argument(built.arguments, undefined, "status_code")
  const context = argument(built.arguments, undefined, "context")
  const headers = argument(built.arguments, undefined, "headers")
  return {
    status: status.value,
    defaultStatus: 200,
    headers: headers.value,
    body: context.value === undefined ? [] : [context.value],
    built,
    open: status.open || headers.open,
    takes: takesAt(undefined, undefined),
  }
}

/**
 * Raw ASGI: `await response(scope, receive, send)` sends the response that is called;
 * `await send({"type": "http.response.start", "status": 401, "headers": […]})` is one written by hand.
 */
export function sentAnswer(machine: Machine, { call }: Called): Response | undefined {
  if (call.arguments.length === 3) {
    const sent = responseAnswer(machine, settle(machine, call.callee))
    if (sent !== undefined) return sent
  }
  const [message] = call.arguments
  if (call.arguments.length !== 1 || message?.value.kind !== "record") return undefined
  const record = message.value
  const of = (key: string) => record.entries.findLast((entry) => entry.key === key)?.value
  const type = of("type")
  if (type?.kind !== "constant" || type.value !== "http.response.start") return undefined
  return {
    status: of("status"),
    defaultStatus: 200,
    headers: of("headers"),
    built: call,
    body: [],
    open: record.open,
    takes: { kind: "message", headers: "headers" },
  }
}

/** `response.status_code = 401` on the injected response; it counts where the endpoint returns plain data. */
export function writtenAnswer(
  machine: Machine,
  parameter: ParameterValue,
  type: string | undefined,
): Response | undefined {
  if (type === undefined || nameOf(type) !== "Response") return undefined
  const status = parameter.effects.findLast(
    (effect) => effect.kind === "member" && effect.path.length === 0 && effect.name === "status_code",
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
  return {
    status: settle(machine, status.value),
    defaultStatus: 200,
    headers: undefined,
    built,
    body: [],
    open: false,
    takes: { kind: "members", headers: `${parameter.parameter.name}.headers` },
  }
}

/** What an error or response holds under a name: a handler reads `exc.status_code`, `exc.detail`, `exc.headers`. */
export function answerAttribute(object: CallValue, name: string): Value | undefined {
  if (object.callee.kind !== "external" || nameOf(object.callee.path) !== "HTTPException") return undefined
  const { at } = object
  switch (name) {
    case "status_code":
      return argument(object.arguments, 0, "status_code").value
    case "detail":
      return argument(object.arguments, 1, "detail").value
    case "headers": {
      const headers = argument(object.arguments, 2, "headers")
      if (headers.open) return undefined
      return headers.value ?? { kind: "constant", value: null, at }
    }
    default:
      return undefined
  }
}

/** `HTTPException(401, "…", {"WWW-Authenticate": "Bearer"})`, for a handler of HTTPException or of 401. */
export function challenged(takes: Value, at: Place): CallValue | undefined {
  const isTaken =
    takes.kind === "constant"
      ? takes.value === 401
      : takes.kind === "external" && /(^|\.)HTTPException$/.test(takes.path)
  if (!isTaken) return undefined
  const named = (name: string, value: Value) => ({ kind: "keyword", name, value }) as const
  const challenge: Value = {
    kind: "record",
    entries: [{ key: "WWW-Authenticate", value: { kind: "constant", value: "Bearer", at }, sometimes: false }],
    open: false,
    spread: [],
    at,
  }
  return {
    kind: "call",
    callee: {
      kind: "external",
      path: takes.kind === "external" ? takes.path : "starlette.exceptions.HTTPException",
      at,
    },
    arguments: [
      named("status_code", { kind: "constant", value: 401, at }),
      named("detail", { kind: "unknown", why: "any text", at }),
      named("headers", challenge),
    ],
    effects: [],
    via: [],
    at,
  }
}

/** Where a constructor takes status and headers; `undefined` by name only. */
function takesAt(status: number | undefined, headers: number | undefined): Takes {
  return {
    kind: "arguments",
    status: { name: "status_code", position: status },
    headers: { name: "headers", position: headers },
  }
}
