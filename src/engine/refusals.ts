import type { Answer, Challenge } from "../model/answer.ts"
import type { MappedExit } from "../model/auth-map.ts"
import { type Place, placeKey, samePlace } from "../model/place.ts"
import type { App } from "../semantics/app.ts"
import { calledFunction } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import type { FunctionValue } from "../semantics/value.ts"
import { functionKey } from "./functions.ts"
import type { Linked } from "./linked.ts"
import type { Spots } from "./spots.ts"

/** How far calls of the project's own functions are followed from a gate or handler. */
const depthLimit = 4

/** Finds where a function, or a helper that it calls, answers 401 or 403 under an app. */
export class Refusals {
  readonly #machine: Machine
  readonly #linked: Linked
  readonly #spots: Spots

  constructor(machine: Machine, linked: Linked, spots: Spots) {
    this.#machine = machine
    this.#linked = linked
    this.#spots = spots
  }

  of(of: FunctionValue, app: App): readonly MappedExit[] {
    const exits = new Map<string, MappedExit>()
    this.#collect(of, app, 0, new Set(), exits)
    return [...exits.values()]
  }

  #collect(of: FunctionValue, app: App, depth: number, seen: Set<string>, exits: Map<string, MappedExit>): void {
    const key = functionKey(of)
    if (seen.has(key)) return
    seen.add(key)
    for (const answer of under(app, this.#linked.answersOf.get(key) ?? [])) {
      const { exit, status } = answer
      if (!status.known || (status.value !== 401 && status.value !== 403)) continue
      exits.set(`${placeKey(exit.at)} ${status.value}`, this.#exit(answer, status.value))
    }
    if (depth >= depthLimit) return
    for (const { call, within } of this.#machine.trace(of).calls) {
      // What is caught here does not leave.
      if (within.some(({ failure }) => failure.broad)) continue
      if (call.callee.kind === "external" || call.callee.kind === "class") continue
      const callee = calledFunction(this.#machine, call)
      if (callee !== undefined) this.#collect(callee, app, depth + 1, seen, exits)
    }
  }

  /** An answer that the framework or a package makes, once the app's handlers are through with it. */
  foreign(exit: Omit<MappedExit, "at" | "instead">, at: Place, app: App): MappedExit {
    const isDropped = this.#linked.handlers.some((handler) => samePlace(handler.app.at, app.at))
    const challenge: Challenge = isDropped ? { presence: "never", text: undefined } : exit.challenge
    return { ...exit, challenge, at: this.spot(at), instead: undefined }
  }

  #exit({ exit, challenge }: Answer, status: number): MappedExit {
    return {
      status,
      challenge,
      asks: exit.asks.kind,
      why: exit.asks.why,
      at: this.spot(exit.at),
      function: exit.function,
      instead: exit.dead?.instead,
    }
  }

  spot(place: Place): MappedExit["at"] {
    return this.#spots.of(place)
  }
}

/** The answers of one app, as written; those of no app where it is not known to reach the function. */
function under(app: App, answers: readonly Answer[]): readonly Answer[] {
  const own = answers.filter((answer) => answer.app !== undefined && samePlace(answer.app.at, app.at))
  const all = own.length > 0 ? own : answers.filter((answer) => answer.app === undefined)
  return all.toSorted((a, b) => a.exit.at.start - b.exit.at.start)
}
