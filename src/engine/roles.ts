import { placeKey } from "../model/place.ts"
import type { App } from "../semantics/app.ts"
import { optionsOf } from "../semantics/choice.ts"
import type { Framework, Role } from "../semantics/framework.ts"
import { lineage } from "../semantics/lineage.ts"
import { calledFunction, settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import { call } from "../semantics/reduce.ts"
import { type Trace, traceModule } from "../semantics/trace.ts"
import type { Bindings, CallValue, ClassValue, FunctionValue, Value } from "../semantics/value.ts"
import { functionKey } from "./functions.ts"
import { caughtBy } from "./handlers.ts"
import type { Patience } from "./patience.ts"
import type { Scope } from "./scopes.ts"

/** An object of a framework's own that may refuse: `HTTPBearer()`. */
export interface Gate {
  readonly made: CallValue
  readonly apps: Set<App>
}

/** Which function does what, and under which apps. */
export class Roles {
  readonly #machine: Machine & { readonly patience: Patience }
  readonly #frameworks: readonly Framework[]
  readonly #roles = new Map<string, Role>()
  readonly #errors = new Map<string, Bindings[]>()
  readonly #apps = new Map<string, Set<App>>()
  readonly #answered = new Set<ClassValue["declaration"]>()
  readonly #owners = new Map<string, Framework>()
  readonly #gates = new Map<string, Gate>()

  constructor(machine: Machine & { readonly patience: Patience }, frameworks: readonly Framework[]) {
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

  /** The frameworks' own gates that are named somewhere, with the apps that are known to reach them. */
  get gates(): readonly Gate[] {
    return [...this.#gates.values()]
  }

  /** What the error parameter of an error handler stands for, once for each error that it takes; of others nothing. */
  errorsOf(of: FunctionValue): readonly Bindings[] {
    return this.#errors.get(functionKey(of)) ?? []
  }

  /** Whether an app has a handler for an error of the project's, or for one that it extends. */
  isAnswered(error: ClassValue): boolean {
    return lineage(this.#machine, error).some((one) => one?.kind === "class" && this.#answered.has(one.declaration))
  }

  /** Notes everything that an app runs; with rests. */
  *app(app: App, scopes: readonly Scope[], framework: Framework): Generator<undefined, void> {
    for (const { app: seen, routes } of scopes) {
      for (const { handler, dependencies } of routes) {
        yield* this.#reach(handler, "handler", seen, framework)
        for (const { value } of dependencies) yield* this.#dependency(value, seen, framework)
      }
    }
    for (const entry of new Set(scopes.flatMap(({ app: { handlers } }) => handlers))) {
      yield* this.#reach(entry.handler, "error-handler", app, framework)
      if (entry.takes.kind === "class") this.#answered.add(entry.takes.declaration)
      const key = functionKey(entry.handler)
      this.#errors.set(key, [...(this.#errors.get(key) ?? []), caughtBy(entry)])
    }
    for (const one of app.outside ?? []) this.#outside(one, framework)
    for (const layer of app.layers) {
      if (layer.runs === undefined) continue
      yield* this.#reach(layer.runs, layer.identifies === true ? "authenticator" : "middleware", app, framework)
    }
  }

  /** Notes a function that runs in an app, or in none that is known, and all that it calls. */
  *#reach(of: FunctionValue, role: Role, app: App | undefined, framework: Framework): Generator<undefined, void> {
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
    const { dependencies, called } = yield* this.#machine.patience.work(() => this.#uses(of))
    for (const one of dependencies) yield* this.#dependency(one, app, framework)
    for (const one of called) {
      if (one.kind === "function") yield* this.#reach(one, "helper", app, framework)
      else this.#gate(one, app)
    }
  }

  /** What the parameters of a function stand for, and what it calls: functions, and objects that may be gates. */
  #uses(of: FunctionValue): { readonly dependencies: readonly Value[]; readonly called: readonly Value[] } {
    const { parameters, calls } = this.#machine.trace(of)
    return {
      dependencies: parameters.flatMap((parameter) => {
        const injection = this.#machine.injected(parameter)
        return injection?.kind === "gate" || injection?.kind === "credential" ? calleesOf(injection.value) : []
      }),
      called: calls.flatMap(({ call: made }) => {
        if (made.callee.kind === "external" || made.callee.kind === "class") return []
        return calledFunction(this.#machine, made) ?? settle(this.#machine, made.callee)
      }),
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
    if (gate.kind !== "call") return
    const key = placeKey(gate.at)
    const known = this.#gates.get(key) ?? { made: gate, apps: new Set() }
    this.#gates.set(key, known)
    if (app !== undefined) known.apps.add(app)
  }

  *#dependency(value: Value, app: App | undefined, framework: Framework): Generator<undefined, void> {
    const machine = this.#machine
    const { dependency, runs } = yield* machine.patience.work(() => {
      const dependency = settle(machine, value)
      const made = call(machine, dependency, [], dependency.at)
      return { dependency, runs: made.kind === "call" ? calledFunction(machine, made) : undefined }
    })
    if (runs !== undefined) yield* this.#reach(runs, "dependency", app, framework)
    else this.#gate(dependency, app)
  }

  /** What a module starts apart from requests, or hands over to be run so; with rests. */
  *top(file: string): Generator<undefined, void> {
    const machine = this.#machine
    for (const framework of this.#frameworks) {
      const found = yield* machine.patience.work(() => this.#detached(traceModule(machine, file), framework))
      for (const one of found) this.#outside(one, framework)
    }
  }

  /** Dependencies that are named in functions of no known app count as dependencies all the same; with rests. */
  *loose(of: FunctionValue): Generator<undefined, void> {
    for (const framework of this.#frameworks) {
      const { dependencies, detached } = yield* this.#machine.patience.work(() => this.#names(of, framework))
      for (const one of dependencies) yield* this.#dependency(one, undefined, framework)
      for (const one of detached) this.#outside(one, framework)
    }
  }

  /** What a function names as a dependency of others, and what it starts apart from requests. */
  #names(
    of: FunctionValue,
    framework: Framework,
  ): { readonly dependencies: readonly Value[]; readonly detached: readonly FunctionValue[] } {
    const trace = this.#machine.trace(of)
    const { parameters, calls } = trace
    const injected = parameters.flatMap((parameter) => {
      const injection = framework.injected?.(this.#machine, parameter)
      return injection?.kind === "gate" ? calleesOf(injection.value) : []
    })
    return {
      dependencies: [
        ...injected,
        ...calls.flatMap(({ call: made }) => framework.dependency?.(this.#machine, made) ?? []),
      ],
      detached: this.#detached(trace, framework),
    }
  }

  #detached({ calls }: Trace, framework: Framework): readonly FunctionValue[] {
    return calls.flatMap(({ call: made }) => {
      const detached = framework.detached?.(this.#machine, made)
      const runs = detached === undefined ? undefined : settle(this.#machine, detached)
      return runs?.kind === "function" ? [runs] : []
    })
  }
}

/** What is called by the calls that a value may be. */
function calleesOf(value: Value): readonly Value[] {
  return optionsOf(value).flatMap(({ value: one }) => (one.kind === "call" ? [one.callee] : []))
}
