import type { App, Dependency, ErrorHandler, Layer, Operation, Route } from "../../semantics/app.ts"
import { argument } from "../../semantics/arguments.ts"
import { evaluate } from "../../semantics/evaluate.ts"
import { classMember } from "../../semantics/lineage.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, FunctionValue, Value } from "../../semantics/value.ts"
import { handlersIn } from "../handlers.ts"
import { writesCors } from "../own-cors.ts"
import { isFalse } from "./documented.ts"
import { nameOf } from "./paths.ts"

// https://docs.litestar.dev/latest/usage/routing/handlers.html

/**
 * `CORSConfig` wraps the whole app and answers every OPTIONS; the middleware stand in their own order inside it. Where the
 * project writes CORS itself, the automatic OPTIONS of every route has the middleware and the app's guards in front of it.
 */
export function arrange(machine: Machine, operations: readonly Operation[]): readonly App[] {
  return operations.flatMap(({ object, name, at }): readonly App[] => {
    if (name !== "") return []
    const given = (key: string) => argument(object.arguments, undefined, key).value
    const cors = given("cors_config")
    const layers: Layer[] =
      cors === undefined ? [] : [{ name: "CORS", kind: "cors", runs: undefined, at: cors.at, when: [] }]
    const own = cors === undefined ? ownCors(machine, object.arguments) : undefined
    for (const item of itemsOf(machine, given("middleware"))) {
      const layer = layerOf(machine, item)
      // Litestar's own base lets OPTIONS pass by itself.
      if (own === undefined || layer.runs?.declaration.name !== "authenticate_request") layers.push(layer)
    }
    const guards = dependenciesIn(machine, given("guards"))
    const listed = itemsOf(machine, argument(object.arguments, 0, "route_handlers").value)
    if (own !== undefined) {
      layers.push(...guardLayers(machine, given("guards"), undefined))
      for (const item of listed) layers.push(...innerGuards(machine, item, ""))
    }
    layers.push(...hookLayers(machine, given("before_request")), ...(own === undefined ? [] : [own]))
    const around = { path: "", guards, handlers: [], hidden: false }
    const routes = listed.flatMap((item) => routesOf(machine, item, around))
    const handlers = handlersIn(machine, given("exception_handlers"), 1)
    const rewrites = itemsOf(machine, given("plugins")).some((plugin) => isRewriting(machine, plugin))
    return [{ name: "", object, at, layers, handlers, routes, rewrites, complete: true }]
  })
}

/** A plugin of the project that hands every error to a package: `exception_handlers.update({Exception: show_page})`. */
function isRewriting(machine: Machine, plugin: Value): boolean {
  const init =
    plugin.kind === "call" && plugin.callee.kind === "class"
      ? classMember(machine, plugin.callee, "on_app_init", undefined)
      : undefined
  if (init?.kind !== "function") return false
  const configs = [...machine.trace(init).names.values()].flatMap((value) =>
    value.kind === "parameter" || value.kind === "call" ? value.effects : [],
  )
  return configs
    .filter(({ path, name }) => [...path, name].includes("exception_handlers"))
    .flatMap(({ value, arguments: given }) => [value, ...given.map((one) => one.value)])
    .some((map) => map?.kind === "record" && map.spread.some((pair) => isForeignForAll(machine, pair)))
}

function isForeignForAll(machine: Machine, pair: Value): boolean {
  const [takes, handler] = pair.kind === "list" ? pair.items : []
  const isForAll = takes?.kind === "external" && /(^|\.)(HTTP)?Exception$/.test(takes.path)
  return isForAll && handler !== undefined && settle(machine, handler).kind !== "function"
}

/** `response_headers` or `after_request` that write `Access-Control-Allow-Origin`. */
function ownCors(machine: Machine, given: CallValue["arguments"]): Layer | undefined {
  const header = itemsOf(machine, argument(given, undefined, "response_headers").value).find((item) => {
    const name = item.kind === "call" ? argument(item.arguments, undefined, "name").value : undefined
    return name?.kind === "constant" && /^access-control-allow-origin$/i.test(String(name.value))
  })
  const after = argument(given, undefined, "after_request").value
  const runs = after === undefined ? undefined : settle(machine, after)
  const at = header?.at ?? (runs?.kind === "function" && writesCors(machine, runs) ? after?.at : undefined)
  return at === undefined ? undefined : { name: "CORS", kind: "cors-headers", runs: undefined, at, when: [] }
}

function guardLayers(machine: Machine, value: Value | undefined, path: string | undefined): readonly Layer[] {
  const list = value === undefined ? undefined : settle(machine, value)
  return (list?.kind === "list" ? list.items : []).flatMap((item) => layerAt(machine, item, path))
}

/** The automatic OPTIONS of a router's or controller's routes has its guards in front of it as well. */
function innerGuards(machine: Machine, value: Value, prefix: string): readonly Layer[] {
  const member = memberOf(machine, value)
  if (member === undefined) return []
  const path = joined(prefix, pathOf(machine, member("path")))
  return [
    ...guardLayers(machine, member("guards"), path),
    ...itemsOf(machine, member("route_handlers")).flatMap((item) => innerGuards(machine, item, path)),
  ]
}

/** `before_request` of an app runs behind all guards, for OPTIONS as well. */
function hookLayers(machine: Machine, value: Value | undefined): readonly Layer[] {
  return value === undefined ? [] : layerAt(machine, value, undefined)
}

