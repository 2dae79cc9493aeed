import { contains, samePlace } from "../../model/place.ts"
import { argument } from "../../semantics/arguments.ts"
import type { Response, Takes } from "../../semantics/framework.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { Called } from "../../semantics/trace.ts"
import { type CallValue, type Effect, type ParameterValue, unknown, type Value } from "../../semantics/value.ts"
import { passedError, sensible } from "./errors.ts"
import { isReply } from "./reply.ts"

// https://fastify.dev/docs/latest/Reference/Reply and https://github.com/fastify/fastify-sensible

/** `reply.code(401).send(body)`, `reply.unauthorized("no")`, `reply.code(401).redirect("/login")`. */
export function sentAnswer(machine: Machine, called: Called): Response | undefined {
  const { call, on } = called
  if (call.callee.kind !== "member") return undefined
  const { name } = call.callee
  if (name === "writeHead") return rawAnswer(call)
  const fixed = name in sensible ? sensible[name] : undefined
  if (name !== "send" && name !== "redirect" && fixed === undefined) return undefined
  if (passedError(machine, called) !== undefined) return undefined
  const chain = chainOf(call)
  if (chain === undefined) return undefined
  const earlier = on?.kind === "parameter" ? on.effects : []
  const steps = [...earlier.filter(({ at }) => !chain.some((step) => samePlace(step.at, at))), ...chain]
  const body = name === "redirect" ? undefined : argument(call.arguments, 0, "payload").value
  return {
    status: fixed === undefined ? statusOf(steps, call) : { kind: "constant", value: fixed, at: call.at },
    defaultStatus: name === "redirect" ? 302 : 200,
    headers: undefined,
    built: { ...call, effects: headerSteps(steps) },
    body: body === undefined ? [] : [body],
    open: false,
    takes: { kind: "chain", method: "header" },
  }
}

/** `reply.raw.writeHead(401, headers)`: it goes past the reply, whose headers it does not see. */
function rawAnswer(call: CallValue): Response | undefined {
  const { callee, arguments: given } = call
  if (callee.kind !== "member" || callee.object.kind !== "member" || callee.object.name !== "raw") return undefined
  if (!isReply(callee.object.object)) return undefined
  const headers = given.length > 1 ? given.at(-1)?.value : undefined
  return { status: given[0]?.value, defaultStatus: 200, headers, built: call, body: [], open: false }
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
  const takes: Takes = { kind: "setter", setter: `${parameter.parameter.name}.header` }
  return { status, defaultStatus: 200, headers: undefined, built, body: [], open: step.sometimes, takes }
}

/** Whether a call sends what the code was set for. */
function isSent(machine: Machine, { of, parameter }: ParameterValue, step: Effect): boolean {
  return machine.trace(of).calls.some(({ call, on, at }) => {
    if (call.callee.kind !== "member" || !(/^(send|redirect)$/.test(call.callee.name) || call.callee.name in sensible))
      return false
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
