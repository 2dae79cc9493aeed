import { placeKey } from "../../model/place.ts"
import type { App, ErrorHandler, Layer, Operation, Route } from "../../semantics/app.ts"
import { argument } from "../../semantics/arguments.ts"
import { eachOf } from "../../semantics/each.ts"
import { foreignPath } from "../../semantics/foreign-path.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { Value } from "../../semantics/value.ts"
import { handlerOf } from "../handlers.ts"
import { writesCors } from "../own-cors.ts"
import { corsSettings } from "./ext-cors.ts"

// https://sanic.dev/en/guide/basics/middleware.html

const verbs = ["get", "post", "put", "patch", "delete", "options", "head", "route"]

/**
 * Request middleware runs for OPTIONS as well, in the order of registration. Sanic-Ext puts its headers on answers, so
 * whatever refused a preflight has done so; Sanic-CORS answers it in front of everything.
 */
export function arrange(machine: Machine, operations: readonly Operation[]): readonly App[] {
  return operations
    .filter(({ name, kind }) => name === "" && kind === "app")
    .map(({ object, at }) => {
      const layers: Layer[] = []
      const inside: Layer[] = []
      const handlers: ErrorHandler[] = []
      const routes: Route[] = []
      const members = new Set([placeKey(object.at)])
      // A blueprint may be put on the app after all its own is registered.
      for (const { name, arguments: given } of operations) {
        if (name !== "blueprint" || given[0] === undefined) continue
        for (const one of eachOf(machine, given[0].value)) members.add(placeKey(one.at))
      }
      for (const operation of operations) {
        if (!members.has(placeKey(operation.object.at))) continue
        const { name, arguments: given, applied } = operation
        const layer = requestLayer(machine, operation)
        if (layer !== undefined) layers.push(layer)
        const after = responseLayer(machine, operation)
        if (after !== undefined) inside.push(after)
        const cors = corsLayer(machine, operation)
        if (cors?.kind === "cors") layers.unshift(cors)
        else if (cors !== undefined) inside.push(cors)
        if (name === "error_handler.add") {
          const [takes, handler] = given.map(({ value }) => value)
          const added = takes && handler && handlerOf(machine, takes, handler, 1, operation.at)
          if (added !== undefined) handlers.push(added)
        }
        const runs = applied === undefined ? undefined : settle(machine, applied)
        if (runs?.kind !== "function") continue
        if (name === "exception") {
          for (const { value } of given) handlers.push({ takes: value, handler: runs, position: 1, at: operation.at })
        }
        if (verbs.includes(name)) routes.push(routeOf(operation, runs))
      }
      return { name: "", object, at, layers: [...layers, ...inside], handlers, routes, complete: true }
    })
}

/**
 * Sanic-CORS answers OPTIONS in front of everything. Sanic-Ext, which an app is extended with as soon as it is told of
 * origins, writes on answers, and so does what the project does itself. https://sanic.dev/en/plugins/sanic-ext/http/cors.html
 */
function corsLayer(machine: Machine, operation: Operation): Layer | undefined {
  const { name, applied, at, when } = operation
  const headers: Layer = { name: "CORS", kind: "cors-headers", runs: undefined, at, when }
  if (name === "extend") return headers
  if (name === "wrapped" && applied !== undefined) {
    const isExt = foreignPath(machine, applied)?.startsWith("sanic_ext.") === true
    return isExt ? headers : { ...headers, kind: "cors" }
  }
  if (name === "") return corsSettings(machine, operation.object).has("CORS_ORIGINS") ? headers : undefined
  const after = responseLayer(machine, operation)
  return after?.runs !== undefined && writesCors(machine, after.runs) ? headers : undefined
}

function requestLayer(machine: Machine, { name, arguments: given, applied, at, when }: Operation): Layer | undefined {
  const isRequest =
    name === "on_request" ||
    (name === "middleware" && isText(given[0]?.value, "request")) ||
    (name === "register_middleware" && !isText(given[1]?.value, "response"))
  if (!isRequest) return undefined
  const value = applied ?? given[0]?.value
  const runs = value === undefined ? undefined : settle(machine, value)
  return runs?.kind === "function" ? { name: runs.declaration.name, kind: "own", runs, at, when } : undefined
}

/** What sees every answer on its way out. */
function responseLayer(machine: Machine, { name, arguments: given, applied, at, when }: Operation): Layer | undefined {
  const isResponse =
    name === "on_response" ||
    (name === "middleware" && isText(given[0]?.value, "response")) ||
    (name === "register_middleware" && isText(given[1]?.value, "response"))
  const value = isResponse ? (applied ?? given[0]?.value) : undefined
  const runs = value === undefined ? undefined : settle(machine, value)
  return runs?.kind === "function" ? { name: runs.declaration.name, kind: "own", runs, at, when } : undefined
}

function isText(value: Value | undefined, text: string): boolean {
  return value?.kind === "constant" && value.value === text
}

function routeOf({ name, arguments: given, at }: Operation, handler: Route["handler"]): Route {
  const path = argument(given, 0, "uri").value
  const known = path?.kind === "constant" && typeof path.value === "string" ? path.value : undefined
  const methods = name === "route" ? undefined : [name.toUpperCase()]
  return { methods, path: known, fullPath: known ?? "…", handler, dependencies: [], at }
}