function layerAt(machine: Machine, value: Value, path: string | undefined): readonly Layer[] {
  const runs = settle(machine, value)
  if (runs.kind !== "function") return []
  const where = path === undefined ? {} : { path }
  return [{ name: runs.declaration.name, kind: "own", runs, at: value.at, when: [], ...where }]
}

function itemsOf(machine: Machine, value: Value | undefined): readonly Value[] {
  const list = value === undefined ? undefined : settle(machine, value)
  return list?.kind === "list" ? list.items.map((item) => settle(machine, item)) : []
}

function dependenciesIn(machine: Machine, value: Value | undefined): readonly Dependency[] {
  return itemsOf(machine, value).map((one) => ({ value: one, scopes: [] }))
}

/**
 * `DefineMiddleware(M)` or M itself: `__call__` of ASGI, `handle` and `authenticate_request` of Litestar's bases, and what
 * a factory gives.
 */
function layerOf(machine: Machine, value: Value): Layer {
  const isDefined =
    value.kind === "call" && value.callee.kind === "external" && nameOf(value.callee.path) === "DefineMiddleware"
  const given = isDefined ? argument(value.arguments, 0, "middleware").value : value
  const inner = given?.kind === "call" ? given.callee : given
  const { at } = value
  const factory = given === undefined ? undefined : settle(machine, given)
  if (factory?.kind === "function") {
    const [made] = machine.trace(factory).returns
    const runs = made === undefined ? undefined : settle(machine, made.value)
    if (runs?.kind === "function") return { name: factory.declaration.name, kind: "own", runs, at, when: [] }
  }
  if (inner?.kind !== "class") return { name: "", kind: "foreign", runs: undefined, at, when: [] }
  const { name } = inner.declaration
  for (const method of ["authenticate_request", "handle", inner.closure.language.callName]) {
    const runs = method === undefined ? undefined : classMember(machine, inner, method, undefined)
    if (runs?.kind === "function") return { name, kind: "own", runs, at, when: [] }
  }
  return { name, kind: "foreign", runs: undefined, at, when: [] }
}

/** What routers and controllers put around their handlers. */
interface Around {
  readonly path: string
  readonly guards: readonly Dependency[]
  /** The nearest last. */
  readonly handlers: readonly ErrorHandler[]
  readonly hidden: boolean
}

/** What a router or controller is told under a name; `undefined` for anything else. */
function memberOf(machine: Machine, value: Value): ((name: string) => Value | undefined) | undefined {
  if (value.kind === "class") return (name) => classMember(machine, value, name, undefined)
  const isRouter = value.kind === "call" && value.callee.kind === "external" && nameOf(value.callee.path) === "Router"
  return isRouter ? (name) => argument(value.arguments, name === "path" ? 0 : undefined, name).value : undefined
}

/** A handler under its decorator, or the handlers of a controller or router, with what is around them. */
function routesOf(machine: Machine, value: Value, around: Around): readonly Route[] {
  if (value.kind === "function") return [routeOf(machine, value, around)]
  const member = memberOf(machine, value)
  if (member === undefined) return []
  const inner = within(machine, around, member)
  if (value.kind !== "class")
    return itemsOf(machine, member("route_handlers")).flatMap((item) => routesOf(machine, item, inner))
  return value.declaration.body.flatMap((one) => {
    const method = one.kind === "function" ? member(one.name) : undefined
    return method?.kind === "function" && method.declaration.decorators.length > 0
      ? [routeOf(machine, method, inner)]
      : []
  })
}

function within(machine: Machine, around: Around, given: (key: string) => Value | undefined): Around {
  return {
    path: joined(around.path, pathOf(machine, given("path"))),
    guards: [...around.guards, ...dependenciesIn(machine, given("guards"))],
    handlers: [...around.handlers, ...handlersIn(machine, given("exception_handlers"), 1)],
    hidden: around.hidden || isFalse(machine, given("include_in_schema")),
  }
}

function pathOf(machine: Machine, path: Value | undefined): string {
  const known = path === undefined ? undefined : settle(machine, path)
  if (known?.kind === "constant" && typeof known.value === "string") return known.value
  return path === undefined ? "" : "…"
}

/** Litestar puts one slash between the parts of a path, whatever they begin and end with. */
function joined(prefix: string, path: string): string {
  const own = path.replace(/^\/+|\/+$/g, "")
  return own === "" ? prefix : `${prefix}/${own}`
}

function routeOf(machine: Machine, handler: FunctionValue, around: Around): Route {
  const own = handler.declaration.decorators.map((one) => evaluate(machine, one, handler.closure))
  const made = own.find((one) => one.kind === "call")
  const given = made?.kind === "call" ? made.arguments : []
  const path = argument(given, 0, "path").value
  const known = path?.kind === "constant" && typeof path.value === "string" ? path.value : undefined
  const verb = made?.kind === "call" && made.callee.kind === "external" ? nameOf(made.callee.path) : undefined
  const handlers = [
    ...around.handlers,
    ...handlersIn(machine, argument(given, undefined, "exception_handlers").value, 1),
  ]
  return {
    methods: verb === undefined ? undefined : [verb.toUpperCase()],
    path: known,
    fullPath: joined(around.path, known ?? (path === undefined ? "" : "…")) || "/",
    handler,
    dependencies: [...around.guards, ...dependenciesIn(machine, argument(given, undefined, "guards").value)],
    ...(handlers.length > 0 && { handlers }),
    ...(around.hidden && { hidden: true }),
    at: made?.at ?? handler.at,
  }
}
