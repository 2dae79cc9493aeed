import { placeKey } from "../../model/place.ts"
import type { App, Layer, Operation, Route } from "../../semantics/app.ts"
import { argument } from "../../semantics/arguments.ts"
import { decoratorsOf } from "../../semantics/decorators.ts"
import { classMember, lineage } from "../../semantics/lineage.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { ClassValue, Value } from "../../semantics/value.ts"
import { writesCors } from "../own-cors.ts"
import { wrapping } from "../wrapping.ts"

// https://www.tornadoweb.org/en/stable/web.html#tornado.web.RequestHandler.prepare: it runs in front of every method,
// `options` among them, once the default headers are set.

const verbs = ["get", "post", "put", "patch", "delete", "options", "head"]

/** `Application([(r"/berths", Berths), url(r"/piers", Piers)])` */
export function arrange(machine: Machine, operations: readonly Operation[]): readonly App[] {
  return operations.flatMap(({ object, name, at }): readonly App[] => {
    if (name !== "") return []
    const listed = argument(object.arguments, 0, "handlers").value
    const list = listed === undefined ? undefined : settle(machine, listed)
    const entries = list?.kind === "list" ? list.items.flatMap((item) => entryOf(machine, item)) : []
    const layers = new Map<string, readonly Layer[]>()
    for (const { path, handler } of entries) {
      for (const layer of layersOf(machine, handler, path)) {
        const key = placeKey(layer.at)
        if (!layers.has(key)) layers.set(key, [layer])
      }
    }
    const routes = entries.flatMap(({ path, handler, at: entry }) => routesOf(machine, handler, path, entry))
    return [{ name: "", object, at, layers: [...layers.values()].flat(), handlers: [], routes, complete: true }]
  })
}

/** Whether a class is a request handler. */
export function isHandler(machine: Machine, owner: ClassValue | undefined): boolean {
  return (
    owner !== undefined &&
    lineage(machine, owner).some((one) => one?.kind === "external" && one.path === "tornado.web.RequestHandler")
  )
}

/** Whether a class answers WebSockets: https://www.tornadoweb.org/en/stable/websocket.html. */
export function isWebSocket(machine: Machine, owner: ClassValue | undefined): boolean {
  return (
    owner !== undefined &&
    lineage(machine, owner).some((one) => one?.kind === "external" && one.path === "tornado.websocket.WebSocketHandler")
  )
}

interface Entry {
  readonly path: string | undefined
  readonly handler: ClassValue
  readonly at: Route["at"]
}

function entryOf(machine: Machine, item: Value): readonly Entry[] {
  const entry = settle(machine, item)
  const parts =
    entry.kind === "list" ? entry.items : entry.kind === "call" ? entry.arguments.map((one) => one.value) : []
  const [pattern, named] = parts
  const handler = named === undefined ? undefined : settle(machine, named)
  if (handler?.kind !== "class") return []
  const path = pattern?.kind === "constant" && typeof pattern.value === "string" ? pattern.value : undefined
  return [{ path, handler, at: entry.at }]
}

/** `prepare`, and CORS behind it where the handler writes it and answers OPTIONS. */
function layersOf(machine: Machine, handler: ClassValue, path: string | undefined): readonly Layer[] {
  const prepare = classMember(machine, handler, "prepare", undefined)
  if (prepare?.kind !== "function") return []
  const { name, nameSpan } = prepare.declaration
  const where = { when: [], ...(path !== undefined && { path }) }
  const own: Layer = { name, kind: "own", runs: prepare, at: prepare.closure.place(nameSpan), ...where }
  const writer = ["set_default_headers", "prepare", "options"]
    .map((method) => classMember(machine, handler, method, undefined))
    .find((method) => method?.kind === "function" && writesCors(machine, method))
  const answers = classMember(machine, handler, "options", undefined)
  if (writer?.kind !== "function" || answers?.kind !== "function") return [own]
  const at = writer.closure.place(writer.declaration.nameSpan)
  return [own, { name: "CORS", kind: "cors-headers", runs: undefined, at, ...where }]
}

function routesOf(machine: Machine, owner: ClassValue, path: string | undefined, at: Route["at"]): readonly Route[] {
  const prepare = classMember(machine, owner, "prepare", undefined)
  const inFront = prepare?.kind === "function" ? [{ value: prepare, scopes: [] }] : []
  return verbs.flatMap((verb): readonly Route[] => {
    const handler = classMember(machine, owner, verb, undefined)
    if (handler?.kind !== "function") return []
    // What a preflight meets is the layer's.
    const own = verb === "options" ? [] : inFront
    const dependencies = [...own, ...wrapping(machine, decoratorsOf(machine, handler), handler)]
    return [{ methods: [verb.toUpperCase()], path, fullPath: path ?? "…", handler, dependencies, at }]
  })
}
