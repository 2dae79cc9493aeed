import type { Response } from "../../semantics/framework.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { Called } from "../../semantics/trace.ts"
import type { CallValue, Effect, ParameterValue, Value } from "../../semantics/value.ts"

// https://koajs.com/#context: `ctx.throw` makes an error of http-errors; headers set before it are wiped.

/** `ctx.throw(401, "no", { headers })` throws what `createError` of http-errors gives. */
export function thrownBy(_machine: Machine, call: CallValue): Value | undefined {
  if (call.callee.kind !== "member" || !isContext(call.callee.object)) return undefined
  if (call.callee.name !== "throw") return undefined
  return { ...call, callee: { kind: "external", path: "http-errors", at: call.at } }
}

/** `ctx.assert(user, 401, "no", { headers })` throws the same unless there is a user. */
export function assertedBy(
  _machine: Machine,
  call: CallValue,
): { readonly test: Value; readonly error: Value } | undefined {
  const [test, ...given] = call.arguments
  if (call.callee.kind !== "member" || !isContext(call.callee.object) || call.callee.name !== "assert") return undefined
  if (test?.kind !== "positional" || given.length === 0) return undefined
  const callee: Value = { kind: "external", path: "http-errors", at: call.at }
  return { test: test.value, error: { ...call, callee, arguments: given } }
}

/** `await next()` runs what comes after, whatever was set before. */
export function continues(_machine: Machine, { call }: Called): boolean {
  const { callee } = call
  if (callee.kind !== "parameter" || call.arguments.length > 0) return false
  const [context, next] = callee.of.declaration.parameters
  return next === callee.parameter && context !== undefined && /^_?(ctx|context)$/.test(context.name)
}

/** `ctx.status = 401`; it counts when the middleware returns. */
export function writtenOn(_machine: Machine, parameter: ParameterValue): Response | undefined {
  if (!isContext(parameter)) return undefined
  const last = (name: string) =>
    parameter.effects.findLast(
      ({ kind, path, name: set }) =>
        kind === "member" && set === name && (path.length === 0 || path.join(".") === "response"),
    )
  const status = last("status")
  const body = last("body")?.value
  if (status?.value === undefined) return undefined
  const built: CallValue = {
    kind: "call",
    callee: parameter,
    arguments: [],
    effects: headerEffects(parameter),
    via: [],
    at: status.at,
  }
  return {
    status: status.value,
    defaultStatus: 404,
    headers: undefined,
    built,
    body: body === undefined ? [] : [body],
    open: status.sometimes,
    takes: { kind: "setter", setter: `${parameter.parameter.name}.set` },
  }
}

/** What was done to the headers of the answer to come: `ctx.set(…)`, `ctx.response.append(…)`. */
export function headerEffects({ effects }: ParameterValue): readonly Effect[] {
  return effects
    .filter(
      ({ kind, name, path }) =>
        kind === "call" &&
        (name === "set" || name === "append") &&
        (path.length === 0 || path.join(".") === "response"),
    )
    .map((effect) => ({ ...effect, path: ["headers"], name: effect.arguments.length > 1 ? "set" : "update" }))
}

export function isContext(value: Value): value is ParameterValue {
  if (value.kind !== "parameter" || value.of.closure.language.name !== "ecmascript") return false
  return /^_?(ctx|context)$/.test(value.parameter.name)
}
