import { contains, type Place, placeKey, samePlace } from "../model/place.ts"
import { bindArguments } from "../semantics/arguments.ts"
import { optionsOf } from "../semantics/choice.ts"
import type { Framework, Response } from "../semantics/framework.ts"
import { calledFunction, settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import { type StatusFact, statusesOf } from "../semantics/status.ts"
import { substitute, substituteConditions } from "../semantics/substitute.ts"
import type { Called, Trace } from "../semantics/trace.ts"
import type { Bindings, Condition, FailureCondition, FunctionValue, Value } from "../semantics/value.ts"
import { functionKey } from "./functions.ts"

/** One way out of one function with an answer, as far as the function itself says. */
export interface Departure {
  readonly of: FunctionValue
  readonly how: "raise" | "return" | "send" | "write"
  readonly at: Place
  /** What is raised or returned. */
  readonly value: Value
  /** `undefined` for an error that no framework knows: a handler of the project may. */
  readonly response: Response | undefined
  readonly status: StatusFact
  readonly path: readonly Condition[]
  /** A handler around it takes it. */
  readonly handledBy: FailureCondition | undefined
}

/** Every departure of a function, those of helpers that leave the status to it included. */
export function departuresOf(
  machine: Machine,
  frameworks: readonly Framework[],
  of: FunctionValue,
): readonly Departure[] {
  return machine.ask(
    `departures:${functionKey(of)}:${of.closure.chunk.revision}`,
    () => new Departures(machine, frameworks, of).all(),
    () => [],
  )
}

class Departures {
  readonly #machine: Machine
  readonly #frameworks: readonly Framework[]
  readonly #of: FunctionValue

  constructor(machine: Machine, frameworks: readonly Framework[], of: FunctionValue) {
    this.#machine = machine
    this.#frameworks = frameworks.filter(({ language }) => language === of.closure.language.name)
    this.#of = of
  }

  all(): readonly Departure[] {
    const trace = this.#machine.trace(this.#of)
    const found: Departure[] = []
    for (const { value, path, at, again, late, handledBy } of trace.raises) {
      if (!again && !late) found.push(...this.#leaving("raise", value, path, at, handledBy))
    }
    for (const { value, path, at } of trace.returns) found.push(...this.#leaving("return", value, path, at, undefined))
    for (const called of trace.calls) {
      found.push(...this.#sent(called), ...this.#through(called))
      const error = this.#first((framework) => framework.passed?.(this.#machine, called))
      if (error !== undefined) found.push(...this.#leaving("raise", error, called.path, called.at, undefined))
    }
    found.push(...this.#written([...trace.returnsInside, ...trace.returns]))
    return found
  }

  /** What was written on an injected response counts where plain data is returned. */
  #written(returns: Trace["returns"]): readonly Departure[] {
    const found = new Map<string, Departure>()
    for (const { value, path, written } of returns) {
      const isPlain = this.#first((framework) => framework.response(this.#machine, value, this.#of)) === undefined
      for (const parameter of isPlain ? written : []) {
        const response = this.#first((framework) => framework.written?.(this.#machine, parameter))
        if (response?.status === undefined) continue
        const { at } = response.built
        for (const { fact, when } of statusesOf(response.status)) {
          const rest = { response, status: fact, path: [...path, ...when], handledBy: undefined }
          const key = `${placeKey(at)} ${fact.kind === "known" ? fact.value : ""}`
          // What a callback writes is, outside of it, only perhaps written.
          const isVaguer = fact.kind !== "known" && [...found.values()].some((one) => samePlace(one.at, at))
          if (!found.has(key) && !isVaguer)
            found.set(key, { of: this.#of, how: "write", at, value: parameter, ...rest })
        }
      }
    }
    return [...found.values()]
  }

  #leaving(
    how: "raise" | "return",
    value: Value,
    path: readonly Condition[],
    at: Place,
    handledBy: FailureCondition | undefined,
  ): readonly Departure[] {
    return optionsOf(settle(this.#machine, value)).flatMap((option): readonly Departure[] => {
      const inner = settle(this.#machine, option.value)
      const where = [...path, ...option.when]
      const response = this.#first((framework) =>
        how === "raise"
          ? framework.error(this.#machine, inner, this.#of)
          : framework.response(this.#machine, inner, this.#of),
      )
      if (response === undefined) {
        if (how === "return" || inner.kind !== "call" || inner.callee.kind !== "class") return []
        const status = { kind: "unknown", why: "an error of the project's own" } as const
        return [{ of: this.#of, how, at, value: inner, response, status, path: where, handledBy }]
      }
      if (how === "return" && !this.#isWrittenHere(response)) return []
      return this.#split({ of: this.#of, how, at, value: inner, response, path: where, handledBy })
    })
  }

  /** A response that a helper makes whole is the helper's departure, not its callers'. */
  #isWrittenHere({ built }: Response): boolean {
    const own = this.#of.closure.place(this.#of.declaration)
    return [built.at, ...built.via].some((place) => contains(own, place))
  }

  #sent(called: Called): readonly Departure[] {
    const response = this.#first((framework) => framework.sent?.(this.#machine, called))
    if (response === undefined) return []
    return this.#split({
      of: this.#of,
      how: "send",
      at: called.at,
      value: called.call,
      response,
      path: called.path,
      handledBy: undefined,
    })
  }

  /** `abort(401)`: the helper raises, the caller says with which status. */
  #through({ call, path, at, within }: Called): readonly Departure[] {
    if (call.callee.kind === "external" || call.callee.kind === "class") return []
    const callee = calledFunction(this.#machine, call)
    if (callee === undefined || callee.declaration === this.#of.declaration) return []
    const open = departuresOf(this.#machine, this.#frameworks, callee).filter(
      ({ how, status }) => (how === "raise" || how === "send") && status.kind === "given",
    )
    if (open.length === 0) return []
    const bindings = bindArguments(this.#machine, callee, call)
    return open.flatMap((departure) => {
      const value = substitute(this.#machine, departure.value, bindings, at)
      const where = [...path, ...substituteConditions(this.#machine, departure.path, bindings, at)]
      if (departure.how === "send") return this.#sentThrough(departure, bindings, where, at)
      const taken = within.find(({ failure }) => failure.broad)
      return this.#leaving("raise", value, where, at, taken)
    })
  }

  #split(departure: Omit<Departure, "status">): readonly Departure[] {
    const { response } = departure
    if (response === undefined) return []
    if (response.status === undefined) {
      const fact: StatusFact = response.open
        ? { kind: "unknown", why: "its arguments are spread" }
        : { kind: "known", value: response.defaultStatus, at: undefined }
      return [{ ...departure, status: fact }]
    }
    return statusesOf(settle(this.#machine, response.status)).map(({ fact, when }) => ({
      ...departure,
      status: fact,
      path: [...departure.path, ...when],
    }))
  }

  /** `fail(res, 401)`: the helper sends, the caller says with which status. */
  #sentThrough(
    { value, response }: Departure,
    bindings: Bindings,
    path: readonly Condition[],
    at: Place,
  ): readonly Departure[] {
    if (response?.status === undefined) return []
    const fill = (one: Value) => substitute(this.#machine, one, bindings, at)
    const given = { ...response, status: fill(response.status), body: response.body.map(fill) }
    return this.#split({ of: this.#of, how: "send", at, value, response: given, path, handledBy: undefined })
  }

  #first<T>(ask: (framework: Framework) => T | undefined): T | undefined {
    for (const framework of this.#frameworks) {
      const answer = ask(framework)
      if (answer !== undefined) return answer
    }
    return undefined
  }
}
