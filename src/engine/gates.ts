import type { MappedGate } from "../model/auth-map.ts"
import { type Place, placeKey } from "../model/place.ts"
import { speaksOfAccess } from "../semantics/access-name.ts"
import type { App, Route } from "../semantics/app.ts"
import { foreignPath } from "../semantics/foreign-path.ts"
import type { Framework, OwnGate, VersionOf } from "../semantics/framework.ts"
import { calledFunction, settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import { call } from "../semantics/reduce.ts"
import type { FunctionValue, Value } from "../semantics/value.ts"
import type { Decoration } from "./decorations.ts"
import { functionKey } from "./functions.ts"
import { nameOfGate, rightsAsked } from "./gate-name.ts"
import type { Refusals } from "./refusals.ts"

export interface GateParts {
  readonly machine: Machine
  readonly frameworks: readonly Framework[]
  readonly versionOf: (file: string) => VersionOf
  readonly refusals: Refusals
  readonly decorations: ReadonlyMap<string, readonly Decoration[]>
}

/** What runs before a route's handler and may refuse, in the order of execution. */
export function gatesOf(parts: GateParts, app: App, route: Route): readonly MappedGate[] {
  const gates = new Gates(parts, app)
  const registrations = new Set(app.routes.map(({ at }) => placeKey(at)))
  const decorators = (parts.decorations.get(functionKey(route.handler)) ?? []).filter(
    ({ at }) => !registrations.has(placeKey(at)),
  )
  const wrappers = new Set(decorators.map(({ applied }) => keyOf(settle(parts.machine, applied))))
  return [
    ...route.dependencies
      // What a decorator puts around the handler goes by the decorator's name.
      .filter(({ value }) => value.kind !== "function" || !wrappers.has(keyOf(value)))
      .flatMap(({ value, scopes, by }) => gates.dependency(value, scopes, by)),
    ...gates.parameters(route.handler),
    ...decorators.flatMap((decoration) => gates.decorator(decoration)),
  ]
}

function keyOf(value: Value): string | undefined {
  return value.kind === "function" ? functionKey(value) : undefined
}

class Gates {
  readonly #parts: GateParts
  readonly #app: App
  /** A dependency that several others name runs once. */
  readonly #seen = new Set<string>()

  constructor(parts: GateParts, app: App) {
    this.#parts = parts
    this.#app = app
  }

  /** The dependencies that a function's parameters name. */
  parameters(of: FunctionValue): readonly MappedGate[] {
    const { machine } = this.#parts
    return machine.trace(of).parameters.flatMap((parameter) => {
      const injection = machine.injected(parameter)
      if (injection === undefined || injection.kind === "input" || injection.value.kind !== "call") return []
      return this.dependency(injection.value.callee, injection.scopes ?? [])
    })
  }

  /** A callable that the framework calls first, after the dependencies of its own. */
  dependency(value: Value, scopes: readonly string[], by = value): readonly MappedGate[] {
    const { machine } = this.#parts
    const settled = settle(machine, value)
    const own = this.#own(settled)
    if (own !== undefined) return this.#ownGate(own, "dependency", scopes)
    const made = call(machine, settled, [], settled.at)
    const runs = made.kind === "call" ? calledFunction(machine, made) : undefined
    if (runs === undefined) return this.#foreign(settled, "dependency", scopes)
    const name = nameOfGate(by, runs)
    if (!this.#isNew(`${functionKey(runs)} ${name} ${scopes.join(" ")}`)) return []
    const asked = [...scopes, ...rightsAsked(machine, by)]
    return [
      ...this.parameters(runs),
      ...this.#projectGate(runs, { name, kind: "dependency", scopes: asked }, definitionOf(by, runs)),
    ]
  }

  /** A decorator between the registration and the handler: what it makes of the handler runs instead of it. */
  decorator({ applied, at }: Decoration): readonly MappedGate[] {
    const { machine } = this.#parts
    const own = this.#own(applied.callee)
    if (own !== undefined) return this.#ownGate(own, "decorator", [])
    const runs = settle(machine, applied)
    if (runs.kind !== "function") return this.#foreign(applied.callee, "decorator", [])
    const name = nameOfGate(applied.callee, runs)
    return this.#projectGate(runs, { name, kind: "decorator", scopes: rightsAsked(machine, applied.callee) }, at)
  }

  /** The project's own code is a gate where it refuses. */
  #projectGate(
    runs: FunctionValue,
    gate: Pick<MappedGate, "name" | "kind" | "scopes">,
    at: Place,
  ): readonly MappedGate[] {
    const { refusals } = this.#parts
    const exits = refusals.of(runs, this.#app)
    if (exits.length === 0) return []
    return [
      { ...gate, scopes: [...new Set(gate.scopes)], at: refusals.spot(at), scheme: undefined, known: true, exits },
    ]
  }

  #own(value: Value): OwnGate | undefined {
    const version = this.#parts.versionOf(value.at.file)
    for (const framework of this.#parts.frameworks) {
      const gate = framework.gate?.(this.#parts.machine, value, version)
      if (gate !== undefined) return gate
    }
    return undefined
  }

  #ownGate(own: OwnGate, kind: MappedGate["kind"], more: readonly string[]): readonly MappedGate[] {
    const { name, scheme, refusal } = own
    if (!this.#isNew(placeKey(own.at))) return []
    const at = this.#parts.refusals.spot(own.at)
    const scopes = [...new Set([...own.scopes, ...more])]
    const gate = { name, at, kind, scheme, scopes }
    if (refusal === undefined) return [{ ...gate, known: true, exits: [] }]
    const { status, ...rest } = refusal
    if (status === undefined) return [{ ...gate, known: false, exits: [] }]
    const exit = this.#parts.refusals.foreign({ ...rest, status, function: name }, own.at, this.#app)
    return [{ ...gate, known: true, exits: [exit] }]
  }

  /** Code of a package: a gate where a library pack says so, listed as not known where its name speaks of access. */
  #foreign(value: Value, kind: MappedGate["kind"], scopes: readonly string[]): readonly MappedGate[] {
    const { machine, refusals } = this.#parts
    const path = foreignPath(machine, value.kind === "call" ? value.callee : value)
    if (path === undefined) return []
    const name = path.slice(path.lastIndexOf(".") + 1)
    const model = machine.library(path)
    if (model?.kind === "marker") return []
    const isKnown = model?.kind === "refusing-gate"
    if ((!isKnown && !speaksOfAccess(name)) || !this.#isNew(`${path} ${placeKey(value.at)}`)) return []
    const at = refusals.spot(value.at)
    const gate = { name, at, kind, scheme: undefined, scopes }
    if (!isKnown) return [{ ...gate, known: false, exits: [] }]
    const presence = model.challenge ? "always" : "never"
    const refusal = {
      status: model.status,
      challenge: { presence, text: undefined },
      asks: "authentication",
      why: `${name} answers by itself`,
      function: name,
    } as const
    return [{ ...gate, known: true, exits: [refusals.foreign(refusal, value.at, this.#app)] }]
  }

  #isNew(key: string): boolean {
    if (this.#seen.has(key)) return false
    this.#seen.add(key)
    return true
  }
}

/** Where a gate is defined: the function or class that was named, else the function that runs. */
function definitionOf(value: Value, runs: FunctionValue): Place {
  const made = value.kind === "call" ? value.callee : value
  if (made.kind === "function" || made.kind === "class") return made.closure.place(made.declaration.nameSpan)
  return runs.closure.place(runs.declaration.nameSpan)
}
