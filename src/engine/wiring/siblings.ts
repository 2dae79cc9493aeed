import { placeKey } from "../../model/place.ts"
import { isPublicName, speaksOfAccess } from "../../semantics/access-name.ts"
import type { App, Layer, Route } from "../../semantics/app.ts"
import type { Wiring } from "../../semantics/framework.ts"
import { calledFunction } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { Value } from "../../semantics/value.ts"
import { functionKey } from "../functions.ts"
import { asksWhoIsThere, takesNothing } from "./asks-who.ts"
import type { Whole } from "./index.ts"

/** From so many siblings with a gate on, one without looks forgotten. */
const fewSiblings = 3

/** The one route of a file whose other routes all have a gate, or the one class of them; with a rest after each route. */
export function* openSiblings(machine: Machine, app: App, whole: Whole): Generator<Wiring | undefined, void> {
  if (!app.complete || app.layers.some((layer) => !isOfItsRoutes(layer, app) && mayBeGate(layer, app, whole))) return
  for (const routes of siblingsIn(app)) {
    const stances = new Map<Route, Stance>()
    for (const route of routes) {
      stances.set(route, stanceOf(machine, app, route, whole))
      yield undefined
    }
    const left = leftOut(stances)
    if (left === undefined || left.routes.some((route) => isForEverybody(machine, route))) continue
    const [only] = left.routes
    yield {
      kind: "open-sibling",
      app,
      at: only.at,
      data: { name: nameOfAll(left.routes), count: String(left.gated) },
      evidence: undefined,
      why: `${left.gated} of ${left.gated + 1} routes of this file have a gate`,
      repairs: [],
    }
  }
}

type Stance = "gated" | "open" | "unclear"

interface LeftOut {
  readonly routes: readonly [Route, ...Route[]]
  /** How many others have a gate. */
  readonly gated: number
}

/**
 * Methods of a class that is registered as a whole are one route among others where all of them are open; one open
 * method is held against every other method.
 */
function leftOut(stances: ReadonlyMap<Route, Stance>): LeftOut | undefined {
  const routes = [...stances.keys()]
  const open = routes.filter((route) => stances.get(route) === "open")
  const [only] = open
  if (only === undefined || [...stances.values()].includes("unclear")) return undefined
  const registration = placeKey(only.at)
  if (open.some(({ at }) => placeKey(at) !== registration)) return undefined
  const isWhole = routes.every((route) => placeKey(route.at) !== registration || stances.get(route) === "open")
  if (!isWhole && open.length > 1) return undefined
  const others = routes.filter((route) => stances.get(route) === "gated")
  const gated = isWhole ? new Set(others.map(({ at }) => placeKey(at))).size : others.length
  return gated < fewSiblings ? undefined : { routes: [only, ...open.slice(1)], gated }
}

function isForEverybody(machine: Machine, route: Route): boolean {
  const { handler, fullPath } = route
  const names = [handler.declaration.name, handler.owner?.declaration.name ?? "", ...fullPath.split("/")]
  return isOnlyRead(route) || givesAllTheSame(machine, route) || names.some(isPublicName)
}

/** Pictures, schemas and pages are open on purpose as often as not; whoever changes something is somebody. */
function isOnlyRead({ methods }: Route): boolean {
  return methods?.every((method) => method === "GET" || method === "HEAD") === true
}

/** A page that says nothing of what is asked for. */
function givesAllTheSame(machine: Machine, { methods, fullPath, handler }: Route): boolean {
  return methods === undefined && !/[{<:*[(]/.test(fullPath) && takesNothing(machine, handler)
}

/** The function, or the class where all of its methods are meant. */
function nameOfAll([first, ...more]: LeftOut["routes"]): string {
  const { declaration, owner } = first.handler
  if (owner === undefined || owner.declaration.name === "") return declaration.name || first.fullPath
  return more.length > 0 ? owner.declaration.name : declaration.name
}

/**
 * What stands in front of single routes is asked for each of them: a method of their own class. What is registered in
 * front of a whole router, too, is not.
 */
function isOfItsRoutes({ runs, at }: Layer, { routes }: App): boolean {
  if (runs === undefined || placeKey(at) !== placeKey(runs.closure.place(runs.declaration.nameSpan))) return false
  const key = functionKey(runs)
  return routes.some(({ dependencies }) =>
    dependencies.some(({ value }) => value.kind === "function" && functionKey(value) === key),
  )
}

/** Routes that are registered in one file, with handlers of one file. */
function siblingsIn({ routes }: App): readonly (readonly Route[])[] {
  const byFile = new Map<string, Route[]>()
  for (const route of routes) {
    const key = `${route.at.file} ${route.handler.closure.file}`
    const known = byFile.get(key)
    if (known === undefined) byFile.set(key, [route])
    else known.push(route)
  }
  return [...byFile.values()].filter(({ length }) => length > fewSiblings)
}

/** In front of all routes something may refuse for each of them. */
export function mayBeGate({ kind, runs, refuses, identifies, name }: Layer, app: App, whole: Whole): boolean {
  if (kind === "cors" || kind === "cors-headers") return false
  if (refuses === true) return true
  if (runs === undefined && identifies === true) return false
  return runs === undefined ? name === "" || speaksOfAccess(name) : whole.refusesIn(runs, app)
}

/** A refusal of the handler's own, as a log-in has one, is no gate; nor is what only looks like one. */
function stanceOf(machine: Machine, app: App, route: Route, whole: Whole): Stance {
  const gates = whole.gatesOf(app, route)
  if (gates.some(({ known, exits }) => known && exits.length > 0)) return "gated"
  const isOpen =
    gates.length === 0 && !whole.refusesIn(route.handler, app) && !asksWhoIsThere(machine, route.handler, app)
  return isOpen && route.dependencies.every(({ value }) => isRead(machine, value)) ? "open" : "unclear"
}

function isRead(machine: Machine, value: Value): boolean {
  if (value.kind === "function" || value.kind === "external" || value.kind === "class") return true
  return value.kind === "call" && (value.callee.kind === "external" || calledFunction(machine, value) !== undefined)
}
