import { placeKey } from "../../model/place.ts"
import type { App, Dependency, Layer, Operation, Route } from "../../semantics/app.ts"
import { foreignPath } from "../../semantics/foreign-path.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, FunctionValue, Value } from "../../semantics/value.ts"
import { flattened, functionsIn } from "../express/functions.ts"
import { optionsOf } from "../options.ts"
import { catchesOf } from "./catches.ts"

// https://koajs.com/#application: middleware runs in the order of its registration. A router's own runs only for the
// requests that one of its routes takes, method and all: https://github.com/koajs/router/blob/master/API.md

const verbs = new Set(["get", "post", "put", "patch", "delete", "del", "options", "head", "all"])
const cors = /^(@koa\/cors|koa2-cors|koa-cors)(\.default)?$/

/** What runs, from the calls on apps and routers in their order. */
export function arrange(machine: Machine, operations: readonly Operation[]): readonly App[] {
  const byObject = new Map<string, Operation[]>()
  for (const operation of operations) {
    const key = placeKey(operation.object.at)
    const own = byObject.get(key)
    if (own === undefined) byObject.set(key, [operation])
    else own.push(operation)
  }
  const mounted = new Set<string>()
  const apps = [...byObject.values()].flatMap(([first]) =>
    first?.kind === "app" ? [new Arrangement(machine, byObject, mounted).app(first.object)] : [],
  )
  // A router that no app takes in code that was read still runs: as an app of its own, of which little is known.
  const loose = [...byObject].flatMap(([key, [first]]) =>
    first === undefined || first.kind === "app" || mounted.has(key)
      ? []
      : [{ ...new Arrangement(machine, byObject, mounted).router(first.object), complete: false }],
  )
  return [...apps, ...loose]
}

class Arrangement {
  readonly #machine: Machine
  readonly #byObject: ReadonlyMap<string, readonly Operation[]>
  readonly #mounted: Set<string>
  readonly #layers: Layer[] = []
  readonly #routes: Route[] = []
  #listener: FunctionValue | undefined
  #complete = true

  constructor(machine: Machine, byObject: ReadonlyMap<string, readonly Operation[]>, mounted: Set<string>) {
    this.#machine = machine
    this.#byObject = byObject
    this.#mounted = mounted
  }

  app(object: CallValue): App {
    for (const { name, arguments: given, at, when } of this.#operationsOn(object)) {
      if (name === "handed-on") this.#complete = false
      if (name === "on" && textOf(given[0]?.value) === "error") this.#listen(given[1]?.value)
      if (name !== "use") continue
      for (const value of flattened(
        this.#machine,
        given.map((one) => one.value),
      )) {
        const router = this.#routerIn(value)
        if (router === undefined) this.#layers.push({ ...this.#layer(value), at, when })
        else this.#router(router, "", [], [])
      }
    }
    return this.#app(object)
  }

  /** One of several is as good as none: which of them answers is not known. */
  #listen(value: Value | undefined): void {
    const [own, more] = value === undefined ? [] : functionsIn(this.#machine, value)
    this.#listener = this.#listener === undefined && more === undefined ? own : undefined
  }

  router(object: CallValue): App {
    this.#router(object, "", [], [])
    return this.#app(object)
  }

  #app(object: CallValue): App {
    const handlers = catchesOf(this.#machine, this.#layers, this.#listener)
    const rest = { layers: this.#layers, handlers, routes: this.#routes, complete: this.#complete }
    return { name: "", object, at: object.at, wipes: true, ...rest }
  }

  #operationsOn(object: CallValue): readonly Operation[] {
    this.#mounted.add(placeKey(object.at))
    return this.#byObject.get(placeKey(object.at)) ?? []
  }

  /** `router.routes()`, `router.middleware()` */
  #routerIn(value: Value): CallValue | undefined {
    if (value.kind !== "call" || value.callee.kind !== "member") return undefined
    if (value.callee.name !== "routes" && value.callee.name !== "middleware") return undefined
    const made = settle(this.#machine, value.callee.object)
    return made.kind === "call" && this.#byObject.has(placeKey(made.at)) ? made : undefined
  }

  #layer(value: Value): Omit<Layer, "at" | "when"> {
    const path = value.kind === "call" ? (foreignPath(this.#machine, value.callee) ?? "") : ""
    if (cors.test(path)) return { name: "cors", kind: "cors", runs: undefined }
    if (value.kind === "call" && /^koa-jwt(\.default)?$/.test(path)) {
      const passes = optionsOf(this.#machine, value, 0).of("passthrough") !== undefined
      return { name: "jwt", kind: "foreign", runs: undefined, refuses: !passes }
    }
    const [runs, more] = functionsIn(this.#machine, value)
    return runs === undefined || more !== undefined
      ? { name: "", kind: "foreign", runs: undefined }
      : { name: runs.declaration.name, kind: "own", runs }
  }

  /** @param before what runs in front of each of its routes */
  #router(object: CallValue, prefix: string, before: readonly Dependency[], outer: readonly string[]): void {
    const key = placeKey(object.at)
    if (outer.includes(key)) return
    const own = this.#operationsOn(object)
    const given = own.find(({ name }) => name === "prefix")?.arguments[0]?.value
    const base = prefix + (textOf(given ?? optionsOf(this.#machine, object, 0).of("prefix")) ?? "")
    const gates = [...before]
    for (const operation of own) {
      const { name, arguments: args } = operation
      if (name === "handed-on") this.#complete = false
      const values = args.map(({ value }) => value)
      const path = textOf(values[0])
      if (name === "use") {
        const rest = path === undefined && values[0]?.kind !== "list" ? values : values.slice(1)
        for (const value of flattened(this.#machine, path === undefined ? values : rest)) {
          const inner = this.#routerIn(value)
          if (inner === undefined) gates.push(...this.#dependencies(value))
          else this.#router(inner, base + (path ?? ""), gates, [...outer, key])
        }
      } else if (verbs.has(name)) this.#route(operation, values, base, gates)
    }
  }

  #route({ name, at }: Operation, values: readonly Value[], base: string, gates: readonly Dependency[]): void {
    // `router.get("name", "/path", handler)`
    const texts = values.slice(0, 2).map(textOf)
    const path = texts[1] ?? texts[0]
    const listed = flattened(this.#machine, values.slice(texts.filter((text) => text !== undefined).length))
    const [handler] = functionsIn(this.#machine, listed.at(-1) ?? unnamed(at))
    if (handler === undefined) return
    const own = listed.slice(0, -1).flatMap((value) => this.#dependencies(value))
    const methods = name === "all" ? undefined : [name === "del" ? "DELETE" : name.toUpperCase()]
    const rest = { methods, path, fullPath: base + (path ?? "…"), handler, at }
    this.#routes.push({ ...rest, dependencies: [...gates, ...own] })
  }

  #dependencies(value: Value): readonly Dependency[] {
    const own = functionsIn(this.#machine, value)
    return (own.length === 0 ? [value] : own).map((one) => ({ value: one, scopes: [] }))
  }
}

function textOf(value: Value | undefined): string | undefined {
  return value?.kind === "constant" && typeof value.value === "string" ? value.value : undefined
}

function unnamed(at: Value["at"]): Value {
  return { kind: "unknown", why: "no value", at }
}
