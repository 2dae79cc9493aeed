import { contains, samePlace } from "../../model/place.ts"
import { argument } from "../../semantics/arguments.ts"
import type { Response } from "../../semantics/framework.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { Called } from "../../semantics/trace.ts"
import { type CallValue, type Effect, type ParameterValue, unknown, type Value } from "../../semantics/value.ts"

// https://fastify.dev/docs/latest/Reference/Reply and https://github.com/fastify/fastify-sensible

/** Methods of @fastify/sensible on a reply. */
const sensible: Readonly<Record<string, number>> = {
  badRequest: 400,
  unauthorized: 401,
  paymentRequired: 402,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  internalServerError: 500,
}

/** `reply.code(401).send(body)`, `reply.unauthorized("no")`. */
export function sentAnswer(_machine: Machine, { call, on }: Called): Response | undefined {
  if (call.callee.kind !== "member") return undefined
  const { name } = call.callee
  const fixed = name in sensible ? sensible[name] : undefined
  if (name !== "send" && fixed === undefined) return undefined
  const chain = chainOf(call)
  if (chain === undefined) return undefined
  const earlier = on?.kind === "parameter" ? on.effects : []
  const steps = [...earlier.filter(({ at }) => !chain.some((step) => samePlace(step.at, at))), ...chain]
  const body = argument(call.arguments, 0, "payload").value
  return {
    status: fixed === undefined ? statusOf(steps, call) : { kind: "constant", value: fixed, at: call.at },
    defaultStatus: 200,
    headers: undefined,
    built: { ...call, effects: headerSteps(steps) },
    body: body === undefined ? [] : [body],
    open: false,
  }
}

/** `reply.code(401); return body`: what is returned goes out with the code that was set. */
export function writtenAnswer(machine: Machine, parameter: ParameterValue): Response | undefined {
  if (!isReply(parameter)) return undefined
  const step = statusStep(parameter.effects)
  if (step === undefined || isSent(machine, parameter, step)) return undefined
  const built: CallValue = {
    kind: "call",
    callee: parameter,
    arguments: [],
    effects: headerSteps(parameter.effects),
    via: [],
    at: step.at,
  }
  const status = statusOf(parameter.effects, built)
  return { status, defaultStatus: 200, headers: undefined, built, body: [], open: step.sometimes }
}

/** Whether a call sends what the code was set for. */
function isSent(machine: Machine, { of, parameter }: ParameterValue, step: Effect): boolean {
  return machine.trace(of).calls.some(({ call, on, at }) => {
    if (call.callee.kind !== "member" || !(call.callee.name === "send" || call.callee.name in sensible)) return false
    return contains(at, step.at) || (on?.kind === "parameter" && on.parameter === parameter && at.start > step.at.start)
  })
}

/** What was done to a reply's headers: they stay on it, whoever answers an error. */
export function headerEffects(_machine: Machine, parameter: ParameterValue): readonly Effect[] | undefined {
  return isReply(parameter) ? headerSteps(parameter.effects) : undefined
}

/** `reply.header("WWW-Authenticate", "Bearer")`: it stays on the reply when an error is thrown afterwards. */
export function lastingEffects(_machine: Machine, { call }: Called): readonly Effect[] | undefined {
  if (call.callee.kind !== "member" || !/^headers?$/.test(call.callee.name) || chainOf(call) === undefined)
    return undefined
  return headerSteps([stepOf(call)])
}

/** The calls before the last of a chain on a reply; `undefined` where it starts at something else. */
function chainOf({ callee }: CallValue): readonly Effect[] | undefined {
  if (callee.kind !== "member") return undefined
  const { object } = callee
  if (isReply(object)) return []
  if (object.kind !== "call") return undefined
  const inner = chainOf(object)
  return inner === undefined ? undefined : [...inner, stepOf(object)]
}

function stepOf({ callee, arguments: given, at }: CallValue): Effect {
  const name = callee.kind === "member" ? callee.name : undefined
  return { path: [], kind: "call", name, value: undefined, arguments: given, sometimes: false, at }
}

function headerSteps(steps: readonly Effect[]): readonly Effect[] {
  return steps
    .filter(({ kind, name, path }) => kind === "call" && path.length === 0 && /^headers?$/.test(name ?? ""))
    .map((step) => ({ ...step, path: ["headers"], name: step.arguments.length > 1 ? "set" : "update" }))
}

function statusStep(steps: readonly Effect[]): Effect | undefined {
  return steps.findLast(
    ({ kind, name, path }) =>
      path.length === 0 && (kind === "call" ? name === "code" || name === "status" : name === "statusCode"),
  )
}

function statusOf(steps: readonly Effect[], { at }: CallValue): Value | undefined {
  const step = statusStep(steps)
  if (step?.sometimes === true) return unknown("only some ways set it", at)
  return step?.kind === "call" ? step.arguments[0]?.value : step?.value
}

export function isReply(value: Value): value is ParameterValue {
  if (value.kind !== "parameter" || value.of.closure.language.name !== "ecmascript") return false
  const { name, annotation } = value.parameter
  const type = annotation?.kind === "subscript" ? annotation.object : annotation
  return /^_?(reply|rep)$/.test(name) || (type?.kind === "name" && type.name === "FastifyReply")
}
