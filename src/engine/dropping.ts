import type { HandlerFact } from "../model/answer.ts"
import type { App, ErrorHandler } from "../semantics/app.ts"
import type { Framework } from "../semantics/framework.ts"
import type { Machine } from "../semantics/machine.ts"
import { dropsOf } from "./handlers.ts"
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
      const sent = probe === undefined ? [] : dropsOf(this.#machine, this.#frameworks, handler, probe)
      const drops = sent.map((response) => {
        const slot = headersSlot(response, response.built.at)
        const repair = slot === undefined ? undefined : framework.repairs?.passHeaders(handler, slot)
        return { at: response.built.at, repair }
      })
      return drops.length === 0 ? [] : [{ handler, drops }]
    })
    this.#dropping.set(app, found)
  }

  /** Whether a handler of an app loses headers. */
  drops(app: App, handler: ErrorHandler): boolean {
    return this.#entries(app).some((entry) => entry.handler === handler)
  }

  /** What the rules hear of an app's handlers. */
  facts(app: App): readonly HandlerFact[] {
    return this.#entries(app).map(({ handler, drops }) => ({
      app: { name: app.name, at: app.at },
      name: handler.handler.declaration.name,
      drops,
    }))
  }

  #entries(app: App): readonly Entry[] {
    return this.#dropping.get(app) ?? []
  }
}
