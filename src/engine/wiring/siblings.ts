import { isPublicName, speaksOfAccess } from "../../semantics/access-name.ts"
import type { App, Layer, Route } from "../../semantics/app.ts"
import type { Wiring } from "../../semantics/framework.ts"
import { calledFunction } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import { originOf } from "../../semantics/origin.ts"
import type { FunctionValue, Value } from "../../semantics/value.ts"
import type { Whole } from "./index.ts"

/** From so many siblings with a gate on, one without looks forgotten. */
const fewSiblings = 3

/** The one route of a file whose other routes all have a gate; with a rest after each route. */
export function* openSiblings(machine: Machine, app: App, whole: Whole): Generator<Wiring | undefined, void> {
  if (!app.complete || app.layers.some((layer) => mayBeGate(layer, app, whole))) return
  for (const routes of siblingsIn(app)) {
    const open: Route[] = []
    let gated = 0
    for (const route of routes) {
      const stance = stanceOf(machine, app, route, whole)
      if (stance === "open") open.push(route)
      if (stance === "gated") gated++
      yield undefined
    }
    const [only] = open
    if (only === undefined || open.length > 1 || gated < fewSiblings || gated + 1 < routes.length) continue
    if (givesAllTheSame(only)) continue
    if (isPublicName(only.handler.declaration.name) || only.fullPath.split("/").some(isPublicName)) continue
    yield {
      kind: "open-sibling",
      app,
      at: only.at,
      data: { name: only.handler.declaration.name || only.fullPath, count: String(gated) },
      evidence: undefined,
      why: `${gated} of ${routes.length} routes of this file have a gate`,
      repairs: [],
    }
  }
}

/** A list of what there is to choose from is read without saying what is asked for, and the same for everybody. */
function givesAllTheSame({ methods, fullPath, handler }: Route): boolean {
  const isRead = methods?.every((method) => method === "GET" || method === "HEAD") === true
  return isRead && !/[{<:*[]/.test(fullPath) && handler.declaration.parameters.length === 0
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
export function mayBeGate({ kind, runs, refuses, name }: Layer, app: App, whole: Whole): boolean {
  if (kind === "cors" || kind === "cors-headers") return false
  if (refuses === true) return true
  return runs === undefined ? name === "" || speaksOfAccess(name) : whole.refusesIn(runs, app)
}

/** A refusal of the handler's own, as a log-in has one, is no gate; nor is what only looks like one. */
function stanceOf(machine: Machine, app: App, route: Route, whole: Whole): "gated" | "open" | "unclear" {
  const gates = whole.gatesOf(app, route)
  if (gates.some(({ known, exits }) => known && exits.length > 0)) return "gated"
  const isOpen = gates.length === 0 && !whole.refusesIn(route.handler, app) && !asksWhoIsThere(machine, route.handler)
  return isOpen && route.dependencies.every(({ value }) => isRead(machine, value)) ? "open" : "unclear"
}

/** Whether a handler looks at who asks, or calls what may do so: somebody else may have refused, or it will. */
function asksWhoIsThere(machine: Machine, of: FunctionValue): boolean {
  const { calls, parameters } = machine.trace(of)
  const isOfSomebody = (value: Value) => {
    const { kind } = originOf(machine, value)
    return kind === "identity" || kind === "credential" || kind === "claim" || kind === "permission" || kind === "right"
  }
  return (
    parameters.some((parameter) => {
      const injection = machine.injected(parameter)
      return injection !== undefined && injection.kind !== "input"
    }) ||
    calls.some(
      ({ call }) =>
        speaksOfAccess(nameOf(call.callee)) ||
        call.callee.kind === "unknown" ||
        isOfSomebody(call) ||
        call.arguments.some(({ value }) => isOfSomebody(value)),
    )
  )
}

function isRead(machine: Machine, value: Value): boolean {
  if (value.kind === "function" || value.kind === "external" || value.kind === "class") return true
  return value.kind === "call" && (value.callee.kind === "external" || calledFunction(machine, value) !== undefined)
}

function nameOf(callee: Value): string {
  if (callee.kind === "member") return callee.name
  if (callee.kind === "function" || callee.kind === "class") return callee.declaration.name
  return callee.kind === "external" ? callee.path.slice(callee.path.lastIndexOf(".") + 1) : ""
}
