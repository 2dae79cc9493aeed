import type { App } from "../semantics/app.ts"
import { asksOf } from "../semantics/condition.ts"
import { decoratorsOf, wrappersOf } from "../semantics/decorators.ts"
import { foreignPath } from "../semantics/foreign-path.ts"
import type { Framework } from "../semantics/framework.ts"
import { calledFunction } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import type { Condition, FunctionValue, Value } from "../semantics/value.ts"
import { departuresOf } from "./departures.ts"
import { functionKey } from "./functions.ts"

/** How far the helpers of a gate are followed. */
const depthLimit = 2

/** What runs in front of a function: on the routes that it serves or guards, and around the functions that it wraps. */
export class InFront {
  readonly #machine: Machine
  readonly #frameworks: readonly Framework[]
  readonly #apps: readonly App[]
  /** By the function behind: what stands in front of it, once for each way there. */
  readonly #ways = new Map<string, (readonly Value[])[]>()
  readonly #refusing = new Map<string, boolean>()
  /** By the function that a decorator puts around others: those. */
  readonly #wrapped = new Map<string, FunctionValue[]>()
  #isRouted = false

  /** @param apps filled by the time the first function is asked for */
  constructor(machine: Machine, frameworks: readonly Framework[], apps: readonly App[]) {
    this.#machine = machine
    this.#frameworks = frameworks
    this.#apps = apps
  }

  /** Notes what the decorators of a function put around it, and what its parameters name as gates. */
  note(of: FunctionValue): void {
    const around = this.#around(of)
    const gates = this.#machine.trace(of).parameters.flatMap((parameter) => {
      const injection = this.#machine.injected(parameter)
      const isGate = injection?.kind === "gate" && injection.value.kind === "call"
      return isGate ? (calledFunction(this.#machine, injection.value) ?? []) : []
    })
    // All is known before anything is noted, so that it can be put off in between.
    around.forEach((wrappers, index) => {
      for (const one of wrappers) {
        if (one.kind !== "function") continue
        this.#add(one, around.slice(0, index).flat())
        const key = functionKey(one)
        this.#wrapped.set(key, [...(this.#wrapped.get(key) ?? []), of])
      }
    })
    if (around.flat().some(({ kind }) => kind === "function")) this.#add(of, around.flat())
    // What else was named in front of it is not looked for.
    for (const gate of gates) this.#add(gate, [])
  }

  /** Whether somebody has been identified, once for each way that is known to lead to a function. */
  waysTo(of: FunctionValue): readonly boolean[] {
    if (!this.#isRouted) this.#route()
    return (this.#ways.get(functionKey(of)) ?? []).map((front) => front.some((gate) => this.#identifies(gate)))
  }

  /** The functions that a decorator puts this one around. */
  wrappedBy(of: FunctionValue): readonly FunctionValue[] {
    return this.#wrapped.get(functionKey(of)) ?? []
  }

  #route(): void {
    this.#isRouted = true
    for (const { handler, dependencies } of this.#apps.flatMap(({ routes }) => routes)) {
      const front = dependencies.map(({ value }) => value)
      front.forEach((gate, index) => {
        if (gate.kind === "function") this.#add(gate, front.slice(0, index))
      })
      this.#add(handler, front)
    }
  }

  #add(behind: FunctionValue, front: readonly Value[]): void {
    const key = functionKey(behind)
    const known = this.#ways.get(key)
    if (known === undefined) this.#ways.set(key, [front])
    else known.push(front)
  }

  /** What each decorator of a function makes of it, outermost first; a package's as it is written. */
  #around(of: FunctionValue): readonly (readonly Value[])[] {
    if (of.declaration.decorators.length === 0) return []
    return decoratorsOf(this.#machine, of).map((one) => {
      const wrappers = wrappersOf(this.#machine, one, of)
      return wrappers.length > 0 ? wrappers : [one]
    })
  }

  /** A gate lets nobody in who is not known: a package's that does not, or one that refuses whoever is not found. */
  #identifies(gate: Value): boolean {
    if (gate.kind === "function") return this.#refusesNobody(gate, 0)
    const path = foreignPath(this.#machine, gate.kind === "call" ? gate.callee : gate)
    const model = path === undefined ? undefined : this.#machine.library(path)
    return model?.kind === "refusing-gate" && model.yields === "identity"
  }

  #refusesNobody(gate: FunctionValue, depth: number): boolean {
    const key = functionKey(gate)
    const known = this.#refusing.get(key)
    if (known !== undefined) return known
    const { calls } = this.#machine.trace(gate)
    const isRefusing =
      departuresOf(this.#machine, this.#frameworks, gate).some(
        ({ status, path }) =>
          status.kind === "known" &&
          (status.value === 401 || status.value === 403) &&
          this.#asksForSomebody(path, status.value === 401),
      ) ||
      (depth < depthLimit &&
        calls.some(({ call, path }) => {
          const helper = path.length === 0 ? calledFunction(this.#machine, call) : undefined
          return helper !== undefined && this.#refusesNobody(helper, depth + 1)
        }))
    if (depth === 0) this.#refusing.set(key, isRefusing)
    return isRefusing
  }

  /** What refuses only those whose token is bad lets everybody else pass. */
  #asksForSomebody(path: readonly Condition[], isSaid: boolean): boolean {
    const steps = path.filter(({ role }) => role === "branch")
    const last = steps.at(-1)
    const asks = asksOf(this.#machine, path)
    if (last?.kind !== "test" || asks?.kind !== "authentication" || !(asks.strong || isSaid)) return false
    return steps
      .slice(0, -1)
      .every(
        (step) =>
          step.kind === "test" && asksOf(this.#machine, [{ ...step, holds: !step.holds }])?.kind !== "authentication",
      )
  }
}
