import { answering } from "../libraries/node-answers.ts"
import type { AnswerMaker, Part } from "../model/library.ts"
import type { Framework, Response, Taken, Takes } from "../semantics/framework.ts"
import { foreignConstruction } from "../semantics/instance.ts"
import { settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import { exportOf } from "../semantics/module-value.ts"
import type { Called } from "../semantics/trace.ts"
import { type CallValue, constant, type Effect, type FunctionValue, unknown, type Value } from "../semantics/value.ts"
import { importsOneOf } from "./imports.ts"
import { lambdaAnswer } from "./lambda.ts"
import { entryOf } from "./options.ts"
import { webResponse } from "./web-response.ts"

/** What libraries make answers with, where their pack says all that there is to know. */
export const libraryAnswers: Framework = {
  name: "libraries",
  language: "ecmascript",
  packages: answering.flatMap(({ modules }) => modules),
  hosts: ["aws-lambda", "@middy/core"],
  builders: {},
  error: (machine, value, of) => made(machine, value, of, "thrown") ?? thrownResponse(machine, value, of),
  response: (machine, value, of) => made(machine, value, of, "returned") ?? lambdaAnswer(machine, value, of),
  thrown: (machine, call) => (modelOf(machine, call)?.leaves.includes("by-itself") === true ? call : undefined),
  lasting,
  arrange: () => [],
}

function modelOf(machine: Machine, { callee }: CallValue): AnswerMaker | undefined {
  const model = callee.kind === "external" ? machine.library(callee.path) : undefined
  return model?.kind === "answer" ? model : undefined
}

function made(
  machine: Machine,
  value: Value,
  of: FunctionValue | undefined,
  leaving: "thrown" | "returned",
): Response | undefined {
  const built = foreignConstruction(machine, value) ?? (value.kind === "call" ? value : undefined)
  const model = built === undefined ? undefined : modelOf(machine, built)
  if (built === undefined || model === undefined || !model.leaves.includes(leaving)) return undefined
  if (of !== undefined && answersPage(machine, of)) return undefined
  return answerOf(machine, built, model)
}

function answerOf(machine: Machine, built: CallValue, model: AnswerMaker): Response {
  const body = partOf(machine, built, model.body)
  const isChallenged = model.challengeBy !== undefined && partOf(machine, built, model.challengeBy) !== undefined
  const isKnown = model.headers !== "unknown" && !isChallenged
  const headers = typeof model.headers === "string" ? undefined : partOf(machine, built, model.headers)
  return {
    status: statusOf(machine, built, model),
    defaultStatus: model.status,
    headers: isKnown ? headers : unknown("something else adds them", built.at),
    built,
    body: body === undefined ? [] : [body],
    open: built.arguments.some(({ kind }) => kind === "spread"),
    takes: takesOf(model),
  }
}

function statusOf(machine: Machine, built: CallValue, model: AnswerMaker): Value | undefined {
  const status = partOf(machine, built, model.given) ?? numberIn(partOf(machine, built, model.givenAsIs))
  if (status === undefined || model.codes === undefined) return status
  if (status.kind !== "constant" || typeof status.value !== "string")
    return unknown("a code that is not known", built.at)
  const code = model.codes[status.value]
  return code === undefined ? constant(model.status, status.at) : constant(code, built.at)
}

function numberIn(value: Value | undefined): Value | undefined {
  return value?.kind === "constant" && typeof value.value === "number" ? value : undefined
}

/** Where its parts are written, as far as one name deep. */
function takesOf({ given, codes, headers }: AnswerMaker): Takes {
  const taken = (part: Part | undefined) =>
    part === undefined || part.property?.includes(".") === true
      ? undefined
      : part.property === undefined
        ? { name: "status", position: part.position }
        : { name: "options", position: part.position, property: part.property }
  return {
    kind: "arguments",
    status: codes === undefined ? taken(given) : inWords(taken(given), codes),
    headers: typeof headers === "string" ? undefined : taken(headers),
  }
}

/** `{ code: "UNAUTHORIZED" }` says 403 by another word. */
function inWords(taken: Taken | undefined, codes: Readonly<Record<string, number>>): Taken | undefined {
  return taken && { ...taken, texts: Object.fromEntries(Object.entries(codes).map(([word, status]) => [status, word])) }
}

/** What a call is given there; `undefined` for nothing, `unknown` where it may be hidden. */
function partOf(machine: Machine, { arguments: given, at }: CallValue, part: Part | undefined): Value | undefined {
  if (part === undefined) return undefined
  const argument = given[part.position]
  if (argument === undefined) return undefined
  let value = settle(machine, argument.value)
  for (const name of part.property?.split(".") ?? []) {
    if (value.kind !== "record") return value.kind === "constant" ? undefined : unknown("it could not be read", at)
    const entry = entryOf(value, name)
    if (entry === undefined) return value.open ? unknown("it could not be read", at) : undefined
    value = settle(machine, entry)
  }
  return value.kind === "constant" && value.value === null ? undefined : value
}

/** A page's headers come from its own export, and who reads a page is told by the page. */
function answersPage(machine: Machine, { closure }: FunctionValue): boolean {
  if (/(^|\/)\+(page|layout)(\.server)?\.[jt]s$/.test(closure.file)) return true
  return isOfRouter(machine, closure.file) && exportOf(machine, closure.file, "default") !== undefined
}

const routers = answering.find(({ name }) => name === "React Router")?.modules ?? []

function isOfRouter(machine: Machine, file: string): boolean {
  return importsOneOf(machine, file, routers)
}

/** https://reactrouter.com/how-to/error-boundary: a loader or action throws answers, too. */
function thrownResponse(machine: Machine, value: Value, of: FunctionValue | undefined): Response | undefined {
  if (of === undefined || !isOfRouter(machine, of.closure.file) || answersPage(machine, of)) return undefined
  return webResponse.response(machine, value, of)
}

/**
 * Headers that stay when an error is thrown afterwards: `setResponseHeader(event, name, value)` of h3, `setHeaders` of a
 * request of SvelteKit.
 */
function lasting(_machine: Machine, { call }: Called): readonly Effect[] | undefined {
  const { callee, arguments: given, at } = call
  const isOfH3 = callee.kind === "external" && /^(h3|nitro).*\.(set|append)(Response)?Headers?$/.test(callee.path)
  const isOfEvent = callee.kind === "member" && callee.name === "setHeaders" && given.length === 1
  if (!isOfH3 && !isOfEvent) return undefined
  const own = isOfH3 ? given.slice(1) : given
  const rest = { value: undefined, arguments: own, sometimes: false, at }
  return [{ path: ["headers"], kind: "call", name: own.length > 1 ? "set" : "update", ...rest }]
}
