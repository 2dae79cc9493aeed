import { samePlace } from "../model/place.ts"
import { argument } from "../semantics/arguments.ts"
import type { Framework, Response } from "../semantics/framework.ts"
import type { Machine } from "../semantics/machine.ts"
import type { Called } from "../semantics/trace.ts"
import { type CallValue, type Effect, type ParameterValue, unknown, type Value } from "../semantics/value.ts"
import { errorAttribute, statusError } from "./node-errors.ts"

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

export const fastify: Framework = {
  name: "fastify",
  language: "ecmascript",
  packages: ["fastify", "fastify-plugin"],
  builders: {},
  error: statusError,
  response: () => undefined,
  sent: sentAnswer,
  typeOf: (_machine, parameter) => (isReply(parameter) ? "fastify.FastifyReply" : undefined),
  attribute: errorAttribute,
  arrange: () => [],
}

/** `reply.code(401).send(body)`, `reply.unauthorized("no")`. */
function sentAnswer(_machine: Machine, { call, on }: Called): Response | undefined {
  if (call.callee.kind !== "member") return undefined
  const { name } = call.callee
  const fixed = name in sensible ? sensible[name] : undefined
  if (name !== "send" && fixed === undefined) return undefined
  const chain = chainOf(call)
  if (chain === undefined) return undefined
  const earlier = on?.kind === "parameter" ? on.effects : []
  const steps = [...earlier.filter(({ at }) => !chain.some((step) => samePlace(step.at, at))), ...chain]
  const body = argument(call.arguments, 0, "payload").value
  const headers = steps
    .filter(({ kind, name: set, path }) => kind === "call" && path.length === 0 && /^headers?$/.test(set ?? ""))
    .map((step) => ({ ...step, path: ["headers"], name: step.arguments.length > 1 ? "set" : "update" }))
  return {
    status: fixed === undefined ? statusOf(steps, call) : { kind: "constant", value: fixed, at: call.at },
    defaultStatus: 200,
    headers: undefined,
    built: { ...call, effects: headers },
    body: body === undefined ? [] : [body],
    open: false,
  }
}

/** The calls before the last of a chain on a reply; `undefined` where it starts at something else. */
function chainOf({ callee }: CallValue): readonly Effect[] | undefined {
  if (callee.kind !== "member") return undefined
  const { object } = callee
  if (isReply(object)) return []
  if (object.kind !== "call") return undefined
  const inner = chainOf(object)
  if (inner === undefined) return undefined
  const name = object.callee.kind === "member" ? object.callee.name : undefined
  const rest = { value: undefined, arguments: object.arguments, sometimes: false, at: object.at }
  return [...inner, { path: [], kind: "call", name, ...rest }]
}

function statusOf(steps: readonly Effect[], { at }: CallValue): Value | undefined {
  const step = steps.findLast(
    ({ kind, name, path }) =>
      path.length === 0 && (kind === "call" ? name === "code" || name === "status" : name === "statusCode"),
  )
  if (step?.sometimes === true) return unknown("only some ways set it", at)
  return step?.kind === "call" ? step.arguments[0]?.value : step?.value
}

function isReply(value: Value): value is ParameterValue {
  return (
    value.kind === "parameter" &&
    value.of.closure.language.name === "ecmascript" &&
    /^_?(reply|rep)$/.test(value.parameter.name)
  )
}
