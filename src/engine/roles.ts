import type { App } from "../semantics/app.ts"
import type { Framework, Role } from "../semantics/framework.ts"
import { calledFunction, settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import { call } from "../semantics/reduce.ts"
import type { Bindings, FunctionValue, Value } from "../semantics/value.ts"
import { functionKey } from "./functions.ts"
import { caughtBy } from "./handlers.ts"

/** Which function does what, and under which apps. */
export class Roles {
  readonly #machine: Machine
  readonly #frameworks: readonly Framework[]
  readonly #roles = new Map<string, Role>()
  readonly #errors = new Map<string, Bindings>()
  readonly #apps = new Map<string, Set<App>>()
  readonly #owners = new Map<string, Framework>()

  constructor(machine: Machine, frameworks: readonly Framework[]) {
    this.#machine = machine
    this.#frameworks = frameworks
  }

  roleOf(of: FunctionValue): Role {
    const known = this.#roles.get(functionKey(of)) ?? "helper"
    if (known !== "helper") return known
    for (const framework of this.#frameworks) {
      const role = framework.roleOf?.(this.#machine, of)
      if (role !== undefined) return role
    }
    return known
  }

  /** The framework that runs a function, where one is known to; all of them otherwise. */
  frameworksOf(of: FunctionValue): readonly Framework[] {
    const owner = this.#owners.get(functionKey(of))
    return owner === undefined ? this.#frameworks : [owner]
  }

  appsOf(of: FunctionValue): readonly App[] {
    return [...(this.#apps.get(functionKey(of)) ?? [])]
  }

  /** What the error parameter of an error handler stands for; empty for any other function. */
  errorsOf(of: FunctionValue): Bindings {
    return this.#errors.get(functionKey(of)) ?? new Map()
  }

  /** Notes everything that an app runs. */
  app(app: App, framework: Framework): void {
    for (const { handler, dependencies } of app.routes) {
      this.reach(handler, "handler", app, framework)
      for (const { value } of dependencies) this.#dependency(value, app, framework)
    }
    for (const entry of app.handlers) {
      this.reach(entry.handler, "error-handler", app, framework)
      this.#errors.set(functionKey(entry.handler), caughtBy(entry))
    }
    for (const layer of app.layers) {
      if (layer.runs !== undefined) this.reach(layer.runs, "middleware", app, framework)
    }
  }

  /** Notes a function that runs in an app, or in none that is known, and all that it calls. */
  reach(of: FunctionValue, role: Role, app: App | undefined, framework: Framework): void {
    const key = functionKey(of)
    const known = this.#roles.get(key)
    if (known === undefined || known === "helper") {
      this.#roles.set(key, role)
      this.#owners.set(key, framework)
    }
    const apps = this.#apps.get(key)
    if (app === undefined ? apps !== undefined : apps?.has(app) === true) return
    if (apps === undefined) this.#apps.set(key, new Set(app === undefined ? [] : [app]))
    else if (app !== undefined) apps.add(app)
    const trace = this.#machine.trace(of)
    for (const parameter of trace.parameters) {
      const injection = this.#machine.injected(parameter)
      if (injection?.kind !== "gate" && injection?.kind !== "credential") continue
      if (injection.value.kind === "call") this.#dependency(injection.value.callee, app, framework)
    }
    for (const { call: made } of trace.calls) {
      if (made.callee.kind === "external" || made.callee.kind === "class") continue
      const callee = calledFunction(this.#machine, made)
      if (callee !== undefined) this.reach(callee, "helper", app, framework)
    }
  }

  #dependency(value: Value, app: App | undefined, framework: Framework): void {
    const dependency = settle(this.#machine, value)
    const made = call(this.#machine, dependency, [], dependency.at)
    const runs = made.kind === "call" ? calledFunction(this.#machine, made) : undefined
    if (runs !== undefined) this.reach(runs, "dependency", app, framework)
  }

  /** Dependencies that are named in functions of no known app count as dependencies all the same. */
  loose(of: FunctionValue): void {
    const { parameters, calls } = this.#machine.trace(of)
    for (const framework of this.#frameworks) {
      for (const parameter of parameters) {
        const injection = framework.injected?.(this.#machine, parameter)
        if (injection?.kind === "gate" && injection.value.kind === "call")
          this.#dependency(injection.value.callee, undefined, framework)
      }
      for (const { call: made } of calls) {
        const dependency = framework.dependency?.(this.#machine, made)
        if (dependency !== undefined) this.#dependency(dependency, undefined, framework)
      }
    }
  }
}
