import { contains, type Place } from "../model/place.ts"
import type { App } from "../semantics/app.ts"
import { calledFunction } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import type { FunctionValue } from "../semantics/value.ts"
import { functionKey } from "./functions.ts"

/** How far gates of gates are followed. */
const depthLimit = 3

/** Which routes run a function: as their handler, or as a gate in front of it. */
export class Reach {
  readonly #machine: Machine
  readonly #entries = new Map<string, { readonly at: Place; readonly paths: Set<string> }>()

  constructor(machine: Machine, apps: readonly App[]) {
    this.#machine = machine
    for (const { routes } of apps) {
      for (const { handler, dependencies, fullPath } of routes) {
        this.#note(handler, fullPath, 0)
        for (const { value } of dependencies) if (value.kind === "function") this.#note(value, fullPath, 0)
      }
    }
  }

  /** The full paths of the routes that run the function in which a place lies. */
  pathsOf(place: Place): readonly string[] {
    return [...this.#entries.values()].flatMap(({ at, paths }) => (contains(at, place) ? [...paths] : []))
  }

  #note(of: FunctionValue, path: string, depth: number): void {
    const key = functionKey(of)
    const entry = this.#entries.get(key) ?? { at: of.closure.place(of.declaration), paths: new Set<string>() }
    this.#entries.set(key, entry)
    if (entry.paths.has(path) || depth > depthLimit) return
    entry.paths.add(path)
    for (const parameter of this.#machine.trace(of).parameters) {
      const injection = this.#machine.injected(parameter)
      if (injection?.kind !== "gate" || injection.value.kind !== "call") continue
      const gate = calledFunction(this.#machine, injection.value)
      if (gate !== undefined) this.#note(gate, path, depth + 1)
    }
  }
}
