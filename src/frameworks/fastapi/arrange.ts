import { placeKey } from "../../model/place.ts"
import type { App, Dependency, ErrorHandler, Layer, Operation, Route } from "../../semantics/app.ts"
import { type Argument, argument } from "../../semantics/arguments.ts"
import { eachOf } from "../../semantics/each.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, Value } from "../../semantics/value.ts"
import { handlerOf, handlersIn } from "../handlers.ts"
import { isMcpApp } from "../mcp.ts"
import { dependenciesIn } from "./dependencies.ts"
import { authenticationHandlers, layerOf, layersIn } from "./layers.ts"
import { outsideOf } from "./outside.ts"
import { nameOf } from "./paths.ts"

// Starlette's applications.py: `add_middleware` inserts at the front, so the last added runs first;
// the constructor's list runs in its own order inside them.

const verbs: Readonly<Record<string, readonly string[]>> = {
  get: ["GET"],
  post: ["POST"],
  put: ["PUT"],
  patch: ["PATCH"],
  delete: ["DELETE"],
  options: ["OPTIONS"],
  head: ["HEAD"],
  trace: ["TRACE"],
  websocket: ["WEBSOCKET"],
}

/** What runs, from the calls on apps and routers in their order. */
export function arrange(machine: Machine, operations: readonly Operation[]): readonly App[] {
  const byObject = new Map<string, Operation[]>()
  for (const operation of operations) {
    const key = placeKey(operation.object.at)
    const own = byObject.get(key)
    if (own === undefined) byObject.set(key, [operation])
    else own.push(operation)
  }
  const arrangement = new Arrangement(machine, byObject)
  return [...byObject.values()]
    .filter(([first]) => first?.kind === "app")
    .flatMap((own) => {
      const [first] = own
      return first === undefined ? [] : [arrangement.app(first.object, own)]
    })
}

/** What the routers around a route put in front of it. */
interface Surroundings {
  readonly path: string
  readonly dependencies: readonly Dependency[]
}

class Arrangement {
  readonly #machine: Machine
  readonly #byObject: ReadonlyMap<string, readonly Operation[]>

  constructor(machine: Machine, byObject: ReadonlyMap<string, readonly Operation[]>) {
    this.#machine = machine
    this.#byObject = byObject
  }

  app(object: CallValue, operations: readonly Operation[]): App {
    const machine = this.#machine
    const listed = argument(object.arguments, undefined, "middleware").value
    const layers: Layer[] = [...layersIn(machine, listed)]
    const handlers: ErrorHandler[] = [
      ...handlersIn(machine, argument(object.arguments, undefined, "exception_handlers").value, 1),
    ]
    for (const operation of operations) {
      const layer = layerOf(machine, operation)
      if (layer !== undefined) layers.unshift(layer)
      const handler = this.#handler(operation)
      if (handler !== undefined) handlers.push(handler)
    }
    for (const { handler, at } of authenticationHandlers(machine, listed, operations)) {
      const takes = { kind: "external", path: "starlette.authentication.AuthenticationError", at } as const
      const entry = this.#entry(takes, handler, at)
      if (entry !== undefined) handlers.push(entry)
    }
    const complete = operations.every(({ name }) => name !== "handed-on")
    const routes = this.#routes(object, operations, { path: "", dependencies: [] }, new Set())
    const served = [object, ...mounted(machine, argument(object.arguments, undefined, "routes").value)]
    for (const { name, arguments: mount } of operations) {
      const value = name === "mount" ? argument(mount, 1, "app").value : undefined
      if (value !== undefined) served.push(settle(machine, value))
    }
    const isMcp = served.some((one) => isMcpApp(machine, one))
    return {
      name: "",
      object,
      at: object.at,
      layers,
      handlers,
      routes,
      outside: outsideOf(machine, object, operations),
      complete,
      ...(isMcp ? { serves: "mcp" } : {}),
    }
  }

