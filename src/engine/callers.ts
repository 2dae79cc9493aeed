import type { Parameter } from "../ir/statement.ts"
import { bindArguments } from "../semantics/arguments.ts"
import { calledFunction } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import type { Called } from "../semantics/trace.ts"
import type { CallValue, FunctionValue, ParameterValue, Value } from "../semantics/value.ts"
import { functionKey } from "./functions.ts"

/** One call of a function of the project. */
export interface CallSite {
  readonly from: FunctionValue
  readonly called: Called
}

const siteLimit = 12

/** Who calls what: what a helper's parameters stand for, and under which tests it is called. */
export class Callers {
  readonly #machine: Machine
  readonly #sites = new Map<string, CallSite[]>()
  readonly #given = new Map<Parameter, readonly Value[]>()

  constructor(machine: Machine) {
    this.#machine = machine
  }

  /** Notes the calls that a function makes. */
  note(from: FunctionValue): void {
    for (const called of this.#machine.trace(from).calls) {
      if (called.call.callee.kind === "external" || called.call.callee.kind === "class") continue
      const callee = calledFunction(this.#machine, called.call)
      if (callee === undefined || callee.declaration === from.declaration) continue
      const key = functionKey(callee)
      const sites = this.#sites.get(key)
      if (sites === undefined) this.#sites.set(key, [{ from, called }])
      else if (sites.length < siteLimit) sites.push({ from, called })
    }
  }

  sitesOf(of: FunctionValue): readonly CallSite[] {
    return this.#sites.get(functionKey(of)) ?? []
  }

  /** What a parameter is given by the calls that are known. */
  given({ parameter, of }: ParameterValue): readonly Value[] {
    const known = this.#given.get(parameter)
    if (known !== undefined) return known
    // A function that calls itself is given what it is being asked for.
    this.#given.set(parameter, [])
    const values = this.sitesOf(of).flatMap(({ called: { call } }) => this.#argument(call, parameter) ?? [])
    this.#given.set(parameter, values)
    return values
  }

  #argument(call: CallValue, parameter: Parameter): Value | undefined {
    const callee = calledFunction(this.#machine, call)
    return callee === undefined ? undefined : bindArguments(this.#machine, callee, call).get(parameter)
  }
}
