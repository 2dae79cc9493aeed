import { type Place, placeKey } from "../../model/place.ts"
import type { Operation, Route } from "../../semantics/app.ts"
import { argument } from "../../semantics/arguments.ts"
import { eachOf } from "../../semantics/each.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, Value } from "../../semantics/value.ts"
import type { Defaults } from "./permissions.ts"
import { type Entry, urlsOf } from "./urls.ts"
import { viewRoutes, viewSetRoutes } from "./views.ts"

/** What lists its views by `register`. */
export const routers = {
  "rest_framework.routers.DefaultRouter": "router",
  "rest_framework.routers.SimpleRouter": "router",
  "rest_framework_nested.routers.DefaultRouter": "router",
  "rest_framework_nested.routers.SimpleRouter": "router",
} as const

/** What the URL configuration lists that a settings module names. */
export function entriesUnder(machine: Machine, root: Value | undefined): readonly Entry[] {
  const module = root === undefined ? undefined : settle(machine, root)
  return module?.kind === "constant" && typeof module.value === "string" ? urlsOf(machine, module.value, module.at) : []
}

/** Below which path stands what lists its own routes, by the key of the place where it is made. */
export function prefixesIn(machine: Machine, entries: readonly Entry[]): ReadonlyMap<string, string> {
  return new Map(
    entries.flatMap(({ path, view }) => {
      const builder = builderOf(machine, view)
      return builder === undefined ? [] : [[placeKey(builder.at), path] as const]
    }),
  )
}

/**
 * The routes of views, and of the routers that list theirs themselves.
 * @param operations those of the routers of the whole project
 */
export function routesOf(
  machine: Machine,
  entries: readonly Entry[],
  operations: readonly Operation[],
  defaults: Defaults,
): readonly Route[] {
  return entries.flatMap(({ path, view, at }): readonly Route[] => {
    const builder = builderOf(machine, view)
    if (builder === undefined) return viewRoutes(machine, view, { path, at }, defaults)
    return operations
      .filter(({ name, object }) => name === "register" && placeKey(object.at) === placeKey(builder.at))
      .flatMap((operation) => registered(machine, operation, path, defaults))
  })
}

/** What `router.urls` and `api.urls` are the paths of. */
function builderOf(machine: Machine, view: Value): CallValue | undefined {
  const urls = settle(machine, view)
  if (urls.kind !== "member" || urls.name !== "urls") return undefined
  const builder = settle(machine, urls.object)
  return builder.kind === "call" ? builder : undefined
}

/** `router.register(r"orders", OrderViewSet)`, in a loop for each of its pairs. */
function registered(
  machine: Machine,
  { arguments: given, at }: Operation,
  prefix: string,
  defaults: Defaults,
): readonly Route[] {
  const named = argument(given, 0, "prefix").value
  const viewSet = argument(given, 1, "viewset").value
  if (viewSet === undefined) return []
  const known = named === undefined ? undefined : settle(machine, named)
  const own = known?.kind === "constant" && typeof known.value === "string" ? known.value : "…"
  return eachOf(machine, viewSet).flatMap((one) => {
    const around: { path: string; at: Place } = { path: `${prefix}${own}`, at }
    return one.kind === "class" ? viewSetRoutes(machine, one, around, defaults) : []
  })
}
