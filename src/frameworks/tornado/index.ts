import type { Dead } from "../../model/answer.ts"
import { samePlace } from "../../model/place.ts"
import type { Framework, Response, Role } from "../../semantics/framework.ts"
import { headerOf } from "../../semantics/headers.ts"
import { foreignConstruction } from "../../semantics/instance.ts"
import { classMember } from "../../semantics/lineage.ts"
import { calledFunction } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { Called } from "../../semantics/trace.ts"
import type { ClassValue, Condition, Effect, FunctionValue, ParameterValue, Value } from "../../semantics/value.ts"
import { returnedErrors } from "../returned-error.ts"
import { shaped } from "../shape.ts"
import { arrange, isHandler, isWebSocket } from "./arrange.ts"
import { errorPage } from "./error-pages.ts"
import { repairs } from "./repairs.ts"

// https://www.tornadoweb.org/en/stable/web.html#tornado.web.RequestHandler.send_error

function nameOf(path: string | undefined): string | undefined {
  return path?.startsWith("tornado.web.") === true ? path.slice(path.lastIndexOf(".") + 1) : undefined
}

/** `raise HTTPError(401)` clears the headers that were set before: only what writes errors may add one. */
function errorAnswer(machine: Machine, given: Value, of?: FunctionValue): Response | undefined {
  const value: Value =
    given.kind === "external"
      ? { kind: "call", callee: given, arguments: [], effects: [], via: [], at: given.at }
      : given
  const built = foreignConstruction(machine, value)
  const name = built?.callee.kind === "external" ? nameOf(built.callee.path) : undefined
  if (built === undefined || name !== "HTTPError") return undefined
  const answer = shaped(machine, value, built, { status: 500, takes: [0, "status_code"], body: [undefined, "reason"] })
  return of?.owner !== undefined && writesErrors(machine, of.owner) ? { ...answer, open: true } : answer
}

/** What is written around a status that was set, and what `write_error` writes whatever failed: `self.finish(body)`. */
function bodiesAround(machine: Machine, { path }: Called, of: FunctionValue): readonly Value[] {
  return machine.trace(of).calls.flatMap((one): readonly Value[] => {
    const [body] = one.call.arguments
    const isHere = isWriting(one, /^(write|finish)$/) && isOnTheWay(one.path, path)
    return isHere && body !== undefined ? [body.value] : []
  })
}

/** `self.send_error(401)`, which clears headers too; `self.set_status(401)`, which keeps those that are set around it. */
function sentAnswer(machine: Machine, called: Called): Response | undefined {
  const { call, on } = called
  const { callee } = call
  if (callee.kind !== "member" || callee.object.kind !== "parameter") return undefined
  const { of } = callee.object
  if (!standsForHandler(machine, of)) return undefined
  if (/^(write|finish)$/.test(callee.name)) return errorPage(machine, called, of)
  if (callee.name !== "send_error" && callee.name !== "set_status") return undefined
  const answer = shaped(machine, call, call, { status: 500, takes: [0, "status_code"], body: [undefined, "reason"] })
  const isKept = callee.name === "set_status"
  const effects = isKept
    ? keptEffects([...(on?.kind === "parameter" ? on.effects : []), ...laterEffects(machine, called, of)])
    : []
  const isOpen = of.owner !== undefined && (isKept ? setsDefaults : writesErrors)(machine, of.owner)
  const receiver = of.declaration.parameters[0]?.name ?? "self"
  const takes = { kind: "members", headers: `${receiver}.set_header`, isSetter: true } as const
  const kept = { ...answer, ...(isKept && { takes, body: bodiesAround(machine, called, of) }) }
  return { ...kept, built: { ...call, effects }, open: answer.open || isOpen }
}

/**
 * `self.send_error(401)` finishes the answer; whatever is written after it raises an error, once it has been worked out.
 * Behind `self.set_status(401)` and a body in one branch, what is written after that branch is another answer.
 */
function continues(machine: Machine, called: Called, refusal: Value): boolean {
  if (
    refusal.kind !== "call" ||
    refusal.callee.kind !== "member" ||
    !isWriting(called, /^(write|finish|render|redirect)$/)
  )
    return false
  if (/^(send_error|finish)$/.test(refusal.callee.name)) return true
  const { object } = refusal.callee
  if (refusal.callee.name !== "set_status" || object.kind !== "parameter") return false
  const { calls } = machine.trace(object.of)
  const first = calls.find(({ call }) => samePlace(call.at, refusal.at))
  // `self.finish()` alone says nothing more.
  if (first === undefined || called.path.length >= first.path.length || called.call.arguments.length === 0) return false
  return calls.some(
    (one) =>
      one.call.at.start > refusal.at.end &&
      one.path.length === first.path.length &&
      isOnTheWay(one.path, first.path) &&
      isWriting(one, /^(write|finish)$/),
  )
}

