import { placeKey } from "../../model/place.ts"
import type { App, Dependency, ErrorHandler, Layer, Operation, Route } from "../../semantics/app.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, Value } from "../../semantics/value.ts"
import { joined, routesOf } from "./controllers.ts"
import { filterOf, reachable } from "./filters.ts"
import { guardOf } from "./guards.ts"
import { consumed, used } from "./middleware.ts"
import { entry, modulesFrom, provided } from "./modules.ts"

// https://docs.nestjs.com/faq/request-lifecycle and packages/core/nest-application.ts: `use` and `enableCors` run as they
// are called, the `cors` option in `init()`, and the middleware of modules behind all of them.

/** What an app runs, from the calls on it and from the modules below its root. */
export function arrange(machine: Machine, operations: readonly Operation[]): readonly App[] {
  const byApp = new Map<string, Operation[]>()
  for (const operation of operations) {
    const key = placeKey(operation.object.at)
    byApp.set(key, [...(byApp.get(key) ?? []), operation])
  }
  return [...byApp.values()].flatMap((own) => {
    const [first] = own
    return first === undefined ? [] : [new Arrangement(machine, first.object, own).app()]
  })
}

class Arrangement {
  readonly #machine: Machine
  readonly #object: CallValue
  readonly #operations: readonly Operation[]

  constructor(machine: Machine, object: CallValue, operations: readonly Operation[]) {
    this.#machine = machine
    this.#object = object
    // What is called once the app listens comes too late.
    const begun = operations.findIndex(({ name }) => name === "listen" || name === "init")
    this.#operations = begun < 0 ? operations : operations.slice(0, begun)
  }

  app(): App {
    const [root] = this.#object.arguments.map(({ value }) => value)
    const modules = modulesFrom(this.#machine, root ?? this.#object)
    const prefix = this.#prefix()
    const guards = [...this.#given("useGlobalGuards"), ...provided(this.#machine, modules, "APP_GUARD")].flatMap(
      (value): readonly Dependency[] => guardOf(this.#machine, value),
    )
    const filters = [...provided(this.#machine, modules, "APP_FILTER"), ...this.#given("useGlobalFilters")].flatMap(
      (value): readonly ErrorHandler[] => filterOf(this.#machine, value),
    )
    const routes = modules.controllers.flatMap((controller): readonly Route[] =>
      routesOf(this.#machine, controller, prefix, guards),
    )
    const configured = modules.configures.flatMap((configure) => consumed(this.#machine, configure))
    return {
      name: "",
      object: this.#object,
      at: this.#object.at,
      layers: this.#ordered(configured),
      handlers: reachable(this.#machine, filters),
      routes,
      complete: !this.#operations.some(({ name }) => name === "handed-on"),
    }
  }

  #given(name: string): readonly Value[] {
    return this.#operations
      .filter((operation) => operation.name === name)
      .flatMap(({ arguments: given }) => given.map(({ value }) => value))
  }

  #prefix(): string {
    const [value] = this.#given("setGlobalPrefix")
    if (value === undefined) return ""
    const settled = settle(this.#machine, value)
    return joined("", settled.kind === "constant" && typeof settled.value === "string" ? settled.value : "…")
  }

  #ordered(configured: readonly Layer[]): readonly Layer[] {
    const called = this.#operations.flatMap((operation): readonly Layer[] => {
      const { name, at, when } = operation
      if (name === "use") return used(this.#machine, operation)
      return name === "enableCors" ? [{ name: "CORS", kind: "cors", runs: undefined, at, when }] : []
    })
    const option = this.#corsOption()
    const all = [...called, ...(option === undefined ? [] : [option]), ...configured]
    if (!this.#isFastify()) return all
    // Since 11.2.8 the adapter registers CORS in front of everything.
    return [...all.filter(({ kind }) => kind === "cors"), ...all.filter(({ kind }) => kind !== "cors")]
  }

  /** `NestFactory.create(AppModule, { cors: true })` */
  #corsOption(): Layer | undefined {
    for (const { value } of this.#object.arguments.slice(1)) {
      const options = settle(this.#machine, value)
      const cors = options.kind === "record" ? entry(options, "cors") : undefined
      if (cors === undefined || (cors.kind === "constant" && cors.value !== true)) continue
      return { name: "CORS", kind: "cors", runs: undefined, at: cors.at, when: [] }
    }
    return undefined
  }

  #isFastify(): boolean {
    return this.#object.arguments.some(({ value }) => {
      const made = settle(this.#machine, value)
      return made.kind === "call" && made.callee.kind === "external" && /\.FastifyAdapter$/.test(made.callee.path)
    })
  }
}
