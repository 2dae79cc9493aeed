import { argument } from "../../semantics/arguments.ts"
import { optionsOf } from "../../semantics/choice.ts"
import { foreignPath } from "../../semantics/foreign-path.ts"
import type { Response } from "../../semantics/framework.ts"
import { foreignConstruction } from "../../semantics/instance.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, FunctionValue, Value } from "../../semantics/value.ts"
import { isStatusName } from "../../semantics/vocabulary.ts"
import { importsOneOf } from "../imports.ts"
import { type Shape, shaped } from "../shape.ts"
import { errorAnswer } from "./errors.ts"
import { nameOf, packages } from "./paths.ts"
import { problem } from "./problems.ts"

// https://flask.palletsprojects.com/en/stable/quickstart/#about-responses

const attributes = { status: ["status_code", "status"] } as const

/** https://werkzeug.palletsprojects.com/en/stable/wrappers/#werkzeug.wrappers.Response */
const response: Shape = {
  status: 200,
  takes: [1, "status"],
  headers: [2, "headers"],
  body: [0, "response"],
  attributes,
}

const makers: Readonly<Record<string, Shape>> = {
  Response: response,
  response_class: response,
  jsonify: { status: 200, body: [0, "data"], attributes },
  render_template: { status: 200, attributes },
  redirect: { status: 302, takes: [1, "code"], attributes },
}

/**
 * What a view returns: a response, an error (which is one, too), or a tuple of body, status and headers.
 * A tuple counts in files that import Flask, since elsewhere it is a tuple.
 */
export function responseAnswer(machine: Machine, value: Value, of: FunctionValue): Response | undefined {
  if (value.kind === "list") {
    const isView = importsOneOf(machine, of.closure.file, packages) || importsOneOf(machine, value.at.file, packages)
    return isView ? tupleAnswer(machine, value.items, value) : undefined
  }
  return madeAnswer(machine, value)
}

/** An error that is raised, or a response; `abort(401, response=r)` answers with the response that the error was given. */
export function raisedAnswer(machine: Machine, value: Value): Response | undefined {
  const answer = errorAnswer(machine, value)
  const given = answer === undefined ? undefined : argument(answer.built.arguments, undefined, "response").value
  const own = given === undefined ? undefined : madeAnswer(machine, settle(machine, given))
  return own ?? answer ?? problem(machine, value) ?? madeAnswer(machine, value)
}

/** A response or an error, as an object. */
export function madeAnswer(machine: Machine, value: Value): Response | undefined {
  const built = foreignConstruction(machine, value) ?? (value.kind === "call" ? value : undefined)
  if (built === undefined) return undefined
  const name = nameOf(foreignPath(machine, built.callee))
  if (name === undefined) return undefined
  if (name === "make_response") return makeResponse(machine, built)
  const shape = makers[name]
  if (shape === undefined) return errorAnswer(machine, value)
  const answer = shaped(machine, value, built, shape)
  return name === "jsonify" ? { ...answer, body: built.arguments.map((one) => one.value) } : answer
}

/** `make_response(body, 401, headers)` takes what a view may return. */
function makeResponse(machine: Machine, built: CallValue): Response | undefined {
  const parts = built.arguments.filter(({ kind }) => kind === "positional").map(({ value }) => value)
  const [only] = parts
  const given = parts.length === 1 && only?.kind === "list" ? only.items : parts
  const answer = parts.length === 0 ? undefined : tupleAnswer(machine, given, built)
  const changed = built.effects.findLast(
    ({ kind, path, name }) => kind === "member" && path.length === 0 && (name === "status_code" || name === "status"),
  )?.value
  const open = built.arguments.some(({ kind }) => kind === "spread")
  if (answer === undefined) return undefined
  return {
    ...answer,
    status: changed ?? answer.status,
    built: { ...built, effects: [...answer.built.effects, ...built.effects] },
    open: answer.open || open,
  }
}

/** `body, status, headers`; a second part that is a map or a list is the headers. */
function tupleAnswer(machine: Machine, parts: readonly Value[], whole: Value): Response | undefined {
  const [body, second, third] = parts
  if (body === undefined || parts.length > 3) return undefined
  const inner = body.kind === "list" ? undefined : madeAnswer(machine, settle(machine, body))
  const next = second === undefined ? undefined : settle(machine, second)
  const isHeaders = next !== undefined && (next.kind === "record" || next.kind === "list")
  const status = isHeaders ? undefined : next
  if (whole.kind === "list" && !isHeaders && (status === undefined || !mayBeStatus(status))) return undefined
  const headers = isHeaders ? next : third
  return {
    status: status ?? inner?.status,
    defaultStatus: inner?.defaultStatus ?? 200,
    headers: headers ?? inner?.headers,
    body: inner === undefined ? [body] : inner.body,
    built: {
      kind: "call",
      callee: body,
      arguments: [],
      effects: inner?.built.effects ?? [],
      via: whole.kind === "call" || whole.kind === "list" ? (whole.via ?? []) : [],
      at: whole.at,
    },
    open: inner?.open === true,
    ...(whole.kind === "list" && { takes: { kind: "tuple" } }),
  }
}

/** A pair may be any pair: the second part must look like a status. */
function mayBeStatus(value: Value): boolean {
  return optionsOf(value).every((option) => {
    const { value: one } = option
    switch (one.kind) {
      case "constant":
        return Number.parseInt(String(one.value), 10) >= 100 && Number.parseInt(String(one.value), 10) < 600
      case "external":
        return /(^|\.)(HTTP_\d{3}\w*|HTTPStatus\.\w+|codes\.\w+)$/.test(one.path)
      case "member":
        return one.name === "code" || one.name === "value" || isStatusName(one.name)
      case "parameter":
        return one.parameter.name === "code" || isStatusName(one.parameter.name)
      case "call":
        return one.callee.kind === "external" && /HTTPStatus$/.test(one.callee.path)
      default:
        return false
    }
  })
}