  #routes(
    object: CallValue,
    operations: readonly Operation[],
    outer: Surroundings,
    seen: Set<string>,
  ): readonly Route[] {
    const machine = this.#machine
    const key = placeKey(object.at)
    if (seen.has(key)) return []
    seen.add(key)
    const own = dependenciesIn(machine, argument(object.arguments, undefined, "dependencies").value)
    const shared: Surroundings = {
      path: outer.path + pathOf(machine, argument(object.arguments, undefined, "prefix").value),
      dependencies: [...outer.dependencies, ...own],
    }
    const routes = operations.flatMap((operation): readonly Route[] => {
      if (operation.name === "include_router" || operation.name === "mount") return this.#inner(operation, shared, seen)
      const route = this.#route(operation, shared)
      return route === undefined ? [] : [route]
    })
    seen.delete(key)
    const listed = argument(object.arguments, undefined, "routes").value
    return listed === undefined ? routes : [...routes, ...this.#listed(listed, outer.path)]
  }

  /** The routes of a router that is included, or of an app that is mounted: that one inherits no dependencies. */
  #inner({ name, arguments: given }: Operation, around: Surroundings, seen: Set<string>): readonly Route[] {
    const machine = this.#machine
    const isMount = name === "mount"
    const router = argument(given, isMount ? 1 : 0, isMount ? "app" : "router").value
    const path = argument(given, isMount ? 0 : undefined, isMount ? "path" : "prefix").value
    const more = isMount ? [] : dependenciesIn(machine, argument(given, undefined, "dependencies").value)
    const routers = router === undefined ? [] : eachOf(machine, router)
    // A loop over pairs gives each router its own prefix.
    const prefixes = path === undefined ? [] : eachOf(machine, path)
    return routers.flatMap((one, index) => {
      if (one.kind !== "call") return []
      const prefix = prefixes.length === routers.length ? prefixes[index] : path
      const inner: Surroundings = {
        path: around.path + pathOf(machine, prefix),
        dependencies: isMount ? [] : [...around.dependencies, ...more],
      }
      return this.#routes(one, this.#byObject.get(placeKey(one.at)) ?? [], inner, seen)
    })
  }

  #route(operation: Operation, around: Surroundings): Route | undefined {
    const { name, applied, arguments: given, at } = operation
    const isRoute = name in verbs || ["api_route", "route", "add_api_route", "add_route"].includes(name)
    if (!isRoute) return undefined
    const endpoint = applied ?? argument(given, 1, name === "add_route" ? "route" : "endpoint").value
    const handler = endpoint === undefined ? undefined : settle(this.#machine, endpoint)
    if (handler?.kind !== "function") return undefined
    const own = dependenciesIn(this.#machine, argument(given, undefined, "dependencies").value)
    const path = argument(given, 0, "path").value
    return {
      methods: verbs[name] ?? this.#methods(argument(given, undefined, "methods")),
      path: path?.kind === "constant" && typeof path.value === "string" ? path.value : undefined,
      fullPath: around.path + pathOf(this.#machine, path),
      handler,
      dependencies: [...around.dependencies, ...own],
      at,
    }
  }

  /** Both frameworks take GET where nothing is said. */
  #methods({ value, open }: Argument): readonly string[] | undefined {
    if (value === undefined && !open) return ["GET"]
    if (value?.kind !== "list") return undefined
    return value.items.flatMap((item) => (item.kind === "constant" ? [String(item.value).toUpperCase()] : []))
  }

  /** `Starlette(routes=[Route("/", home), Mount("/a", routes=[…])])`. */
  #listed(value: Value, base: string): readonly Route[] {
    const list = settle(this.#machine, value)
    if (list.kind !== "list") return []
    return list.items.flatMap((item): readonly Route[] => {
      const route = settle(this.#machine, item)
      if (route.kind !== "call" || route.callee.kind !== "external") return []
      const name = nameOf(route.callee.path)
      if (name === "Mount") {
        const inner = argument(route.arguments, undefined, "routes").value
        const below = base + pathOf(this.#machine, argument(route.arguments, 0, "path").value)
        return inner === undefined ? [] : this.#listed(inner, below)
      }
      const endpoint = argument(route.arguments, 1, "endpoint").value
      const handler = endpoint === undefined ? undefined : settle(this.#machine, endpoint)
      if (name !== "Route" || handler?.kind !== "function") return []
      const path = argument(route.arguments, 0, "path").value
      return [
        {
          methods: this.#methods(argument(route.arguments, undefined, "methods")),
          path: path?.kind === "constant" ? String(path.value) : undefined,
          fullPath: base + pathOf(this.#machine, path),
          handler,
          dependencies: [],
          at: route.at,
        },
      ]
    })
  }

  #handler({ name, applied, arguments: given, at }: Operation): ErrorHandler | undefined {
    if (name !== "exception_handler" && name !== "add_exception_handler") return undefined
    const takes = argument(given, 0, "exc_class_or_status_code").value
    const handler = applied ?? argument(given, 1, "handler").value
    return takes === undefined || handler === undefined ? undefined : this.#entry(takes, handler, at)
  }

  #entry(takes: Value, handler: Value, at: Operation["at"]): ErrorHandler | undefined {
    return handlerOf(this.#machine, takes, handler, 1, at)
  }
}

/** The apps of `routes=[Mount("/mcp", app=…)]`. */
function mounted(machine: Machine, value: Value | undefined): readonly Value[] {
  const list = value === undefined ? undefined : settle(machine, value)
  if (list?.kind !== "list") return []
  return list.items.flatMap((item) => {
    const mount = settle(machine, item)
    const app = mount.kind === "call" ? argument(mount.arguments, 1, "app").value : undefined
    return app === undefined ? [] : [settle(machine, app)]
  })
}

/** A path as far as it is text; `…` for a part that is not known, nothing where none is given. */
function pathOf(machine: Machine, value: Value | undefined): string {
  if (value === undefined) return ""
  const path = settle(machine, value)
  if (path.kind === "constant") return path.value === null ? "" : String(path.value)
  if (path.kind === "text") return path.parts.map((part) => pathOf(machine, part)).join("")
  return "…"
}