function isWriting({ call: { callee } }: Called, names: RegExp): boolean {
  return callee.kind === "member" && callee.object.kind === "parameter" && names.test(callee.name)
}

/** What is called on the handler afterwards, wherever the function comes by on its way from there. */
function laterEffects(machine: Machine, { call, path }: Called, of: FunctionValue): readonly Effect[] {
  return machine.trace(of).calls.flatMap((later): readonly Effect[] => {
    const { callee, arguments: given, at } = later.call
    const isOnHandler = callee.kind === "member" && callee.object.kind === "parameter"
    if (!isOnHandler || at.start <= call.at.end || !isOnTheWay(later.path, path)) return []
    return [{ kind: "call", path: [], name: callee.name, arguments: given, value: undefined, sometimes: false, at }]
  })
}

/** Every test on the way there was passed, or is passed, in the same sense. */
function isOnTheWay(later: readonly Condition[], path: readonly Condition[]): boolean {
  return later.every((step) => {
    const taken = path.find((one) => samePlace(one.at, step.at))
    if (taken === undefined) return step.role !== "branch"
    return taken.kind !== "test" || step.kind !== "test" || taken.holds === step.holds
  })
}

/** `clear()` undoes what stands in front of it. */
function keptEffects(done: readonly Effect[]): readonly Effect[] {
  const cleared = done.findLastIndex(({ kind, path, name }) => kind === "call" && path.length === 0 && name === "clear")
  return done.slice(cleared + 1)
}

/** Whether the project's own `write_error`, or what sets headers anew after each clearing, may set the challenge. */
function writesErrors(machine: Machine, owner: ClassValue): boolean {
  return setsDefaults(machine, owner) || maySetChallenge(machine, owner, "write_error")
}

function setsDefaults(machine: Machine, owner: ClassValue): boolean {
  return maySetChallenge(machine, owner, "set_default_headers")
}

/** The method itself does, or a method of the project that it calls may. */
function maySetChallenge(machine: Machine, owner: ClassValue, name: string): boolean {
  const method = classMember(machine, owner, name, undefined)
  if (method?.kind !== "function") return false
  const { receiver, calls } = machine.trace(method)
  const isSet = headerOf(machine, undefined, receiver?.effects ?? [], "www-authenticate").presence !== "never"
  return (
    isSet || calls.some(({ call }) => call.callee.kind !== "external" && calledFunction(machine, call) !== undefined)
  )
}

function typeOf(machine: Machine, { parameter, of }: ParameterValue): string | undefined {
  const isReceiver = of.declaration.parameters[0] === parameter && standsForHandler(machine, of)
  return isReceiver ? "tornado.web.RequestHandler" : undefined
}

/** A method of a handler, or what a decorator runs in its place: `def checked(self, *args)`. */
function standsForHandler(machine: Machine, { owner, declaration }: FunctionValue): boolean {
  return owner === undefined ? declaration.parameters[0]?.name === "self" : isHandler(machine, owner)
}

const lostReturn = returnedErrors(errorAnswer, "200")

/** `prepare` that sets a status and does not finish: the method runs all the same, and adds its own answer to that. */
function lost(machine: Machine, role: Role, how: string, value: Value): Omit<Dead, "repair" | "headers"> | undefined {
  const { callee } = value.kind === "call" ? value : { callee: undefined }
  const set = callee?.kind === "member" && callee.name === "set_status" ? callee.object : undefined
  if (how !== "send" || set?.kind !== "parameter" || set.of.declaration.name !== "prepare")
    return lostReturn(machine, role, how, value)
  const { calls, raises } = machine.trace(set.of)
  const first = calls.find(({ call }) => samePlace(call.at, value.at))
  if (first === undefined) return undefined
  const isFinished =
    raises.some(({ path }) => isOnTheWay(first.path, path)) ||
    calls.some(
      (one) => isOnTheWay(first.path, one.path) && !isWriting(one, /^(set_\w+|write|add_header)$/) && one !== first,
    )
  return isFinished ? undefined : { kind: "unanswered", instead: "the handler's own answer, under this status" }
}

export const tornado: Framework = {
  name: "tornado",
  language: "python",
  packages: ["tornado"],
  builders: { "tornado.web.Application": "app" },
  error: errorAnswer,
  lost,
  response: () => undefined,
  sent: sentAnswer,
  continues,
  typeOf,
  opens: (machine, { owner }) => isWebSocket(machine, owner),
  arrange,
  repairs,
}
