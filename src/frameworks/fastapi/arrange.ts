import { placeKey } from "../../model/place.ts"
import type { App, ErrorHandler, Layer, Operation, Route } from "../../semantics/app.ts"
import { argument } from "../../semantics/arguments.ts"
import { eachOf } from "../../semantics/each.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, Value } from "../../semantics/value.ts"
import { dependenciesIn } from "./dependencies.ts"
import { layerOf, layersIn } from "./layers.ts"
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

class Arrangement {
  readonly #machine: Machine
  readonly #byObject: ReadonlyMap<string, readonly Operation[]>

  constructor(machine: Machine, byObject: ReadonlyMap<string, readonly Operation[]>) {
    this.#machine = machine
    this.#byObject = byObject
  }

  app(object: CallValue, operations: readonly Operation[]): App {
    const machine = this.#machine
    const layers: Layer[] = [...layersIn(machine, argument(object.arguments, undefined, "middleware").value)]
    const handlers: ErrorHandler[] = this.#handlersIn(argument(object.arguments, undefined, "exception_handlers").value)
    for (const operation of operations) {
      const layer = layerOf(machine, operation)
      if (layer !== undefined) layers.unshift(layer)
      const handler = this.#handler(operation)
      if (handler !== undefined) handlers.push(handler)
    }
    const complete = operations.every(({ name }) => name !== "handed-on")
    const routes = this.#routes(object, operations, [], new Set())
    return { name: "", object, at: object.at, layers, handlers, routes, complete }
  }

  #routes(
    object: CallValue,
    operations: readonly Operation[],
    outer: readonly Value[],
    seen: Set<string>,
  ): readonly Route[] {
    const machine = this.#machine
    const key = placeKey(object.at)
    if (seen.has(key)) return []
    seen.add(key)
    const shared = [...outer, ...dependenciesIn(machine, argument(object.arguments, undefined, "dependencies").value)]
    const routes = operations.flatMap((operation): readonly Route[] => {
      if (operation.name === "include_router" || operation.name === "mount") {
        const position = operation.name === "mount" ? 1 : 0
        const given = argument(operation.arguments, position, operation.name === "mount" ? "app" : "router").value
        const routers = given === undefined ? [] : eachOf(machine, given)
        const more = dependenciesIn(machine, argument(operation.arguments, undefined, "dependencies").value)
        const inner = operation.name === "mount" ? [] : [...shared, ...more]
        return routers.flatMap((router) =>
          router.kind === "call"
            ? this.#routes(router, this.#byObject.get(placeKey(router.at)) ?? [], inner, seen)
            : [],
        )
      }
      const route = this.#route(operation, shared)
      return route === undefined ? [] : [route]
    })
    seen.delete(key)
    const listed = argument(object.arguments, undefined, "routes").value
    return listed === undefined ? routes : [...routes, ...this.#listed(listed)]
  }

  #route(operation: Operation, shared: readonly Value[]): Route | undefined {
    const { name, applied, arguments: given, at } = operation
    const isRoute = name in verbs || ["api_route", "route", "add_api_route", "add_route", "websocket"].includes(name)
    if (!isRoute) return undefined
    const endpoint = applied ?? argument(given, 1, name === "add_route" ? "route" : "endpoint").value
    const handler = endpoint === undefined ? undefined : settle(this.#machine, endpoint)
    if (handler?.kind !== "function") return undefined
    const own = dependenciesIn(this.#machine, argument(given, undefined, "dependencies").value)
    const path = argument(given, 0, "path").value
    return {
      methods: verbs[name] ?? this.#methods(argument(given, undefined, "methods").value),
      path: path?.kind === "constant" && typeof path.value === "string" ? path.value : undefined,
      handler,
      dependencies: [...shared, ...own],
      at,
    }
  }

  #methods(value: Value | undefined): readonly string[] | undefined {
    if (value?.kind !== "list") return undefined
    return value.items.flatMap((item) => (item.kind === "constant" ? [String(item.value).toUpperCase()] : []))
  }

  /** `Starlette(routes=[Route("/", home), Mount("/a", routes=[…])])`. */
  #listed(value: Value): readonly Route[] {
    const list = settle(this.#machine, value)
    if (list.kind !== "list") return []
    return list.items.flatMap((item): readonly Route[] => {
      const route = settle(this.#machine, item)
      if (route.kind !== "call" || route.callee.kind !== "external") return []
      const name = nameOf(route.callee.path)
      if (name === "Mount") {
        const inner = argument(route.arguments, undefined, "routes").value
        return inner === undefined ? [] : this.#listed(inner)
      }
      const endpoint = argument(route.arguments, 1, "endpoint").value
      const handler = endpoint === undefined ? undefined : settle(this.#machine, endpoint)
      if (name !== "Route" || handler?.kind !== "function") return []
      const path = argument(route.arguments, 0, "path").value
      return [
        {
          methods: this.#methods(argument(route.arguments, undefined, "methods").value),
          path: path?.kind === "constant" ? String(path.value) : undefined,
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

  #handlersIn(value: Value | undefined): ErrorHandler[] {
    const record = value === undefined ? undefined : settle(this.#machine, value)
    if (record?.kind !== "record") return []
    const named = record.entries.map(({ key, value: handler }) => ({
      takes: { kind: "constant", value: Number(key), at: handler.at } as const,
      handler,
    }))
    const keyed = record.spread.flatMap((pair) => {
      const [takes, handler] = pair.kind === "list" ? pair.items : []
      return takes === undefined || handler === undefined ? [] : [{ takes, handler }]
    })
    return [...named, ...keyed].flatMap(({ takes, handler }) => this.#entry(takes, handler, handler.at) ?? [])
  }

  #entry(takes: Value, handler: Value, at: Operation["at"]): ErrorHandler | undefined {
    const callee = settle(this.#machine, handler)
    return callee.kind === "function" ? { takes: settle(this.#machine, takes), handler: callee, at } : undefined
  }
}
