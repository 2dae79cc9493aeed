import { placeKey } from "../../model/place.ts"
import type { App, Dependency, Layer, Operation, Route } from "../../semantics/app.ts"
import { argument } from "../../semantics/arguments.ts"
import { evaluate } from "../../semantics/evaluate.ts"
import type { OwnGate } from "../../semantics/framework.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, FunctionValue, Value } from "../../semantics/value.ts"
import { wrapping } from "../wrapping.ts"
import { dotted } from "./dotted.ts"

// https://django-ninja.dev/guides/authentication/ and https://django-ninja.dev/guides/routers/: `auth` of an operation is
// asked before that of its router, of the routers around it, and of the API; `None` anywhere opens what is below it.

export const builders = { "ninja.NinjaAPI": "app", "ninja.Router": "router" } as const

/** What Ninja calls in front of an operation with what `auth` names: whatever gives back nothing is answered 401. */
const authentication = "ninja.operation.Operation._run_authentication"

const verbs = new Set(["get", "post", "put", "patch", "delete"])
const depthLimit = 8

/**
 * One app for each `NinjaAPI`.
 * @param django what the project's Django runs in front of it, and below which path it stands there
 */
export function arrangeNinja(
  machine: Machine,
  operations: readonly Operation[],
  { layers, prefixes }: { readonly layers: readonly Layer[]; readonly prefixes: ReadonlyMap<string, string> },
): readonly App[] {
  return operations.flatMap(({ object, kind, name, at }): readonly App[] => {
    if (kind !== "app" || name !== "") return []
    const path = prefixes.get(placeKey(object.at)) ?? ""
    const routes = routesIn(machine, operations, object, { path, auth: undefined }, 0)
    return [{ name: "", object, at, layers, handlers: [], routes, complete: true }]
  })
}

/** The gate that `auth` makes, by whatever it names. */
export function ninjaGate(value: Value): OwnGate | undefined {
  if (value.kind !== "call" || value.callee.kind !== "external" || value.callee.path !== authentication)
    return undefined
  const [asked] = value.arguments
  const first = asked?.value.kind === "list" ? asked.value.items[0] : asked?.value
  const name = first === undefined ? "auth" : nameOf(first)
  return {
    name,
    at: value.at,
    scheme: undefined,
    scopes: [],
    refusal: {
      status: 401,
      challenge: { presence: "never", text: undefined },
      asks: "authentication",
      why: `what ${name} gives back decides`,
    },
  }
}

function nameOf(value: Value): string {
  if (value.kind === "call") return nameOf(value.callee)
  if (value.kind === "function" || value.kind === "class") return value.declaration.name || "auth"
  return value.kind === "external" ? value.path.slice(value.path.lastIndexOf(".") + 1) : "auth"
}

/** What is around an operation: a prefix, and what is asked for where it says nothing itself. */
interface Around {
  readonly path: string
  readonly auth: Value | undefined
}

function routesIn(
  machine: Machine,
  operations: readonly Operation[],
  object: CallValue,
  around: Around,
  depth: number,
): readonly Route[] {
  const auth = argument(object.arguments, undefined, "auth").value ?? around.auth
  const own = operations.filter((one) => placeKey(one.object.at) === placeKey(object.at))
  return own.flatMap((operation): readonly Route[] => {
    const { name, arguments: given } = operation
    if (name !== "add_router") return routeOf(machine, operation, { path: around.path, auth })
    const named = argument(given, 1, "router").value
    const router = named === undefined ? undefined : routerOf(machine, settle(machine, named))
    if (router?.kind !== "call" || depth >= depthLimit) return []
    // What it is added with stands above what the router says itself.
    const added = argument(given, undefined, "auth").value
    const own = added === undefined ? router : { ...router, arguments: withAuth(router, added) }
    const path = joined(around.path, textOf(argument(given, 0, "prefix").value))
    return routesIn(machine, operations, own, { path, auth }, depth + 1)
  })
}

function withAuth({ arguments: given }: CallValue, value: Value): CallValue["arguments"] {
  return [...given.filter(({ name }) => name !== "auth"), { kind: "keyword", name: "auth", value }]
}

/** A router itself, or `"harbour.api.router"`. */
function routerOf(machine: Machine, value: Value): Value {
  return value.kind === "constant" && typeof value.value === "string"
    ? settle(machine, dotted(machine, value.value, value.at))
    : value
}

/** `@router.get("/{id}", auth=…)`, `@router.api_operation(["GET", "POST"], "/")`. */
function routeOf(machine: Machine, operation: Operation, around: Around): readonly Route[] {
  const { name, arguments: given, applied, at } = operation
  const isAny = name === "api_operation"
  const handler = applied !== undefined && (isAny || verbs.has(name)) ? settle(machine, applied) : undefined
  if (handler?.kind !== "function") return []
  const listed = isAny ? argument(given, 0, "methods").value : undefined
  const methods = isAny ? methodsIn(machine, listed) : [name.toUpperCase()]
  const path = textOf(argument(given, isAny ? 1 : 0, "path").value)
  const auth = argument(given, undefined, "auth").value ?? around.auth
  const dependencies = [...asked(machine, auth), ...decorated(machine, handler, operation)]
  return [{ methods, path, fullPath: joined(around.path, path) || "/", handler, dependencies, at }]
}

function asked(machine: Machine, auth: Value | undefined): readonly Dependency[] {
  if (auth === undefined) return []
  const value = settle(machine, auth)
  const { at } = value
  // What a setting says may be nothing, and what is opened by None was not forgotten.
  if (!["function", "class", "call", "external", "list"].includes(value.kind)) return [{ value, scopes: [] }]
  const callee = { kind: "external", path: authentication, at } as const
  const given = [{ kind: "positional", name: undefined, value }] as const
  return [{ value: { kind: "call", callee, arguments: given, effects: [], via: [], at }, scopes: [] }]
}

/** What stands between the registration and the function. */
function decorated(machine: Machine, handler: FunctionValue, { at }: Operation): readonly Dependency[] {
  const written = handler.declaration.decorators.map((one) => evaluate(machine, one, handler.closure))
  return wrapping(
    machine,
    written.filter((one) => placeKey(one.at) !== placeKey(at)),
    handler,
  )
}

function methodsIn(machine: Machine, value: Value | undefined): readonly string[] | undefined {
  const list = value === undefined ? undefined : settle(machine, value)
  if (list?.kind !== "list") return undefined
  return list.items.flatMap((item) => (item.kind === "constant" ? [String(item.value).toUpperCase()] : []))
}

function textOf(value: Value | undefined): string | undefined {
  return value?.kind === "constant" && typeof value.value === "string" ? value.value : undefined
}

/** One slash between the parts of a path, whatever they begin and end with. */
function joined(prefix: string, path: string | undefined): string {
  const own = (path ?? "…").replace(/^\/+/, "")
  return own === "" ? prefix : `${prefix.replace(/\/+$/, "")}/${own}`
}
