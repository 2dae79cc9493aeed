import type { Edit } from "../model/edit.ts"
import { type Place, placeKey, samePlace } from "../model/place.ts"
import type { App, ErrorHandler, Operation } from "../semantics/app.ts"
import type { Framework } from "../semantics/framework.ts"
import { lineage } from "../semantics/lineage.ts"
import { settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import type { CallValue, Value } from "../semantics/value.ts"
import { handlerFor } from "./handlers.ts"
import { type Ruin, ruinsOf } from "./ruins.ts"
import { headersSlot } from "./slots.ts"

/** A send of a handler that loses something of the error. */
export interface Drop {
  readonly at: Place
  /** What passes the headers on; `undefined` where that cannot be written. */
  readonly repair: readonly Edit[] | undefined
  readonly becomes: number | undefined
  readonly isFresh: boolean
}

/** An error handler that loses something, and what is known of the errors that come to it. */
export interface DroppingHandler {
  readonly handler: ErrorHandler
  /** What it makes of a 401. */
  readonly drops: readonly Drop[]
  /** What it makes of other refusals. */
  readonly otherwise: readonly Drop[]
  /** Which of the framework's own errors come to it with headers; `undefined`: none. */
  readonly brings: "401" | "all" | undefined
  /** It takes an error class of the project's that extends the framework's. */
  readonly isOfProject: boolean
  /** Another handler takes the 401s. */
  readonly isSpared: boolean
}

/** Which error handlers rebuild the framework's own errors without their headers. */
export class Dropping {
  readonly #machine: Machine
  readonly #frameworks: readonly Framework[]
  readonly #dropping = new Map<App, readonly DroppingHandler[]>()
  readonly #thrown = new Set<string>()

  constructor(machine: Machine, frameworks: readonly Framework[]) {
    this.#machine = machine
    this.#frameworks = frameworks
  }

  /**
   * Notes an app with the framework that runs it.
   * @param operations those on all of the framework's apps and routers
   */
  note(app: App, framework: Framework, operations: readonly Operation[]): void {
    const found = app.handlers.flatMap((handler): readonly DroppingHandler[] => {
      const isOfProject = handler.takes.kind === "class"
      const probe = framework.challenged?.(this.#foreign(handler.takes), handler.at)
      if (probe === undefined) return []
      // Its errors are the project's own: what they bring is seen where they are raised.
      if (isOfProject) {
        const drops = this.#drops(framework, handler, probe)
        return drops.length === 0
          ? []
          : [{ handler, drops, otherwise: [], brings: undefined, isSpared: false, isOfProject }]
      }
      const isSpared = this.#isAnothers(app, handler, probe, 401)
      // What is left to it is of other statuses; a class that is nearer takes those as well.
      if (isSpared && this.#isAnothers(app, handler, probe, undefined)) return []
      const own = framework.brings?.(handler.takes)
      const brings = own === "all" && this.#statusOf(handler.takes) === 401 ? "401" : own
      if (isSpared && brings !== "all") return []
      const drops = this.#drops(framework, handler, probe)
      const other = framework.refused?.(handler.takes, handler.at)
      const otherwise = drops.length === 0 || other === undefined ? [] : this.#drops(framework, handler, other)
      return drops.length === 0 ? [] : [{ handler, drops, otherwise, brings, isSpared, isOfProject }]
    })
    this.#dropping.set(app, found)
    const isUsed = operations.some(
      ({ kind, object, arguments: given }) =>
        (kind === "router" || samePlace(object.at, app.at)) &&
        given.some(({ value }) => this.#throws(framework, value)),
    )
    if (isUsed) this.#thrown.add(placeKey(app.at))
  }

  /** The handlers of an app that lose something. */
  of(app: App): readonly DroppingHandler[] {
    return this.#dropping.get(app) ?? []
  }

  /** Whether a package's middleware that an app uses throws errors with headers. */
  isThrownAt(app: App): boolean {
    return this.#thrown.has(placeKey(app.at))
  }

  /** Whether another handler takes an error of a status; `undefined`: of one that no handler is registered for. */
  #isAnothers(app: App, handler: ErrorHandler, probe: CallValue, status: number | undefined): boolean {
    const nearest = handler.broad === true ? undefined : handlerFor(this.#machine, app, probe, status)
    return nearest !== undefined && nearest !== handler
  }

  /** The class of the framework's that a class of the project's extends; anything else as it is. */
  #foreign(takes: Value): Value {
    if (takes.kind !== "class") return takes
    return lineage(this.#machine, takes).find((one) => one?.kind === "external") ?? takes
  }

  #drops(framework: Framework, handler: ErrorHandler, probe: CallValue): readonly Drop[] {
    return ruinsOf(this.#machine, this.#frameworks, handler, probe).map((ruin) => this.#drop(framework, handler, ruin))
  }

  #drop(framework: Framework, handler: ErrorHandler, { response, becomes, isFresh }: Ruin): Drop {
    const slot = becomes === undefined ? headersSlot(response, response.built.at) : undefined
    const repair = slot === undefined ? undefined : framework.repairs?.passHeaders(handler, slot)
    return { at: response.built.at, repair, becomes, isFresh }
  }

  /** The one status of what a handler takes: a number, or a class that is named for it. */
  #statusOf(takes: ErrorHandler["takes"]): number | undefined {
    if (takes.kind === "constant") return Number(takes.value)
    if (takes.kind !== "external") return undefined
    const { at } = takes
    const made: CallValue = { kind: "call", callee: takes, arguments: [], effects: [], via: [], at }
    for (const framework of this.#frameworks) {
      const answer = framework.error(this.#machine, made)
      if (answer === undefined) continue
      const isSet = answer.takes?.kind === "arguments" && answer.takes.status !== undefined
      return isSet || answer.status !== undefined ? undefined : answer.defaultStatus
    }
    return undefined
  }

  #throws(framework: Framework, value: Value): boolean {
    const made = settle(this.#machine, value)
    if (made.kind === "list") return made.items.some((item) => this.#throws(framework, item))
    return made.kind === "call" && framework.throws?.(this.#machine, made) === true
  }
}
