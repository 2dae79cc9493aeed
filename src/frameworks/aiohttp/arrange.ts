import { isOf, walk } from "../../ir/walk.ts"
import { placeKey } from "../../model/place.ts"
import type { App, Layer, Operation, Route } from "../../semantics/app.ts"
import { argument } from "../../semantics/arguments.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { FunctionValue, Value } from "../../semantics/value.ts"
import { writesCors } from "../own-cors.ts"

// https://docs.aiohttp.org/en/stable/web_advanced.html#middlewares

const verbs = ["get", "post", "put", "patch", "delete", "options", "head", "view"]

/**
 * `middlewares=[A, B]`: A is outermost, and what is appended is innermost. aiohttp-cors adds routes for OPTIONS, in front
 * of which every middleware runs; a middleware of the project's own that writes CORS answers where it stands.
 */
export function arrange(machine: Machine, operations: readonly Operation[]): readonly App[] {
  const apps = operations.filter(({ name, kind }) => name === "" && kind === "app")
  return apps.map(({ object, at }): App => {
    const own = operations.filter((one) => placeKey(one.object.at) === placeKey(object.at))
    const listed = argument(object.arguments, undefined, "middlewares").value
    const list = listed === undefined ? undefined : settle(machine, listed)
    const items = list?.kind === "list" ? list.items : []
    const layers = items.flatMap((item) => layerOf(machine, item, { at: item.at, when: [] }))
    const prepared: Layer[] = []
    const written: Layer[] = []
    for (const { name, arguments: given, at: added, when } of own) {
      const [first] = given
      if (first === undefined) continue
      if (name === "middlewares.append") layers.push(...layerOf(machine, first.value, { at: added, when }))
      if (name === "on_response_prepare.append") prepared.push(...layerOf(machine, first.value, { at: added, when }))
    }
    // What only writes CORS on what comes back leaves the preflight to whatever is inside it.
    for (const one of [...layers, ...prepared])
      if (one.kind === "cors-headers") written.push({ ...one, runs: undefined })
    const wrapped = own.find((one) => one.name === "wrapped")
    const cors: readonly Layer[] =
      wrapped === undefined ? [] : [{ name: "CORS", kind: "cors-headers", runs: undefined, at: wrapped.at, when: [] }]
    // A list of middleware that is not known may hold more.
    const complete = list === undefined || (list.kind === "list" && !list.open)
    const routes = own.flatMap((one) => routesOf(machine, one, operations))
    return {
      name: "",
      object,
      at,
      layers: [...layers.map(asOwn), ...prepared.map(asOwn), ...cors, ...written],
      handlers: [],
      routes,
      complete,
    }
  })
}

function layerOf(machine: Machine, value: Value, where: Pick<Layer, "at" | "when">): readonly Layer[] {
  const given = settle(machine, value)
  if (given.kind !== "function") return []
  const runs = madeBy(machine, given)
  const kind = !writesCors(machine, runs) ? "own" : answersOptions(runs) ? "cors" : "cors-headers"
  return [{ name: given.declaration.name, kind, runs, ...where }]
}

/** It stands in its place for the rest that it does. */
function asOwn(layer: Layer): Layer {
  return layer.kind === "cors-headers" ? { ...layer, kind: "own" } : layer
}

/** `async def gate(app, handler): async def inner(request): …; return inner`, as middleware was before aiohttp 2.3. */
function madeBy(machine: Machine, factory: FunctionValue): FunctionValue {
  const [only, ...more] = machine.trace(factory).returns
  const made = only === undefined || more.length > 0 ? undefined : settle(machine, only.value)
  return made?.kind === "function" ? made : factory
}

function answersOptions({ declaration }: FunctionValue): boolean {
  for (const node of walk(declaration)) if (isOf(node, "literal") && node.value === "OPTIONS") return true
  return false
}

/** `app.router.add_get("/x", show)`, `app.add_routes([web.get("/x", show)])`, and a table of decorated handlers. */
function routesOf(machine: Machine, operation: Operation, all: readonly Operation[]): readonly Route[] {
  const { arguments: given, at } = operation
  const name = operation.name.replace(/^router\./, "")
  const verb = /^add_(.+)$/.exec(name)?.[1]
  if (name === "add_routes") {
    const table = given[0] === undefined ? undefined : settle(machine, given[0].value)
    if (table?.kind === "list") return table.items.flatMap((item) => listedRoute(machine, item))
    return table?.kind === "call" ? all.flatMap((one) => tableRoute(machine, one, table)) : []
  }
  if (name === "add_route") {
    const [method, path, handler] = given.map(({ value }) => value)
    return handler === undefined ? [] : routesTo(machine, path, handler, methodOf(method), at)
  }
  const [path, handler] = given.map(({ value }) => value)
  return verb === undefined || !verbs.includes(verb) || handler === undefined
    ? []
    : routesTo(machine, path, handler, verb === "view" ? undefined : verb.toUpperCase(), at)
}

function listedRoute(machine: Machine, item: Value): readonly Route[] {
  const made = settle(machine, item)
  const verb =
    made.kind === "call" && made.callee.kind === "external" ? /^aiohttp\.web\.(\w+)$/.exec(made.callee.path) : null
  if (made.kind !== "call" || verb?.[1] === undefined || !verbs.includes(verb[1])) return []
  const [path, handler] = made.arguments.map(({ value }) => value)
  return handler === undefined
    ? []
    : routesTo(machine, path, handler, verb[1] === "view" ? undefined : verb[1].toUpperCase(), made.at)
}

function tableRoute(machine: Machine, operation: Operation, table: Value): readonly Route[] {
  const { name, object, arguments: given, applied, at } = operation
  if (applied === undefined || !verbs.includes(name) || placeKey(object.at) !== placeKey(table.at)) return []
  return routesTo(machine, given[0]?.value, applied, name === "view" ? undefined : name.toUpperCase(), at)
}

function routesTo(
  machine: Machine,
  path: Value | undefined,
  handler: Value,
  method: string | undefined,
  at: Route["at"],
): readonly Route[] {
  const known = path?.kind === "constant" && typeof path.value === "string" ? path.value : undefined
  const runs = settle(machine, handler)
  if (runs.kind !== "function") return []
  return [routeTo(runs, known, method, at)]
}

function routeTo(handler: FunctionValue, path: string | undefined, method: string | undefined, at: Route["at"]): Route {
  return {
    methods: method === undefined ? undefined : [method],
    path,
    fullPath: path ?? "…",
    handler,
    dependencies: [],
    at,
  }
}

function methodOf(value: Value | undefined): string | undefined {
  return value?.kind === "constant" && typeof value.value === "string" ? value.value.toUpperCase() : undefined
}
