import type { Place } from "../../model/place.ts"
import type { Dependency, Operation, Route } from "../../semantics/app.ts"
import { argument } from "../../semantics/arguments.ts"
import { wrapped } from "../../semantics/decorators.ts"
import { evaluate } from "../../semantics/evaluate.ts"
import { foreignPath } from "../../semantics/foreign-path.ts"
import { classMember } from "../../semantics/lineage.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { ClassValue, FunctionValue, Value } from "../../semantics/value.ts"
import { nameOf } from "./paths.ts"

// https://flask.palletsprojects.com/en/stable/views/ and https://flask.palletsprojects.com/en/stable/quickstart/#routing

const verbs = ["get", "post", "put", "patch", "delete", "options", "head"]

/** A view's routes, and where it is decorated with `@cross_origin()`. */
export interface FoundRoute {
  readonly routes: readonly Route[]
  readonly cors: Place | undefined
}

/** The routes that an operation adds: several for a class of views, none for most operations. */
export function routesOf(machine: Machine, operation: Operation, prefix: string): readonly FoundRoute[] {
  const { name, arguments: given, at } = operation
  const view = viewOf(machine, operation)
  if (view === undefined) return []
  const isResource = name === "add_resource"
  const rule = argument(given, isResource ? 1 : 0, "rule").value
  const path = rule?.kind === "constant" && typeof rule.value === "string" ? rule.value : undefined
  const around = { path, fullPath: prefix + (path ?? "…"), at }
  if (view.kind === "class") {
    return verbs.flatMap((verb) => {
      const method = classMember(machine, view, verb, undefined)
      if (method?.kind !== "function") return []
      const shared = [...listed(machine, view, "decorators"), ...listed(machine, view, "method_decorators")]
      return [routeOf(machine, method, [verb.toUpperCase()], shared, around)]
    })
  }
  const methods = verbs.includes(name) ? [name.toUpperCase()] : methodsIn(argument(given, undefined, "methods").value)
  return view.kind === "function" ? [routeOf(machine, view, methods, [], around)] : []
}

function viewOf(machine: Machine, { name, arguments: given, applied }: Operation): Value | undefined {
  if (name === "add_url_rule") {
    const view = argument(given, 2, "view_func").value
    return view === undefined ? undefined : ofView(machine, settle(machine, view))
  }
  if (name === "add_resource") return given[0] === undefined ? undefined : settle(machine, given[0].value)
  const isRoute = name === "route" || verbs.includes(name)
  return isRoute && applied !== undefined ? settle(machine, applied) : undefined
}

/** `Berths.as_view("berths")` is the class. */
function ofView(machine: Machine, view: Value): Value {
  if (view.kind !== "call" || view.callee.kind !== "member" || view.callee.name !== "as_view") return view
  return settle(machine, view.callee.object)
}

/** `@cross_origin()` answers OPTIONS itself: what stands below it is not called then, what stands above it is. */
function routeOf(
  machine: Machine,
  handler: FunctionValue,
  declared: readonly string[],
  shared: readonly Value[],
  around: Pick<Route, "path" | "fullPath" | "at">,
): FoundRoute {
  const written = handler.declaration.decorators.map((one) => evaluate(machine, one, handler.closure))
  const decorators = [...shared, ...written]
  const cors = decorators.findIndex((one) => isCrossOrigin(machine, one))
  const gates = (some: readonly Value[]): readonly Dependency[] =>
    some.flatMap((one) => {
      const gate = wrapped(machine, one, handler)
      return gate === undefined ? [] : [{ value: gate, scopes: [] }]
    })
  const route: Route = { ...around, handler, methods: declared, dependencies: gates(decorators) }
  if (cors < 0) return { routes: [route], cors: undefined }
  const plain = { ...route, methods: declared.filter((method) => method !== "OPTIONS") }
  const preflight = { ...route, methods: ["OPTIONS"], dependencies: gates(decorators.slice(0, cors)) }
  return { routes: [plain, preflight], cors: decorators[cors]?.at }
}

function isCrossOrigin(machine: Machine, decorator: Value): boolean {
  const name = nameOf(foreignPath(machine, decorator.kind === "call" ? decorator.callee : decorator))
  return name === "cross_origin" || name === "route_cors"
}

/** `decorators = [login_required]` of a class of views. */
function listed(machine: Machine, owner: ClassValue, name: string): readonly Value[] {
  const value = classMember(machine, owner, name, undefined)
  const list = value === undefined ? undefined : settle(machine, value)
  return list?.kind === "list" ? list.items : []
}

function methodsIn(value: Value | undefined): readonly string[] {
  if (value?.kind !== "list") return ["GET"]
  return value.items.flatMap((item) => (item.kind === "constant" ? [String(item.value).toUpperCase()] : []))
}
