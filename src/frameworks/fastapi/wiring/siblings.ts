import type { App, Route } from "../../../semantics/app.ts"
import type { Wiring } from "../../../semantics/framework.ts"
import type { Machine } from "../../../semantics/machine.ts"
import { isPublicName } from "../../../semantics/vocabulary.ts"
import { refuses } from "./refuses.ts"

/** From so many siblings with a gate on, one without looks forgotten. */
const fewSiblings = 3

/** The one route of a file whose other routes all have a gate. */
export function openSiblings(machine: Machine, app: App): readonly Wiring[] {
  if (!app.complete || app.layers.some(({ kind }) => kind === "own" || kind === "foreign")) return []
  const files = new Set(app.routes.map(({ handler }) => handler.closure.file))
  return [...files].flatMap((file): readonly Wiring[] => {
    const routes = app.routes.filter(({ handler }) => handler.closure.file === file)
    const open = routes.filter((route) => !mayRefuse(machine, route))
    if (routes.some((route) => !open.includes(route) && !isGuarded(machine, route))) return []
    const [only, ...more] = open
    if (only === undefined || more.length > 0 || routes.length - 1 < fewSiblings) return []
    if (isPublicName(only.handler.declaration.name) || only.fullPath.split("/").some(isPublicName)) return []
    return [
      {
        kind: "open-sibling",
        app,
        at: only.at,
        data: { name: only.handler.declaration.name, count: String(routes.length - 1) },
        evidence: undefined,
        why: `${routes.length - 1} of ${routes.length} routes of this file have a gate`,
        repairs: [],
      },
    ]
  })
}

/** A refusal of the handler's own, as a log-in has one, is no gate. */
function isGuarded(machine: Machine, { handler, dependencies }: Route): boolean {
  const injected = machine
    .trace(handler)
    .parameters.flatMap((parameter) => machine.injected(parameter) ?? [])
    .filter(({ kind, scheme }) => kind === "gate" || scheme !== undefined)
    .map(({ value }) => (value.kind === "call" ? value.callee : value))
  return [...dependencies.map(({ value }) => value), ...injected].some((gate) => refuses(machine, gate, false))
}

function mayRefuse(machine: Machine, { handler, dependencies }: Route): boolean {
  return dependencies.some(({ value }) => refuses(machine, value, true)) || refuses(machine, handler, true)
}
