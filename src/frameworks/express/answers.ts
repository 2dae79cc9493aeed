import { samePlace } from "../../model/place.ts"
import type { Response } from "../../semantics/framework.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { Called } from "../../semantics/trace.ts"
import {
  type CallValue,
  type Condition,
  type Effect,
  type ParameterValue,
  unknown,
  type Value,
} from "../../semantics/value.ts"
import { isHandedOut, isNext, isResponse, takesError } from "./parameters.ts"

// https://expressjs.com/en/5x/api.html#res and https://nodejs.org/api/http.html#class-httpserverresponse

/** Methods that send the answer. */
const sends = new Set(["json", "jsonp", "send", "end", "sendStatus", "render", "sendFile", "redirect", "format"])
/** Methods that set headers, one or a map of them. */
const setsHeader = new Set(["set", "header", "setHeader", "append", "appendHeader", "setHeaders"])

/** `res.status(401).json(…)`, `res.sendStatus(401)`, `res.writeHead(401, headers); res.end()`. */
export function sentAnswer(machine: Machine, called: Called): Response | undefined {
  const { call, on } = called
  if (call.callee.kind !== "member" || !sends.has(call.callee.name) || called.path.some(lacksNext)) return undefined
  const chain = chainOf(call)
  if (chain === undefined || !isResponse(machine, chain.root)) return undefined
  const steps = [...fetchedAnew(machine, call, chain.root), ...withEarlier(on, chain)]
  const { name } = call.callee
  const [first, second] = call.arguments.map(({ value }) => value)
  const status = name === "sendStatus" ? first : name === "redirect" ? redirected(call) : statusOf(steps, call)
  const body = name === "render" ? second : name === "sendStatus" || name === "redirect" ? undefined : first
  return {
    status,
    defaultStatus: name === "redirect" ? 302 : 200,
    headers: undefined,
    built: { ...call, callee: chain.root, effects: headerSteps(steps) },
    body: body === undefined ? [] : [body],
    open: call.arguments.some(({ kind }) => kind === "spread"),
    takes: { kind: "chain", method: isNodes(chain.root, steps) ? "setHeader" : "set" },
  }
}

/** Node's own response, which Next.js hands to `pages/api` as well, has no `set`. */
function isNodes(root: Value, steps: readonly Effect[]): boolean {
  const annotation = root.kind === "parameter" ? root.parameter.annotation : undefined
  const isDeclared = annotation?.kind === "name" && /^(ServerResponse|NextApiResponse)$/.test(annotation.name)
  return isDeclared || /(^|\/)pages\/api\//.test(root.at.file) || !steps.some(({ name }) => name === "status")
}

/** What was done to a response's headers: `res.set(…)`, `res.setHeader(…)`. */
export function headerEffects(machine: Machine, parameter: ParameterValue): readonly Effect[] | undefined {
  return isResponse(machine, parameter) ? headerSteps(parameter.effects) : undefined
}

/** `res.set("WWW-Authenticate", "Bearer")`: it stays on the response, whoever answers an error raised afterwards. */
export function lastingEffects(machine: Machine, { call }: Called): readonly Effect[] | undefined {
  if (call.callee.kind !== "member" || !setsHeader.has(call.callee.name)) return undefined
  const chain = chainOf(call)
  if (chain === undefined || !isResponse(machine, chain.root)) return undefined
  return headerSteps([stepOf(call)])
}

/** `next(new Denied())`, `reject(new Denied())`: the error goes to whoever answers errors. */
export function passedError(_machine: Machine, { call, path }: Called): Value | undefined {
  const error = call.arguments[0]?.value
  if (error === undefined || !takesError(call.callee) || path.some(hasBegun)) return undefined
  return error.kind === "constant" ? undefined : error
}

/** `if (res.headersSent) return next(err)`: the connection is closed, and no answer is made of it. */
function hasBegun(condition: Condition): boolean {
  if (condition.kind !== "test" || !condition.holds || condition.value.kind !== "member") return false
  return condition.value.name === "headersSent"
}

/** `next ? next(error) : res.status(500).json(error)`: every handler is given one. */
function lacksNext(condition: Condition): boolean {
  if (condition.kind !== "test" || condition.holds || condition.value.kind !== "parameter") return false
  const { parameter, of } = condition.value
  return isNext(condition.value) && of.declaration.parameters.indexOf(parameter) >= 2
}

