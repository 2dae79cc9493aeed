import type { Parameter } from "../ir/statement.ts"
import { bindArguments } from "../semantics/arguments.ts"
import { calledFunction } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import type { Called, Leaving } from "../semantics/trace.ts"
import type { CallValue, ClassValue, FunctionValue, ParameterValue, Value } from "../semantics/value.ts"
import { functionKey } from "./functions.ts"

/** One call of a function of the project. */
export interface CallSite {
  readonly from: FunctionValue
  readonly called: Called
}

const siteLimit = 12

const numbers = new WeakMap<CallValue, number>()
let count = 0

function numberOf(call: CallValue): number {
  const known = numbers.get(call)
  if (known !== undefined) return known
  numbers.set(call, ++count)
  return count
}

/** Who calls what, and who raises what: what a helper's parameters stand for, and under which tests it is called. */
export class Callers {
  readonly #machine: Machine
  readonly #sites = new Map<string, CallSite[]>()
  readonly #raises = new Map<ClassValue["declaration"], Leaving[]>()

  constructor(machine: Machine) {
    this.#machine = machine
  }

  /** Notes the calls that a function makes, and the project's own errors that it raises. */
  note(from: FunctionValue): void {
    const { calls, raises } = this.#machine.trace(from)
    // All is known before anything is noted, so that it can be put off in between.
    const called = calls.flatMap((one) => this.#calleeOf(from, one) ?? [])
    for (const raised of raises) this.#noteRaise(raised)
    for (const { key, site } of called) {
      const sites = this.#sites.get(key)
      if (sites === undefined) this.#sites.set(key, [site])
      else if (sites.length < siteLimit) sites.push(site)
    }
  }

  #calleeOf(from: FunctionValue, called: Called): { readonly key: string; readonly site: CallSite } | undefined {
    const { call } = called
    if (call.callee.kind === "external" || call.callee.kind === "class") return undefined
    const callee = calledFunction(this.#machine, call)
    if (callee === undefined || callee.declaration === from.declaration) return undefined
    return { key: functionKey(callee), site: { from, called } }
  }

  #noteRaise(raised: Leaving): void {
    const { value } = raised
    if (value.kind !== "call" || value.callee.kind !== "class") return
    const { declaration } = value.callee
    const known = this.#raises.get(declaration)
    if (known === undefined) this.#raises.set(declaration, [raised])
    else if (known.length < siteLimit) known.push(raised)
  }

  /** Where an error class of the project is raised, as far as that is known. */
  raisesOf({ declaration }: ClassValue): readonly Leaving[] {
    return this.#raises.get(declaration) ?? []
  }

  sitesOf(of: FunctionValue): readonly CallSite[] {
    return this.#sites.get(functionKey(of)) ?? []
  }

  /** Every call of a function; none where there may be more of them than are kept. */
  allSitesOf(of: FunctionValue): readonly CallSite[] {
    const sites = this.sitesOf(of)
    return sites.length < siteLimit ? sites : []
  }

  /** What a parameter is given by the calls that are known. */
  given({ parameter, of }: ParameterValue): readonly Value[] {
    return this.sitesOf(of).flatMap(({ called: { call } }) => this.#argument(call, parameter) ?? [])
  }

  /** Tells the calls of a function apart from other ones: a call that is read anew counts as another. */
  version(functionKey: string): string | undefined {
    return this.#sites
      .get(functionKey)
      ?.map(({ called: { call } }) => numberOf(call))
      .join(" ")
  }

  #argument(call: CallValue, parameter: Parameter): Value | undefined {
    const callee = calledFunction(this.#machine, call)
    return callee === undefined ? undefined : bindArguments(this.#machine, callee, call).get(parameter)
  }
}
