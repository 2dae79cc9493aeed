import type { Answer, HandlerFact } from "../model/answer.ts"
import { samePlace } from "../model/place.ts"
import type { App, ErrorHandler } from "../semantics/app.ts"
import type { Framework } from "../semantics/framework.ts"
import type { Machine } from "../semantics/machine.ts"
import type { CallValue } from "../semantics/value.ts"
import { ruinsOf } from "./ruins.ts"
import { headersSlot } from "./slots.ts"

interface Entry {
  readonly handler: ErrorHandler
  readonly drops: HandlerFact["drops"]
}

/** Which error handlers rebuild the framework's own errors without their headers. */
export class Dropping {
  readonly #machine: Machine
  readonly #frameworks: readonly Framework[]
  readonly #dropping = new Map<App, readonly Entry[]>()

  constructor(machine: Machine, frameworks: readonly Framework[]) {
    this.#machine = machine
    this.#frameworks = frameworks
  }

  /** Notes an app with the framework that runs it. */
  note(app: App, framework: Framework): void {
    const found = app.handlers.flatMap((handler): readonly Entry[] => {
      const probe = framework.challenged?.(handler.takes, handler.at)
      const sent = probe === undefined ? [] : ruinsOf(this.#machine, this.#frameworks, handler, probe)
      const drops = sent.map(({ response, becomes }) => {
        const slot = becomes === undefined ? headersSlot(response, response.built.at) : undefined
        const repair = slot === undefined ? undefined : framework.repairs?.passHeaders(handler, slot)
        return { at: response.built.at, repair, becomes }
      })
      return drops.length === 0 ? [] : [{ handler, drops }]
    })
    this.#dropping.set(app, found)
  }

  /** Whether a handler of an app loses headers. */
  drops(app: App, handler: ErrorHandler): boolean {
    return this.#entries(app).some((entry) => entry.handler === handler)
  }

  /** What the rules hear of an app's handlers, given what the project answers. */
  facts(app: App, answers: readonly Answer[]): readonly HandlerFact[] {
    const own = answers.filter((answer) => answer.app !== undefined && samePlace(answer.app.at, app.at))
    return this.#entries(app).map(({ handler, drops }) => ({
      app: { name: app.name, at: app.at },
      name: handler.handler.declaration.name,
      at: handler.at,
      definition: handler.handler.closure.place(handler.handler.declaration.nameSpan),
      status: this.#statusOf(handler.takes),
      loses: own.flatMap((answer) => {
        const by = answer.handler
        if (by === undefined || !samePlace(by.at, handler.at) || !answer.status.known) return []
        const isLost = answer.status.value === 401 ? by.drops : by.raised === 401
        return isLost ? [answer.exit.at] : []
      }),
      drops,
    }))
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

  #entries(app: App): readonly Entry[] {
    return this.#dropping.get(app) ?? []
  }
}
