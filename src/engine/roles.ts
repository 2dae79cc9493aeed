import { placeKey } from "../model/place.ts"
import type { App } from "../semantics/app.ts"
import { optionsOf } from "../semantics/choice.ts"
import type { Framework, Role } from "../semantics/framework.ts"
import { calledFunction, settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import { call } from "../semantics/reduce.ts"
import type { Bindings, CallValue, FunctionValue, Value } from "../semantics/value.ts"
import { functionKey } from "./functions.ts"
import { caughtBy } from "./handlers.ts"
import type { Scope } from "./scopes.ts"

/** An object of a framework's own that may refuse: `HTTPBearer()`. */
export interface Gate {
  readonly made: CallValue
  readonly apps: Set<App>
}

/** Which function does what, and under which apps. */
export class Roles {
  readonly #machine: Machine
  readonly #frameworks: readonly Framework[]
  readonly #roles = new Map<string, Role>()
  readonly #errors = new Map<string, Bindings[]>()
  readonly #apps = new Map<string, Set<App>>()
  readonly #owners = new Map<string, Framework>()
  readonly #gates = new Map<string, Gate>()

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
    const { name } = of.closure.language
    return owner === undefined ? this.#frameworks.filter(({ language }) => language === name) : [owner]
  }

  appsOf(of: FunctionValue): readonly App[] {
    return [...(this.#apps.get(functionKey(of)) ?? [])]
  }

  /** The frameworks' own gates that apps are known to reach. */
  get gates(): readonly Gate[] {
    return [...this.#gates.values()]
  }

  /** What the error parameter of an error handler stands for, once for each error that it takes; of others nothing. */
  errorsOf(of: FunctionValue): readonly Bindings[] {
    return this.#errors.get(functionKey(of)) ?? []
  }

  /** Notes everything that an app runs. */
  app(app: App, scopes: readonly Scope[], framework: Framework): void {
    for (const { app: seen, routes } of scopes) {
      for (const { handler, dependencies } of routes) {
        this.reach(handler, "handler", seen, framework)
        for (const { value } of dependencies) this.#dependency(value, seen, framework)
      }
    }
    for (const entry of new Set(scopes.flatMap(({ app: { handlers } }) => handlers))) {
      this.reach(entry.handler, "error-handler", app, framework)
      const key = functionKey(entry.handler)
      this.#errors.set(key, [...(this.#errors.get(key) ?? []), caughtBy(entry)])
    }
    for (const one of app.outside ?? []) this.#outside(one, framework)
    for (const layer of app.layers) {
      if (layer.runs === undefined) continue
      this.reach(layer.runs, layer.identifies === true ? "authenticator" : "middleware", app, framework)
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
      for (const { value } of optionsOf(injection.value))
        if (value.kind === "call") this.#dependency(value.callee, app, framework)
    }
    for (const { call: made } of trace.calls) {
      if (made.callee.kind === "external" || made.callee.kind === "class") continue
      const callee = calledFunction(this.#machine, made)
      if (callee !== undefined) this.reach(callee, "helper", app, framework)
      else this.#gate(settle(this.#machine, made.callee), app)
    }
  }

  /** What runs apart from requests, unless it answers some as well. */
  #outside(of: FunctionValue, framework: Framework): void {
    const key = functionKey(of)
    if ((this.#roles.get(key) ?? "helper") !== "helper") return
    this.#roles.set(key, "outside")
    this.#owners.set(key, framework)
  }

  #gate(gate: Value, app: App | undefined): void {
    if (app === undefined || gate.kind !== "call") return
    const key = placeKey(gate.at)
    const known = this.#gates.get(key)
    if (known === undefined) this.#gates.set(key, { made: gate, apps: new Set([app]) })
    else known.apps.add(app)
  }

  #dependency(value: Value, app: App | undefined, framework: Framework): void {
    const dependency = settle(this.#machine, value)
    const made = call(this.#machine, dependency, [], dependency.at)
    const runs = made.kind === "call" ? calledFunction(this.#machine, made) : undefined
    if (runs !== undefined) this.reach(runs, "dependency", app, framework)
    else this.#gate(dependency, app)
  }

  /** Dependencies that are named in functions of no known app count as dependencies all the same. */
  loose(of: FunctionValue): void {
    const { parameters, calls } = this.#machine.trace(of)
    for (const framework of this.#frameworks) {
      for (const parameter of parameters) {
        const injection = framework.injected?.(this.#machine, parameter)
        if (injection?.kind !== "gate") continue
        for (const { value } of optionsOf(injection.value))
          if (value.kind === "call") this.#dependency(value.callee, undefined, framework)
      }
      for (const { call: made } of calls) {
        const dependency = framework.dependency?.(this.#machine, made)
        if (dependency !== undefined) this.#dependency(dependency, undefined, framework)
        const detached = framework.detached?.(this.#machine, made)
        const runs = detached === undefined ? undefined : settle(this.#machine, detached)
        if (runs?.kind === "function") this.#outside(runs, framework)
      }
    }
  }
}
