import { placeKey } from "../../model/place.ts"
import type { App, ErrorHandler, Layer, Operation, Route } from "../../semantics/app.ts"
import { argument } from "../../semantics/arguments.ts"
import { eachOf } from "../../semantics/each.ts"
import { instanceMember, isInstance } from "../../semantics/instance.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { FunctionValue, Value } from "../../semantics/value.ts"
import { writesCors } from "../own-cors.ts"
import { hooksOf } from "./hooks.ts"
import { nameOf } from "./paths.ts"

// https://falcon.readthedocs.io/en/stable/api/middleware.html

const verbs = ["get", "post", "put", "patch", "delete", "options", "head"]

/** CORS is written when an answer succeeded: whatever refuses before it refuses the preflight, in any order. */
export function arrange(machine: Machine, operations: readonly Operation[]): readonly App[] {
  return operations
    .filter(({ name }) => name === "")
    .map(({ object, at }): App => {
      const used = operations.filter((one) => placeKey(one.object.at) === placeKey(object.at))
      const enabled = argument(object.arguments, undefined, "cors_enable").value
      const listed = argument(object.arguments, undefined, "middleware").value
      const list = listed === undefined ? undefined : settle(machine, listed)
      const added = used.flatMap(({ name, arguments: given }) =>
        name === "add_middleware" && given[0] !== undefined ? [given[0].value] : [],
      )
      const items = [...(list === undefined ? [] : list.kind === "list" ? list.items : [list]), ...added]
      const own = items.flatMap((item) => layersOf(machine, settle(machine, item), item.at))
      const listedCors = items.find((item) => {
        const value = settle(machine, item)
        return (
          value.kind === "call" && value.callee.kind === "external" && nameOf(value.callee.path) === "CORSMiddleware"
        )
      })
      const isEnabled = enabled?.kind === "constant" && enabled.value === true
      const writing = items.find((item) => isOwnCors(machine, settle(machine, item)))
      const corsAt = isEnabled ? enabled.at : (listedCors?.at ?? writing?.at)
      const cors: readonly Layer[] =
        corsAt === undefined ? [] : [{ name: "CORS", kind: "cors-headers", runs: undefined, at: corsAt, when: [] }]
      const handlers = used.flatMap((one) => handlersOf(machine, one))
      const routes = used.flatMap((one) => routesOf(machine, one))
      return { name: "", object, at, layers: [...own, ...cors], handlers, routes, complete: true }
    })
}

/** A middleware of the project's own that writes CORS on what goes out. */
function isOwnCors(machine: Machine, value: Value): boolean {
  const writes = isInstance(value) ? instanceMember(machine, value, "process_response", value.at) : undefined
  return writes?.kind === "function" && writesCors(machine, writes)
}

/** It ends the request in front of everything behind it, which is what a preflight needs: `resp.complete = True`. */
function isCompleting(machine: Machine, runs: FunctionValue): boolean {
  return [...machine.trace(runs).names.values()].some(
    (value) =>
      value.kind === "parameter" && value.effects.some(({ kind, name }) => kind === "member" && name === "complete"),
  )
}

function layersOf(machine: Machine, value: Value, at: Layer["at"]): readonly Layer[] {
  if (!isInstance(value)) return []
  const { name } = value.callee.declaration
  const first = instanceMember(machine, value, "process_request", at)
  if (first?.kind === "function" && writesCors(machine, first) && isCompleting(machine, first))
    return [{ name, kind: "cors", runs: unbound(first), at, when: [] }]
  return ["process_request", "process_resource", "process_response"].flatMap((method): readonly Layer[] => {
    const runs = instanceMember(machine, value, method, at)
    return runs?.kind === "function" ? [{ name, kind: "own", runs: unbound(runs), at, when: [] }] : []
  })
}

/** The method as its class has it: what it is bound to says nothing of what it refuses. */
function unbound(method: FunctionValue): FunctionValue {
  return { ...method, receiver: undefined }
}

/** `app.add_error_handler(falcon.HTTPError, handle)`, whose `handle(req, resp, ex, params)` writes on the response. */
function handlersOf(machine: Machine, { name, arguments: given, at }: Operation): readonly ErrorHandler[] {
  const [takes, named] = given.map(({ value }) => value)
  const handler = name === "add_error_handler" && named !== undefined ? settle(machine, named) : undefined
  if (takes === undefined || handler?.kind !== "function") return []
  return eachOf(machine, takes).map((one) => ({ takes: one, handler, position: 2, at }))
}

/** `app.add_route("/berths", Berths(), suffix="all")`: what it has of `on_get_all`, `on_post_all` … */
function routesOf(machine: Machine, { name, arguments: given, at }: Operation): readonly Route[] {
  const path = argument(given, 0, "uri_template").value
  const named = argument(given, 1, "resource").value
  const resource = name === "add_route" && named !== undefined ? settle(machine, named) : undefined
  if (resource === undefined || !isInstance(resource)) return []
  const known = path?.kind === "constant" && typeof path.value === "string" ? path.value : undefined
  const suffix = argument(given, undefined, "suffix").value
  const ending = suffix?.kind === "constant" && typeof suffix.value === "string" ? `_${suffix.value}` : ""
  return verbs.flatMap((verb): readonly Route[] => {
    const handler = instanceMember(machine, resource, `on_${verb}${ending}`, at)
    if (handler?.kind !== "function") return []
    const methods = [verb.toUpperCase()]
    const dependencies = hooksOf(machine, resource, handler)
    return [{ methods, path: known, fullPath: known ?? "…", handler: unbound(handler), dependencies, at }]
  })
}
