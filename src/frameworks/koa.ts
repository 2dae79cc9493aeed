import type { Framework, Response } from "../semantics/framework.ts"
import type { Machine } from "../semantics/machine.ts"
import type { CallValue, ParameterValue, Value } from "../semantics/value.ts"
import { errorAttribute, statusError } from "./node-errors.ts"

// https://koajs.com/#context: `ctx.throw` makes an error of http-errors; headers set before it are wiped.

export const koa: Framework = {
  name: "koa",
  language: "ecmascript",
  packages: ["koa", "@koa/router", "koa-router"],
  builders: {},
  error: statusError,
  response: () => undefined,
  thrown: thrownBy,
  written: writtenOn,
  typeOf: (_machine, parameter) => (isContext(parameter) ? "koa.Context" : undefined),
  attribute: errorAttribute,
  arrange: () => [],
}

/** `ctx.throw(401, "no", { headers })` throws what `createError` of http-errors gives. */
function thrownBy(_machine: Machine, call: CallValue): Value | undefined {
  if (call.callee.kind !== "member" || !isContext(call.callee.object)) return undefined
  if (call.callee.name !== "throw") return undefined
  return { ...call, callee: { kind: "external", path: "http-errors", at: call.at } }
}

/** `ctx.status = 401`; it counts when the middleware returns. */
function writtenOn(_machine: Machine, parameter: ParameterValue): Response | undefined {
  if (!isContext(parameter)) return undefined
  const last = (name: string) =>
    parameter.effects.findLast(({ kind, path, name: set }) => kind === "member" && path.length === 0 && set === name)
  const status = last("status")
  const body = last("body")?.value
  if (status?.value === undefined) return undefined
  const headers = parameter.effects
    .filter(({ kind, name, path }) => kind === "call" && (name === "set" || name === "append") && path.length === 0)
    .map((effect) => ({ ...effect, path: ["headers"], name: effect.arguments.length > 1 ? "set" : "update" }))
  const built: CallValue = { kind: "call", callee: parameter, arguments: [], effects: headers, via: [], at: status.at }
  return {
    status: status.value,
    defaultStatus: 404,
    headers: undefined,
    built,
    body: body === undefined ? [] : [body],
    open: status.sometimes,
  }
}

function isContext(value: Value): value is ParameterValue {
  if (value.kind !== "parameter" || value.of.closure.language.name !== "ecmascript") return false
  return /^_?(ctx|context)$/.test(value.parameter.name)
}
