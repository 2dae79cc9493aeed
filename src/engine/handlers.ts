import type { Parameter } from "../ir/statement.ts"
import type { Place } from "../model/place.ts"
import type { App, ErrorHandler } from "../semantics/app.ts"
import { optionsOf } from "../semantics/choice.ts"
import type { Framework, Response } from "../semantics/framework.ts"
import { headerOf } from "../semantics/headers.ts"
import { isInstance } from "../semantics/instance.ts"
import { settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import { truthOf } from "../semantics/reduce.ts"
import { substitute, substituteConditions } from "../semantics/substitute.ts"
import { isA, typeTruth } from "../semantics/type-test.ts"
import type { Bindings, Condition, FunctionValue, Value } from "../semantics/value.ts"

/** What a handler makes of an error. */
export interface Transformed {
  readonly response: Response
  readonly at: Place
  readonly path: readonly Condition[]
}

/** `handed-on`: the framework's own handler answers, headers and all; `unknown`: something that could not be read. */
export type HandlerResult = Transformed | "handed-on" | "unknown"

/** The handler of an app that takes an error: by status first, then by the nearest class. */
export function handlerFor(
  machine: Machine,
  app: App,
  raised: Value,
  status: number | undefined,
): ErrorHandler | undefined {
  const byStatus = app.handlers.findLast(({ takes }) => takes.kind === "constant" && takes.value === status)
  if (byStatus !== undefined) return byStatus
  const taking = app.handlers.filter(
    ({ takes, broad }) => broad === true || (takes.kind !== "constant" && isA(machine, raised, takes)),
  )
  // The nearest class takes it: one of the project's own before the framework's, one that extends another before that.
  return (
    taking.findLast(({ takes }) => takes.kind === "class") ??
    taking.findLast(({ takes }) => taking.every((other) => other.broad === true || isA(machine, takes, other.takes))) ??
    taking.at(-1)
  )
}

/** Every answer that a handler may give to one error. */
export function transform(
  machine: Machine,
  frameworks: readonly Framework[],
  { handler, position, handsOn }: ErrorHandler,
  raised: Value,
): readonly HandlerResult[] {
  const error = errorParameter(handler, position)
  if (error === undefined) return ["unknown"]
  const bindings: Bindings = new Map([...handler.bindings, [error, raised]])
  const again = handsOn === true ? raisedBy(machine, handler, bindings, raised) : []
  const sent = sentBy(machine, frameworks, handler, bindings)
  if (sent.length > 0) return [...sent, ...again]
  const written = writtenBy(machine, frameworks, handler, bindings)
  if (written.length > 0) return [...written, ...again]
  const results = machine.trace(handler).returns.flatMap(({ value, path, at }): readonly HandlerResult[] => {
    const where = substituteConditions(machine, path, bindings, at)
    if (where.some((condition) => isImpossible(machine, condition))) return []
    return optionsOf(settle(machine, substitute(machine, value, bindings, at))).flatMap((option) => {
      if (option.when.some((condition) => isImpossible(machine, condition))) return []
      return resultOf(machine, frameworks, handler, option.value, raised, at, [...where, ...option.when])
    })
  })
  const all = [...results, ...again]
  return all.length === 0 ? ["unknown"] : all
}

/** What a handler throws: the error itself as it came, anything else as who knows what. */
function raisedBy(
  machine: Machine,
  handler: FunctionValue,
  bindings: Bindings,
  raised: Value,
): readonly HandlerResult[] {
  return machine.trace(handler).raises.flatMap(({ value, path, at, handledBy }): readonly HandlerResult[] => {
    const where = substituteConditions(machine, path, bindings, at)
    if (handledBy !== undefined || where.some((condition) => isImpossible(machine, condition))) return []
    return [substitute(machine, value, bindings, at) === raised ? "handed-on" : "unknown"]
  })
}

/** What a handler sends with an object that it is handed, and where it hands the error on: `next(error)`. */
function sentBy(
  machine: Machine,
  frameworks: readonly Framework[],
  handler: FunctionValue,
  bindings: Bindings,
): readonly HandlerResult[] {
  const own = frameworks.filter(({ language }) => language === handler.closure.language.name)
  return machine.trace(handler).calls.flatMap((inner): readonly HandlerResult[] => {
    const { at } = inner
    const path = substituteConditions(machine, inner.path, bindings, at)
    const call = substitute(machine, inner.call, bindings, at)
    if (call.kind !== "call" || path.some((condition) => isImpossible(machine, condition))) return []
    const on = inner.on === undefined ? undefined : substitute(machine, inner.on, bindings, at)
    const called = { ...inner, call, path, on }
    for (const framework of own) {
      const response = framework.sent?.(machine, called)
      if (response !== undefined) return [{ response, at, path }]
      if (framework.passed?.(machine, called) !== undefined) return ["handed-on"]
    }
    return []
  })
}

/** What a handler writes on a response that it is handed, where it returns nothing. */
function writtenBy(
  machine: Machine,
  frameworks: readonly Framework[],
  handler: FunctionValue,
  bindings: Bindings,
): readonly HandlerResult[] {
  return machine.trace(handler).returns.flatMap(({ written, path, at }): readonly HandlerResult[] => {
    const where = substituteConditions(machine, path, bindings, at)
    if (where.some((condition) => isImpossible(machine, condition))) return []
    return written.flatMap((parameter): readonly HandlerResult[] => {
      // Put in its own place, it keeps what was done to it, worked out for this error.
      const own: Bindings = new Map([...bindings, [parameter.parameter, { ...parameter, effects: [] }]])
      const now = substitute(machine, parameter, own, at)
      if (now.kind !== "parameter") return []
      for (const framework of frameworks) {
        const response = framework.written?.(machine, now)
        if (response !== undefined) return [{ response, at, path: where }]
      }
      return []
    })
  })
}

/** The parameter in which a handler gets the error. */
function errorParameter({ declaration, receiver, owner }: FunctionValue, position: number): Parameter | undefined {
  return declaration.parameters[receiver === undefined && owner === undefined ? position : position + 1]
}

/** What a handler's error parameter stands for, seen from inside: an error of the type that it takes. */
export function caughtBy({ handler, takes, position, at }: ErrorHandler): Bindings {
  const error = errorParameter(handler, position)
  if (error === undefined) return new Map()
  const isBroad =
    takes.kind === "constant" ||
    (takes.kind === "external" && handler.closure.language.broadErrors.some((name) => takes.path.endsWith(`.${name}`)))
  const types = takes.kind === "constant" ? [] : [takes]
  // A status handler gets the framework's own error, whose words the project chose.
  if (takes.kind === "constant" && takes.value !== 500) return new Map()
  return new Map([[error, { kind: "caught", failure: { types, tried: [], broad: isBroad, at }, at }]])
}

function resultOf(
  machine: Machine,
  frameworks: readonly Framework[],
  handler: FunctionValue,
  value: Value,
  raised: Value,
  at: Place,
  path: readonly Condition[],
): HandlerResult {
  for (const framework of frameworks) {
    const response = framework.response(machine, value, handler)
    if (response !== undefined) return { response, at, path }
  }
  const isForeign = value.kind === "call" && value.callee.kind === "external"
  // The framework's answer, with a challenge put on it: what it carries then is not followed.
  if (isForeign && headerOf(machine, undefined, value.effects, "www-authenticate").presence !== "never")
    return "unknown"
  if (isForeign && value.arguments.some((argument) => argument.value === raised)) return "handed-on"
  // The error makes its own answer: `error.get_response()`.
  return value.kind === "call" && value.callee.kind === "member" && value.callee.object === raised
    ? "handed-on"
    : "unknown"
}

/** `exc.status_code == 401` is settled once the error is known. */
function isImpossible(machine: Machine, condition: Condition): boolean {
  return condition.kind === "test" && truthIn(machine, condition.value, 0) === !condition.holds
}

/** The truth of a test, its parts looked through: `isAppError(error) && !error.hidden`. */
function truthIn(machine: Machine, value: Value, depth: number): boolean | undefined {
  if (depth > 6) return undefined
  if (value.kind === "call") {
    const settled = settle(machine, value)
    if (settled !== value) return truthIn(machine, settled, depth + 1)
    // An error is there.
    return isInstance(value) ? true : truthOf(value)
  }
  if (value.kind !== "operation") return truthOf(value)
  const [left, right] = value.operands
  if (value.operator === "instance-of" && left !== undefined && right !== undefined)
    return typeTruth(machine, left, right)
  const truths = value.operands.map((operand) => truthIn(machine, operand, depth + 1))
  switch (value.operator) {
    case "not":
      return truths[0] === undefined ? undefined : !truths[0]
    case "and":
      return truths.includes(false) ? false : truths.every((truth) => truth === true) ? true : undefined
    case "or":
      return truths.includes(true) ? true : truths.every((truth) => truth === false) ? false : undefined
    default:
      return truthOf(value)
  }
}
