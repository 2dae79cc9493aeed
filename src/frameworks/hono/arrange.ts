import { placeKey } from "../../model/place.ts"
import type { App, Dependency, ErrorHandler, Layer, Operation, Route } from "../../semantics/app.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, Value } from "../../semantics/value.ts"
import { flattened, functionsIn } from "../express/functions.ts"
import { layerOf } from "./layers.ts"

// https://hono.dev/docs/guides/middleware#execution-order: everything runs in the order of its registration, that of a
// mounted app where it was mounted; https://hono.dev/docs/api/routing

const verbs = new Set(["get", "post", "put", "patch", "delete", "options", "head", "all", "on", "openapi"])

/** What runs, from the calls on apps in their order. */
export function arrange(machine: Machine, operations: readonly Operation[]): readonly App[] {
  const byObject = new Map<string, Operation[]>()
  for (const operation of operations) {
    const key = placeKey(operation.object.at)
    const own = byObject.get(key)
    if (own === undefined) byObject.set(key, [operation])
    else own.push(operation)
  }
  const mounted = new Set(
    operations.flatMap((operation) => mountedBy(machine, operation).map(({ at }) => placeKey(at))),
  )
  const found: App[] = []
  for (const [key, [first]] of byObject) {
    if (first === undefined || mounted.has(key)) continue
    new Arrangement(machine, byObject, found).play(first.object, "", [])
  }
  return found
}

/** The apps that an operation mounts below a path. */
function mountedBy(machine: Machine, { name, arguments: given }: Operation): readonly CallValue[] {
  const sub = name === "route" ? given[1]?.value : undefined
  const settled = sub === undefined ? undefined : madeBy(settle(machine, sub))
  return settled === undefined ? [] : [settled]
}

/** `new Hono().use(a).get("/", b)` is the app that it begins with. */
function madeBy(value: Value): CallValue | undefined {
  if (value.kind !== "call") return undefined
  return value.callee.kind === "member" ? madeBy(value.callee.object) : value
}

interface Parts {
  readonly layers: Layer[]
  readonly handlers: ErrorHandler[]
  readonly routes: Route[]
  complete: boolean
}

class Arrangement {
  readonly #machine: Machine
  readonly #byObject: ReadonlyMap<string, readonly Operation[]>
  readonly #found: App[]

  constructor(machine: Machine, byObject: ReadonlyMap<string, readonly Operation[]>, found: App[]) {
    this.#machine = machine
    this.#byObject = byObject
    this.#found = found
  }

  /** Adds the app and, beside it, those it mounts that answer errors themselves. */
  play(object: CallValue, prefix: string, outer: readonly Layer[]): void {
    const parts: Parts = { layers: [...outer], handlers: [], routes: [], complete: true }
    this.#operations(object, prefix, parts, [])
    const { layers, handlers, routes, complete } = parts
    this.#found.push({ name: "", object, at: object.at, layers, handlers, routes, complete })
  }

