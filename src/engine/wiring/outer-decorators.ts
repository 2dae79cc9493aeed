import type { Edit } from "../../model/edit.ts"
import { contains, type Place, placeKey } from "../../model/place.ts"
import type { App, Route } from "../../semantics/app.ts"
import { evaluate } from "../../semantics/evaluate.ts"
import { foreignPath } from "../../semantics/foreign-path.ts"
import type { Wiring } from "../../semantics/framework.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import { call } from "../../semantics/reduce.ts"
import type { Value } from "../../semantics/value.ts"
import type { Whole } from "./index.ts"

/**
 * Decorators that refuse, above the one that registers a handler: that one has kept what stands below it, so that no
 * request ever meets them; with a rest after each route.
 */
export function* outerDecorators(machine: Machine, app: App, whole: Whole): Generator<Wiring | undefined, void> {
  const told = new Set<string>()
  for (const route of app.routes) {
    for (const fact of above(machine, app, route, whole)) {
      if (told.has(placeKey(fact.at))) continue
      told.add(placeKey(fact.at))
      yield fact
    }
    yield undefined
  }
}

function above(machine: Machine, app: App, { handler, at }: Route, whole: Whole): readonly Wiring[] {
  const { declaration, closure } = handler
  if (!whole.registers(at)) return []
  const decorators = declaration.decorators.map((one) => ({ at: closure.place(one), written: one }))
  const registering = decorators.filter((one) => whole.registers(one.at))
  const [outermost] = registering
  if (outermost === undefined || !registering.some((one) => contains(one.at, at))) return []
  const outer = decorators
    .slice(0, decorators.indexOf(outermost))
    .map((one) => ({ ...one, value: evaluate(machine, one.written, closure) }))
  const gates = outer.filter(({ value }) => isGate(machine, app, value, handler, whole))
  return gates.map(({ at: place, value }) => ({
    kind: "outer-decorator",
    app,
    at: place,
    data: { name: nameOf(value), handler: declaration.name },
    evidence: outermost.at,
    why: "it stands above the decorator that registers the function",
    repairs:
      gates.length === 1 && registering.length === 1
        ? [{ title: "Put it below the registration", edits: swapped(place, outermost.at) }]
        : [],
  }))
}

/** A package's gate, or a decorator of the project's own whose function refuses. */
function isGate(machine: Machine, app: App, value: Value, handler: Route["handler"], whole: Whole): boolean {
  const path = foreignPath(machine, value.kind === "call" ? value.callee : value)
  if (path !== undefined) return machine.library(path)?.kind === "refusing-gate"
  const callee = settle(machine, value)
  if (callee.kind !== "function") return false
  const given = [{ kind: "positional", name: undefined, value: handler } as const]
  const made = settle(machine, call(machine, callee, given, value.at))
  return made.kind === "function" && made.declaration !== handler.declaration && whole.refusesIn(made, app)
}

function nameOf(value: Value): string {
  const named = value.kind === "call" ? value.callee : value
  if (named.kind === "external") return named.path.slice(named.path.lastIndexOf(".") + 1)
  if (named.kind === "member") return named.name
  return named.kind === "function" ? named.declaration.name : "this decorator"
}

function swapped(one: Place, other: Place): readonly Edit[] {
  return [
    { kind: "replace", at: one, code: [{ kind: "source", at: other }] },
    { kind: "replace", at: other, code: [{ kind: "source", at: one }] },
  ]
}
