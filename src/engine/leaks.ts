import { nodeAt } from "../ir/walk.ts"
import type { Leak } from "../model/answer.ts"
import { type Config, configOf } from "../model/config.ts"
import { contains, type Place, samePlace } from "../model/place.ts"
import { isEncoding, isJson, isRendering } from "../semantics/error-vocabulary.ts"
import { calleeName, foreignPath, lastName } from "../semantics/foreign-path.ts"
import type { Framework, Response } from "../semantics/framework.ts"
import { headerOf } from "../semantics/headers.ts"
import type { Machine } from "../semantics/machine.ts"
import { substitute, substituteConditions } from "../semantics/substitute.ts"
import { taintsOf } from "../semantics/taint.ts"
import type { TaintContext } from "../semantics/taint-context.ts"
import type { Bindings, CallValue, ClassValue, Failure, FunctionValue, Value } from "../semantics/value.ts"
import type { Departure } from "./departures.ts"
import type { Roles } from "./roles.ts"

/**
 * Foreign words in the body, or in the challenge, of an answer that is an error.
 * @param roles which errors the function is given, where it handles them, and which others are handled
 */
export function leaksOf(machine: Machine, departure: Departure, roles: Roles, config: Config): readonly Leak[] {
  const { how, response, status } = departure
  if (response === undefined) return []
  const errors = roles.errorsOf(departure.of)
  const known = status.kind === "known" ? status.value : undefined
  // Whatever an error handler answers is an error.
  if (known === undefined ? how !== "raise" && errors.length === 0 && !isOfError(response.status) : known < 400)
    return []
  const frameworks = roles.frameworksOf(departure.of)
  const { debugFlags, sanitizers } = configOf(config, departure.at.file)
  const given = {
    debugFlags,
    sanitizers,
    isAnswer: (made: CallValue) => isAnswer(machine, frameworks, departure.of, made),
    isAnswered: (error: ClassValue) => roles.isAnswered(error),
    isEncoded: !departure.of.closure.language.errorsAreData && isEncoded(machine, response),
  }
  const leaks = search(machine, departure, response, errors, given, false)
  const isOwnFault = known !== undefined && known < 500
  // An error that has a handler of its own is made to be answered.
  return leaks.length > 0 || !isOwnFault || errors.length > 0
    ? leaks
    : search(machine, departure, response, errors, given, true)
}

/** @param domain whether the words of the project's own errors are looked for, which no other rule minds */
function search(
  machine: Machine,
  departure: Departure,
  response: Response,
  errors: readonly Bindings[],
  given: Pick<TaintContext, "debugFlags" | "sanitizers" | "isAnswer" | "isAnswered" | "isEncoded">,
  domain: boolean,
): readonly Leak[] {
  const { at, status, path } = departure
  const known = status.kind === "known" ? status.value : undefined
  // A challenge is read by the client as much as a body is.
  const { value: challenge } = headerOf(machine, response.headers, response.built.effects, "www-authenticate")
  for (const raw of challenge === undefined ? response.body : [...response.body, challenge]) {
    for (const bindings of errors.length === 0 ? [new Map()] : errors) {
      const where = substituteConditions(machine, path, bindings, at)
      const told = response.status === undefined ? undefined : substitute(machine, response.status, bindings, at)
      const context = { status: known, told: failureOf(told), path: where, ...given, domain }
      const tainted = (value: Value) => taintsOf(machine, substitute(machine, value, bindings, at), context)
      const [taint, ...further] = tainted(raw)
      if (taint === undefined || isOfHelper(departure, response, taint.at)) continue
      const place = [raw.at, response.built.at, taint.leaf, taint.at].find((one) => contains(at, one)) ?? at
      const leaves = [taint, ...further].flatMap(({ leaf, words }) => {
        const here = contains(at, leaf)
          ? leaf
          : writtenIn(raw, (part) => tainted(part).some((one) => samePlace(one.leaf, leaf)))
        return here === undefined || !contains(at, here) ? [] : [{ at: here, words }]
      })
      // A challenge has no short form of its own to put there.
      const isMendable = raw !== challenge && leaves.length === further.length + 1
      return [{ at: place, leaves: isMendable ? leaves : [], what: taint.what, why: taint.why }]
    }
  }
  return []
}

/** A call that makes or sends an answer, of no text that another program has to put together first. */
function isAnswer(machine: Machine, frameworks: readonly Framework[], of: FunctionValue, call: CallValue): boolean {
  if (isRendering(calleeName(call) ?? "")) return false
  const called = { call, path: [], at: call.at, within: [], isStatement: false, on: undefined, inside: 0 }
  return frameworks.some(
    (framework) =>
      framework.response(machine, call, of) !== undefined || framework.sent?.(machine, called) !== undefined,
  )
}

/** An answer whose body is encoded as it is: nobody is known to have said how to encode what is no data. */
function isEncoded(machine: Machine, { built }: Response): boolean {
  const path = foreignPath(machine, built.callee)
  return path !== undefined && isJson(lastName(path)) && !built.arguments.some(({ name }) => isEncoding(name ?? ""))
}

/** A helper that catches an error and answers with its text leaks by itself, whoever calls it. */
function isOfHelper({ of, how, status }: Departure, { built }: Response, tainted: Place): boolean {
  const own = of.closure.place(of.declaration)
  const isGiven = status.kind === "known" && status.at !== undefined && contains(own, status.at)
  return how !== "raise" && !isGiven && ![built.at, tainted].some((place) => contains(own, place))
}

/** `error.status ?? 500` */
function isOfError(status: Value | undefined): boolean {
  if (status?.kind !== "operation") return false
  return status.operands.some((one) => failureOf(one) !== undefined || isOfError(one))
}

/** The error of which a value is a member: `e.status_code`. */
function failureOf(status: Value | undefined): Failure | undefined {
  return status?.kind === "member" && status.object.kind === "caught" ? status.object.failure : undefined
}

/** Where a part of a body is written: a name stands in an entry of the record, its value somewhere else. */
function writtenIn(body: Value, isMeant: (part: Value) => boolean): Place | undefined {
  if (body.kind !== "record") return body.at
  const key = body.entries.find(({ value }) => isMeant(value))?.key
  const record = nodeAt(body.at.chunk.body, body.at, "record")
  const entry = record?.entries.find((one) => one.key?.kind === "literal" && String(one.key.value) === key)
  return entry === undefined ? undefined : { ...body.at, start: entry.value.start, end: entry.value.end }
}