  #operations(object: CallValue, prefix: string, parts: Parts, outer: readonly string[]): void {
    const key = placeKey(object.at)
    if (outer.includes(key)) return
    for (const operation of this.#byObject.get(key) ?? []) {
      const under = joined(prefix, basePathOf(operation))
      switch (operation.name) {
        case "handed-on":
          parts.complete = false
          break
        case "use":
          this.#use(operation, under, parts)
          break
        case "onError":
          this.#handler(operation, parts)
          break
        case "route":
          this.#mount(operation, under, parts, [...outer, key])
          break
        default:
          if (verbs.has(operation.name)) this.#route(operation, under, parts)
      }
    }
  }

  #use({ arguments: given, at, when }: Operation, prefix: string, { layers }: Parts): void {
    const values = given.map(({ value }) => value)
    const path = pathOf(values[0])
    const under = path === undefined ? prefix : joined(prefix, path)
    for (const value of this.#flattened(path === undefined ? values : values.slice(1))) {
      layers.push({ ...layerOf(this.#machine, value), at, when, path: under })
    }
  }

  #handler({ arguments: given, at }: Operation, { handlers }: Parts): void {
    const [first] = given
    const handler = first === undefined ? undefined : settle(this.#machine, first.value)
    if (handler?.kind !== "function") return
    const takes: Value = { kind: "external", path: "globalThis.Error", at }
    // The last one that is registered is the one that is asked.
    handlers.splice(0, handlers.length, { takes, handler, position: 0, broad: true, at })
  }

  #mount(operation: Operation, prefix: string, parts: Parts, outer: readonly string[]): void {
    const path = pathOf(operation.arguments[0]?.value)
    const [sub] = mountedBy(this.#machine, operation)
    const own = sub === undefined ? [] : (this.#byObject.get(placeKey(sub.at)) ?? [])
    if (sub === undefined || own.length === 0) {
      parts.complete = false
      return
    }
    const under = joined(prefix, path ?? "…")
    const answersErrors = own.some(({ name }) => name === "onError")
    if (!answersErrors) this.#operations(sub, under, parts, outer)
    else {
      const before = parts.layers.length
      new Arrangement(this.#machine, this.#byObject, this.#found).play(sub, under, parts.layers)
      // Its middleware runs for whatever else lies below its path, too.
      const made = this.#found.at(-1)
      parts.layers.push(...(made?.layers.slice(before) ?? []))
    }
  }

  #route(operation: Operation, prefix: string, { routes, layers }: Parts): void {
    const { name, arguments: given, at, when } = operation
    const values = given.map(({ value }) => value)
    const methods = name === "on" ? listOf(this.#machine, values.shift()) : name === "all" ? undefined : [name]
    const declared = name === "openapi" ? this.#declared(values[0]) : undefined
    const path = declared?.path ?? pathOf(values[0])
    const listed = this.#flattened(path === undefined ? values : values.slice(1))
    const fullPath = joined(prefix, path ?? "")
    // What runs for every method runs for OPTIONS, like a layer.
    if (methods === undefined || methods.includes("options")) {
      for (const value of listed.slice(0, -1)) {
        layers.push({ ...layerOf(this.#machine, value), at, when, path: fullPath })
      }
    }
    const functions = listed.map((value) => functionsIn(this.#machine, value))
    const last = functions.findLastIndex((some) => some.length > 0)
    const dependencies = listed.slice(0, Math.max(last, 0)).flatMap((value, index): readonly Dependency[] => {
      const own = functions[index] ?? []
      return (own.length === 0 ? [value] : own).map((one) => ({ value: one, scopes: [] }))
    })
    for (const handler of functions[last] ?? []) {
      this.#routes(routes, { methods: declared?.methods ?? methods, path, fullPath, handler, dependencies, at })
    }
  }

  #routes(routes: Route[], { methods, ...route }: Route): void {
    routes.push({ ...route, methods: methods?.map((method) => method.toUpperCase()) })
  }

  /** `app.openapi(createRoute({ method: "get", path: "/me" }), handler)` of @hono/zod-openapi. */
  #declared(value: Value | undefined): Pick<Route, "methods" | "path"> | undefined {
    const made = value === undefined ? undefined : settle(this.#machine, value)
    const options = made?.kind === "call" ? made.arguments[0]?.value : undefined
    if (options?.kind !== "record") return undefined
    const text = (key: string) => {
      const held = options.entries.findLast((entry) => entry.key === key)?.value
      return held?.kind === "constant" && typeof held.value === "string" ? held.value : undefined
    }
    const method = text("method")
    return { methods: method === undefined ? undefined : [method], path: text("path") }
  }

  /** Lists, and what `createHandlers` and `every` put together. */
  #flattened(values: readonly Value[]): readonly Value[] {
    return flattened(this.#machine, values).flatMap((value): readonly Value[] => {
      const path = value.kind === "call" && value.callee.kind === "external" ? value.callee.path : ""
      const isTogether = /^hono\/(factory\..*createHandlers|combine\.every)$/.test(path)
      return isTogether && value.kind === "call" ? this.#flattened(value.arguments.map((one) => one.value)) : [value]
    })
  }
}

/** `new Hono().basePath("/api")`, chained. */
function basePathOf({ within }: Operation): string {
  const isBase = within?.callee.kind === "member" && within.callee.name === "basePath"
  return (isBase ? pathOf(within.arguments[0]?.value) : undefined) ?? ""
}

function listOf(machine: Machine, value: Value | undefined): readonly string[] | undefined {
  if (value === undefined) return undefined
  const settled = settle(machine, value)
  const items = settled.kind === "list" ? settled.items : [settled]
  const names = items.flatMap((item) => pathOf(item)?.toLowerCase() ?? [])
  return names.length === items.length ? names : undefined
}

function pathOf(value: Value | undefined): string | undefined {
  return value?.kind === "constant" && typeof value.value === "string" ? value.value : undefined
}

/** `*` and `/*` are every path below; the prefix alone stands for that. */
function joined(prefix: string, path: string): string {
  const plain = path.replace(/\/?\*$/, "").replace(/\/$/, "")
  if (plain === "") return prefix
  return prefix + (plain.startsWith("/") || plain === "…" ? plain : `/${plain}`)
}