/** `next()` runs what comes after, whatever was sent before. */
export function continues(_machine: Machine, { call }: Called): boolean {
  return call.arguments.length === 0 && isNext(call.callee)
}

interface Chain {
  readonly root: ParameterValue | CallValue
  /** The calls of a chain before the last, in order: `.status(401)`. */
  readonly steps: readonly Effect[]
}

function chainOf(call: CallValue): Chain | undefined {
  if (call.callee.kind !== "member") return undefined
  const { object } = call.callee
  if (object.kind === "parameter") return { root: object, steps: [] }
  if (object.kind === "call" && isHandedOut(object)) return { root: object, steps: [] }
  if (object.kind !== "call" || object.callee.kind !== "member") return undefined
  const inner = chainOf(object)
  return inner === undefined ? undefined : { root: inner.root, steps: [...inner.steps, stepOf(object)] }
}

function stepOf({ callee, arguments: given, at }: CallValue): Effect {
  const name = callee.kind === "member" ? callee.name : undefined
  return { path: [], kind: "call", name, value: undefined, arguments: given, sometimes: false, at }
}

/** What was done to the response in earlier statements comes first; the chain's own first call is among it. */
function withEarlier(on: Value | undefined, { root, steps }: Chain): readonly Effect[] {
  const done = isSame(on, root) ? on.effects : []
  return [...done.filter(({ at }) => !steps.some((step) => samePlace(step.at, at))), ...steps]
}

/** `host.switchToHttp().getResponse()` gives the same response each time: what was set on it by another call is there. */
function fetchedAnew(machine: Machine, { at }: CallValue, root: Chain["root"]): readonly Effect[] {
  const host = root.kind === "call" ? hostOf(root) : undefined
  if (host === undefined) return []
  return machine.trace(host.of).calls.flatMap(({ call }): readonly Effect[] => {
    if (call.callee.kind !== "member" || !setsHeader.has(call.callee.name) || call.at.start >= at.start) return []
    const other = chainOf(call)?.root
    const isOther =
      other?.kind === "call" && !samePlace(other.at, root.at) && hostOf(other)?.parameter === host.parameter
    return isOther ? [{ ...stepOf(call), sometimes: true }] : []
  })
}

/** The context that a response comes from. */
function hostOf({ callee }: CallValue): ParameterValue | undefined {
  if (callee.kind !== "member") return undefined
  const { object } = callee
  if (object.kind === "parameter") return object
  return object.kind === "call" ? hostOf(object) : undefined
}

function isSame(on: Value | undefined, root: Chain["root"]): on is ParameterValue | CallValue {
  if (on?.kind === "parameter") return root.kind === "parameter" && on.parameter === root.parameter
  return on?.kind === "call" && root.kind === "call" && samePlace(on.at, root.at)
}

/** `res.redirect("/login")` answers 302, `res.redirect(401, "/login")` what it says. */
function redirected({ arguments: given }: CallValue): Value | undefined {
  return given.length > 1 ? given[0]?.value : undefined
}

function statusOf(steps: readonly Effect[], { at }: CallValue): Value | undefined {
  for (const step of steps.toReversed()) {
    const { kind, name, value, arguments: given, path, sometimes } = step
    if (path.length > 0) continue
    const set =
      kind === "member" && name === "statusCode"
        ? value
        : kind === "call" && (name === "status" || name === "code" || name === "writeHead")
          ? given[0]?.value
          : undefined
    if (set !== undefined) return sometimes ? unknown("only some ways set it", at) : set
  }
  return undefined
}

/** The steps that touch headers, as effects on `headers`: what the rest of the house knows. */
function headerSteps(steps: readonly Effect[]): readonly Effect[] {
  return steps.flatMap((step): readonly Effect[] => {
    const { kind, name, arguments: given, path } = step
    if (kind !== "call" || name === undefined || path.length > 0) return []
    const onHeaders = { ...step, path: ["headers"] }
    if (setsHeader.has(name)) return [{ ...onHeaders, name: given.length > 1 ? "set" : "update" }]
    const last = given.at(-1)
    // `res.writeHead(401, "no")`: a reason is no header.
    if (name !== "writeHead" || given.length < 2 || last === undefined || last.value.kind === "constant") return []
    return [{ ...onHeaders, name: "update", arguments: [last] }]
  })
}
