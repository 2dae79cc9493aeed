import { placeKey } from "../../model/place.ts"
import type { App, Dependency, ErrorHandler, Layer, Operation, Route } from "../../semantics/app.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, FunctionValue, Value } from "../../semantics/value.ts"
import { optionsOf } from "../options.ts"
import { flattened, functionsIn } from "./functions.ts"
import { isGate } from "./gates.ts"

// https://expressjs.com/en/guide/routing.html and using-middleware.html: everything runs in the order of registration.

const verbs = new Set(["get", "post", "put", "patch", "delete", "options", "head", "all"])

/** What runs, from the calls on apps and routers in their order. */
export function arrange(machine: Machine, operations: readonly Operation[]): readonly App[] {
  const byObject = new Map<string, Operation[]>()
  for (const operation of operations) {
    const key = placeKey(operation.object.at)
    const own = byObject.get(key)
    if (own === undefined) byObject.set(key, [operation])
    else own.push(operation)
  }
  // A router that no app mounts in code that was read still runs: as an app of its own, of which little is known.
  const mounted = new Set<string>()
  const apps = [...byObject.values()].flatMap(([first]) =>
    first?.kind === "app" ? [new Arrangement(machine, byObject, mounted).app(first.object)] : [],
  )
  const loose = [...byObject.entries()].flatMap(([key, [first]]) =>
    first === undefined || first.kind === "app" || mounted.has(key)
      ? []
      : [{ ...new Arrangement(machine, byObject, mounted).app(first.object), complete: false }],
  )
  return [...apps, ...loose]
}

class Arrangement {
  readonly #machine: Machine
  readonly #byObject: ReadonlyMap<string, readonly Operation[]>
  readonly #mounted: Set<string>
  readonly #layers: Layer[] = []
  readonly #last: Layer[] = []
  readonly #handlers: ErrorHandler[] = []
  readonly #routes: Route[] = []
  #complete = true

  constructor(machine: Machine, byObject: ReadonlyMap<string, readonly Operation[]>, mounted: Set<string>) {
    this.#machine = machine
    this.#byObject = byObject
    this.#mounted = mounted
  }

  app(object: CallValue): App {
    this.#play(object, "", [])
    return {
      name: "",
      object,
      at: object.at,
      layers: [...this.#layers, ...this.#last],
      // The first that answers is the one that is asked.
      handlers: this.#handlers.toReversed(),
      routes: this.#routes,
      complete: this.#complete,
    }
  }

  #play(object: CallValue, prefix: string, outer: readonly string[]): void {
    const key = placeKey(object.at)
    if (outer.includes(key)) return
    this.#mounted.add(key)
    for (const operation of this.#byObject.get(key) ?? []) {
      if (operation.name === "handed-on") this.#complete = false
      if (operation.name === "use" || isForAll(operation)) this.#use(operation, prefix, [...outer, key])
      else if (operation.name === "options" && isCors(operation.arguments.at(-1)?.value))
        this.#use(operation, prefix, outer)
      else if (verbs.has(operation.name)) this.#route(operation, prefix)
    }
  }

