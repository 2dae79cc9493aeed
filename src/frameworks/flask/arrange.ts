import { placeKey } from "../../model/place.ts"
import type { App, ErrorHandler, Layer, Operation, Route } from "../../semantics/app.ts"
import { argument } from "../../semantics/arguments.ts"
import { eachOf } from "../../semantics/each.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { Value } from "../../semantics/value.ts"
import { corsHeaders, isCors } from "./cors.ts"
import { statuses } from "./errors.ts"
import { nameOf } from "./paths.ts"
import { routesOf } from "./routes.ts"

// https://flask.palletsprojects.com/en/stable/lifecycle/: every `before_request` runs before the view is looked up, for
// OPTIONS as well, and every `after_request` runs on what comes back, raised or returned.

/** What runs, from the calls on apps, blueprints and APIs in their order. */
export function arrange(machine: Machine, operations: readonly Operation[]): readonly App[] {
  const byObject = new Map<string, Operation[]>()
  for (const operation of operations) {
    const key = placeKey(operation.object.at)
    const own = byObject.get(key)
    if (own === undefined) byObject.set(key, [operation])
    else own.push(operation)
  }
  return [...byObject.values()]
    .filter(([first]) => first?.kind === "app")
    .flatMap((own) => new Arrangement(machine, byObject).app(own))
}

class Arrangement {
  readonly #machine: Machine
  readonly #byObject: ReadonlyMap<string, readonly Operation[]>
  readonly #before: Layer[] = []
  readonly #after: Layer[] = []
  readonly #cors: Layer[] = []
  readonly #handlers: ErrorHandler[] = []
  readonly #routes: Route[] = []
  readonly #seen = new Set<string>()
  #challenges = false

  constructor(machine: Machine, byObject: ReadonlyMap<string, readonly Operation[]>) {
    this.#machine = machine
    this.#byObject = byObject
  }

  app(operations: readonly Operation[]): readonly App[] {
    const [first] = operations
    if (first === undefined) return []
    const { object } = first
    this.#visit(operations, "")
    return [
      {
        name: "",
        object,
        at: object.at,
        layers: [...this.#before, ...this.#cors.slice(0, 1), ...this.#after],
        handlers: this.#handlers,
        routes: this.#routes,
        challenges: this.#challenges,
        complete: operations.every(({ name }) => name !== "handed-on"),
      },
    ]
  }

  /** One app, blueprint or API with everything that is registered on it. */
  #visit(operations: readonly Operation[], prefix: string): void {
    const [first] = operations
    if (first === undefined || this.#seen.has(placeKey(first.object.at))) return
    this.#seen.add(placeKey(first.object.at))
    const own = argument(first.object.arguments, undefined, "url_prefix").value
    const path = prefix + (own?.kind === "constant" ? String(own.value) : "")
    for (const operation of operations) this.#operation(operation, path)
    this.#apisOn(first.object.at, path)
  }

  #operation(operation: Operation, path: string): void {
    const { name, arguments: given, applied, at, when } = operation
    const handed = applied ?? given[0]?.value
    switch (name) {
      case "before_request":
      case "before_app_request":
        this.#hook(this.#before, handed, at, when)
        return
      case "after_request":
      case "after_app_request":
        this.#afterwards(handed, at, when)
        return
      case "errorhandler":
      case "app_errorhandler":
        this.#handler(given[0]?.value, applied, at)
        return
      case "register_error_handler":
        this.#handler(given[0]?.value, given[1]?.value, at)
        return
      case "error_processor":
        this.#handler({ kind: "external", path: "werkzeug.exceptions.HTTPException", at }, handed, at)
        return
      case "register_blueprint":
      case "add_namespace":
        if (handed !== undefined) {
          for (const one of eachOf(this.#machine, handed)) this.#visit(this.#byObject.get(placeKey(one.at)) ?? [], path)
        }
        return
      case "wrapped":
        if (applied !== undefined && isCors(this.#machine, applied)) this.#cors.push(corsHeaders(at, when))
        return
      default: {
        const routes = routesOf(this.#machine, operation, path)
        this.#routes.push(...routes.flatMap((one) => one.routes))
        for (const { cors } of routes) if (cors !== undefined) this.#cors.push(corsHeaders(cors, []))
      }
    }
  }

  #hook(layers: Layer[], value: Value | undefined, at: Layer["at"], when: Layer["when"]): void {
    const runs = value === undefined ? undefined : settle(this.#machine, value)
    if (runs?.kind === "function") layers.push({ name: runs.declaration.name, kind: "own", runs, at, when })
  }

  /** A function that sees every answer may be the project's own CORS. */
  #afterwards(value: Value | undefined, at: Layer["at"], when: Layer["when"]): void {
    const runs = value === undefined ? undefined : settle(this.#machine, value)
    if (runs?.kind === "function" && isCors(this.#machine, runs)) this.#cors.push(corsHeaders(at, when))
    this.#hook(this.#after, value, at, when)
  }

  #handler(takes: Value | undefined, handler: Value | undefined, at: Layer["at"]): void {
    if (takes === undefined || handler === undefined) return
    const callee = settle(this.#machine, handler)
    if (callee.kind !== "function") return
    for (const one of eachOf(this.#machine, takes)) {
      this.#handlers.push({ takes: errorTaken(one), handler: callee, position: 0, at })
    }
  }

  /** `Api(app)` and `api.init_app(blueprint)` put an API's resources on an app or blueprint. */
  #apisOn(at: Layer["at"], path: string): void {
    const key = placeKey(at)
    for (const operations of this.#byObject.values()) {
      const [first] = operations
      if (first === undefined || first.kind === "app") continue
      const isHere = operations.some(
        ({ name, arguments: given }) =>
          (name === "" || name === "init_app") &&
          given.some(({ value }) => placeKey(settle(this.#machine, value).at) === key),
      )
      if (!isHere) continue
      const serves = argument(first.object.arguments, undefined, "serve_challenge_on_401").value
      if (serves?.kind === "constant" && serves.value === true) this.#challenges = true
      this.#visit(operations, path)
    }
  }
}

/** Werkzeug's classes are registered by their status; every one of `default_exceptions` is all of them. */
function errorTaken(value: Value): Value {
  const { at } = value
  if (mentions(value, "werkzeug.exceptions.default_exceptions"))
    return { kind: "external", path: "werkzeug.exceptions.HTTPException", at }
  const name = value.kind === "external" ? nameOf(value.path) : undefined
  const status = name === undefined ? undefined : statuses[name]
  if (status !== undefined) return { kind: "constant", value: status, at }
  const isStatus = value.kind === "external" && /UNAUTHORIZED$/.test(value.path)
  return isStatus ? { kind: "constant", value: 401, at } : value
}

function mentions(value: Value, path: string): boolean {
  switch (value.kind) {
    case "external":
      return value.path === path || value.path.startsWith(`${path}.`)
    case "element":
    case "member":
      return mentions(value.object, path)
    case "call":
      return mentions(value.callee, path)
    default:
      return false
  }
}
