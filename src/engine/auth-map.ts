import type { AuthMap, MappedApp, MappedHandler, MappedLayer, MappedRoute } from "../model/auth-map.ts"
import type { App, ErrorHandler, Layer, Route } from "../semantics/app.ts"
import type { Framework, VersionOf } from "../semantics/framework.ts"
import type { Machine } from "../semantics/machine.ts"
import { decorations } from "./decorations.ts"
import type { FileFunctions } from "./functions.ts"
import { type GateParts, gatesOf } from "./gates.ts"
import type { Linked } from "./linked.ts"
import { preflightAt } from "./preflight.ts"
import { Refusals } from "./refusals.ts"
import type { Spots } from "./spots.ts"

export interface AuthMapParts {
  readonly machine: Machine
  readonly frameworks: readonly Framework[]
  readonly files: readonly FileFunctions[]
  readonly linked: Linked
  readonly versionOf: (file: string) => VersionOf
  readonly spots: Spots
}

/** The way in of every app, from what was linked; with rests. */
export function* authMap({
  machine,
  frameworks,
  files,
  linked,
  versionOf,
  spots,
}: AuthMapParts): Generator<undefined, AuthMap> {
  const refusals = new Refusals(machine, linked, spots)
  const decorated = yield* decorations(machine, files)
  const parts = { machine, frameworks, versionOf, refusals, decorations: decorated }
  const apps: MappedApp[] = []
  for (const app of linked.apps) apps.push(yield* mapped(parts, app))
  return { apps }
}

function* mapped(parts: GateParts, app: App): Generator<undefined, MappedApp> {
  const pipeline: MappedLayer[] = []
  for (const layer of app.layers) {
    pipeline.push(layerOf(parts, app, layer))
    yield
  }
  const routes: MappedRoute[] = []
  for (const route of app.routes) {
    routes.push(routeOf(parts, app, route))
    yield
  }
  return {
    name: app.name,
    at: parts.refusals.spot(app.at),
    complete: app.complete,
    pipeline,
    handlers: app.handlers.map((handler) => handlerOf(parts, handler)),
    routes,
  }
}

function layerOf({ machine, frameworks, refusals }: GateParts, app: App, layer: Layer): MappedLayer {
  const { name, kind, runs, at, when } = layer
  const common = { name, at: refusals.spot(at), sometimes: when.length > 0 }
  if (kind === "cors" || kind === "cors-headers")
    return { ...common, kind: "cors", preflight: kind === "cors" ? "answered" : "passed", exits: [] }
  if (runs === undefined) return { ...common, kind: "foreign", preflight: "unknown", exits: [] }
  const exits = refusals.of(runs, app)
  const own = preflightAt(machine, frameworks, runs)
  const isElsewhere = exits.some(({ function: name }) => name !== runs.declaration.name)
  return {
    ...common,
    kind: exits.length > 0 ? "gate" : "transform",
    // A helper's refusal was not followed to the request that it needs.
    preflight: own === "passed" && isElsewhere ? "unknown" : own,
    exits,
  }
}

function handlerOf({ refusals }: GateParts, { takes, handler, at }: ErrorHandler): MappedHandler {
  return { name: handler.declaration.name, at: refusals.spot(at), takes: takenBy(takes) }
}

function takenBy(takes: ErrorHandler["takes"]): string {
  switch (takes.kind) {
    case "constant":
      return String(takes.value)
    case "class":
      return takes.declaration.name
    case "external":
      return takes.path.slice(takes.path.lastIndexOf(".") + 1)
    default:
      return ""
  }
}

function routeOf(parts: GateParts, app: App, route: Route): MappedRoute {
  const { handler } = route
  return {
    methods: route.methods ?? [],
    path: route.fullPath,
    at: parts.refusals.spot(route.at),
    handler: {
      name: handler.declaration.name,
      at: parts.refusals.spot(handler.closure.place(handler.declaration.nameSpan)),
    },
    gates: gatesOf(parts, app, route),
    exits: parts.refusals.of(handler, app),
  }
}