  #use({ arguments: given, at, when }: Operation, prefix: string, outer: readonly string[]): void {
    const values = given.map(({ value }) => value)
    const path = pathOf(values[0])
    const under = path === undefined ? prefix : joined(prefix, path)
    for (const value of flattened(this.#machine, path === undefined ? values : values.slice(1))) {
      const router = this.#routerIn(value)
      if (router !== undefined) {
        this.#play(router, under, outer)
        continue
      }
      if (isCors(value)) {
        const options = value.kind === "call" ? optionsOf(this.#machine, value, 0) : undefined
        if (isFalse(options?.of("origin"))) continue
        const rest = { name: "cors", runs: undefined, at, when, path: under } as const
        // A preflight that is handed on is answered by whatever comes last.
        if (options?.of("preflightContinue") === undefined || isFalse(options.of("preflightContinue")))
          this.#layers.push({ ...rest, kind: "cors" })
        else this.#last.push({ ...rest, kind: "cors-headers" })
        continue
      }
      const functions = functionsIn(this.#machine, value)
      for (const runs of functions) {
        if (isErrorHandler(runs))
          this.#handlers.push({ takes: anyError(at), handler: runs, position: 0, broad: true, handsOn: true, at })
        else this.#layers.push({ name: nameOf(runs), kind: "own", runs, at, when, path: under })
      }
      if (functions.length === 0) {
        const refuses = isGate(this.#machine, value)
        this.#layers.push({
          name: nameOfForeign(value),
          kind: "foreign",
          runs: undefined,
          ...(refuses && { refuses }),
          at,
          when,
          path: under,
        })
      }
    }
  }

  /** A router, or what a chain of calls on one gives back, which is the same: `Router().use(orders)`. */
  #routerIn(value: Value): CallValue | undefined {
    if (value.kind !== "call") return undefined
    if (this.#byObject.has(placeKey(value.at))) return value
    const { callee } = value
    const isChain = callee.kind === "member" && (callee.name === "use" || verbs.has(callee.name))
    return isChain ? this.#routerIn(callee.object) : undefined
  }

  #route(operation: Operation, prefix: string): void {
    const { name, arguments: given, at, within } = operation
    const values = given.map(({ value }) => value)
    const own = pathOf(values[0])
    const path = own ?? pathOf(within?.arguments[0]?.value)
    const listed = flattened(this.#machine, own === undefined ? values : values.slice(1))
    const functions = listed.map((value) => functionsIn(this.#machine, value))
    const last = functions.findLastIndex((some) => some.length > 0)
    // `app.get("setting")` reads a setting.
    if (last < 0) return
    const dependencies = listed.slice(0, last).flatMap((value, index): readonly Dependency[] => {
      const own = functions[index] ?? []
      return (own.length === 0 ? [value] : own).map((one) => ({ value: one, scopes: [] }))
    })
    for (const handler of functions[last] ?? []) {
      this.#routes.push({
        methods: name === "all" ? undefined : [name.toUpperCase()],
        path,
        fullPath: joined(prefix, path ?? "…"),
        handler,
        dependencies,
        at,
      })
    }
  }
}

/** A handler of errors is known by its four parameters: https://expressjs.com/en/guide/error-handling.html */
function isErrorHandler({ declaration, owner }: FunctionValue): boolean {
  const own = declaration.parameters.length - (owner !== undefined && declaration.role === "method" ? 1 : 0)
  return own === 4
}

/** `app.all("*", auth)` is a middleware, whatever it is called. */
function isForAll({ name, arguments: given }: Operation): boolean {
  const path = pathOf(given[0]?.value)
  return name === "all" && path !== undefined && /^\/?(\*|\{\*\w+\})$/.test(path)
}

function isFalse(value: Value | undefined): boolean {
  return value?.kind === "constant" && value.value === false
}

function anyError(at: Operation["at"]): Value {
  return { kind: "external", path: "globalThis.Error", at }
}

function isCors(value: Value | undefined): boolean {
  return value?.kind === "call" && value.callee.kind === "external" && value.callee.path === "cors"
}

function pathOf(value: Value | undefined): string | undefined {
  return value?.kind === "constant" && typeof value.value === "string" ? value.value : undefined
}

function nameOf({ declaration }: FunctionValue): string {
  return declaration.name
}

function joined(prefix: string, path: string): string {
  if (/^\/?(\*|\{\*\w+\})?$/.test(path)) return prefix
  return prefix + (path.startsWith("/") || path === "…" ? path : `/${path}`)
}

/** `json` of `express.json()`, `helmet` of `helmet()`; empty where what is made of it is not known. */
function nameOfForeign(value: Value): string {
  const made = value.kind === "call" ? value.callee : value
  const parts = made.kind === "external" ? made.path.split(/[./]/) : []
  return parts.findLast((part) => part !== "default") ?? ""
}
