import type { Answer, HandlerFact, HandlerRef } from "../model/answer.ts"
import { contains, placeKey, samePlace } from "../model/place.ts"
import type { App } from "../semantics/app.ts"
import type { Framework, VersionOf } from "../semantics/framework.ts"
import type { Machine } from "../semantics/machine.ts"
import type { Drafted } from "./drafting.ts"
import type { Drop, Dropping, DroppingHandler } from "./dropping.ts"
import type { Gate } from "./roles.ts"

/** A handler with what it is known to lose. */
interface Loss {
  readonly fact: HandlerFact
  readonly ref: HandlerRef
  /** Errors with headers are known to come. */
  readonly isKnown: boolean
  /** Where it makes a 401 of its own of errors that have a challenge. */
  readonly fresh: readonly Drop[]
}

/** What error handlers lose of the errors that are known to come to them. */
export class Losses {
  readonly #machine: Machine
  readonly #frameworks: readonly Framework[]
  readonly #dropping: Dropping
  readonly #drafted: readonly Drafted[]
  readonly #challenging: ReadonlySet<App>
  readonly #versionOf: (file: string) => VersionOf
  /** Some 401 brings a challenge, and it is not known which app it is of. */
  readonly #isChallengedSomewhere: boolean
  readonly #losses = new Map<App, readonly Loss[]>()
  readonly #byPlace = new Map<string, readonly Loss[]>()

  /**
   * @param apps as their routes see them
   * @param drafted what the project answers
   * @param gates the frameworks' own gates, with the apps that are known to reach them
   */
  constructor(
    machine: Machine,
    frameworks: readonly Framework[],
    dropping: Dropping,
    apps: readonly App[],
    drafted: readonly Drafted[],
    gates: readonly Gate[],
    versionOf: (file: string) => VersionOf,
  ) {
    this.#versionOf = versionOf
    this.#machine = machine
    this.#frameworks = frameworks
    this.#dropping = dropping
    this.#drafted = drafted
    const isLoose = gates.some((gate) => gate.apps.size === 0 && this.#isChallenging(gate))
    this.#isChallengedSomewhere =
      isLoose ||
      drafted.some(
        ({ app, exit }) =>
          app === undefined && exit.how === "raise" && /^(always|sometimes)$/.test(exit.challenge.presence),
      )
    this.#challenging = new Set(gates.flatMap((gate) => (this.#isChallenging(gate) ? [...gate.apps] : [])))
    for (const app of apps) {
      const losses = dropping.of(app).map((entry) => this.#loss(app, entry))
      this.#losses.set(app, losses)
      const key = placeKey(app.at)
      this.#byPlace.set(key, [...(this.#byPlace.get(key) ?? []), ...losses])
    }
  }

  /** What the rules hear of an app's handlers. */
  facts(app: App): readonly HandlerFact[] {
    return (this.#losses.get(app) ?? []).flatMap(({ fact }) => (fact.drops.length === 0 ? [] : [fact]))
  }

  /** Who answers, as far as the challenge of this very 401 is a handler's matter. */
  handlerOf({ app, exit, handler }: Drafted): Answer["handler"] {
    const own = app === undefined ? [] : (this.#byPlace.get(placeKey(app.at)) ?? [])
    if (handler === undefined)
      return own.find(({ fresh }) => fresh.some(({ at }) => contains(exit.at, at) || contains(at, exit.at)))?.ref
    if (!handler.drops) return handler
    const isLost = own.some(({ fact, isKnown }) => isKnown && samePlace(fact.at, handler.at))
    return isLost ? handler : { ...handler, drops: false }
  }

  #isChallenging({ made }: Gate): boolean {
    return this.#frameworks.some(({ gate }) => {
      const refusal = gate?.(this.#machine, made, this.#versionOf(made.at.file))?.refusal
      return refusal !== undefined && refusal.status !== 403 && refusal.challenge.presence !== "never"
    })
  }

  #loss(app: App, { handler, drops, otherwise, brings, isSpared, isOfProject }: DroppingHandler): Loss {
    const { at } = handler
    const name = handler.handler.declaration.name
    const answers = this.#drafted.filter(
      (one) => one.app !== undefined && samePlace(one.app.at, app.at) && one.handler !== undefined,
    )
    const own = answers.flatMap((answer) => {
      const by = answer.handler
      return by === undefined || !samePlace(by.at, at) || !answer.status.known ? [] : [{ answer, by }]
    })
    const isCarried =
      own.some(({ by }) => by.carries && is401(by.raised)) ||
      this.#challenging.has(app) ||
      this.#dropping.isThrownAt(app)
    // A 401 that it makes itself, of errors that bring no challenge, lacks one as any other does.
    const lost = isCarried ? drops : isOfProject ? [] : drops.filter(({ isFresh }) => !isFresh)
    const isKnown = !isSpared && lost.length > 0 && (isCarried || brings !== undefined)
    const sites = own.flatMap(({ answer, by }) => {
      const isLost = answer.status.known && answer.status.value === 401 ? by.drops && isKnown : by.raised === 401
      return isLost ? [answer.exit.at] : []
    })
    const fact: HandlerFact = {
      app: { name: app.name, at: app.at },
      name,
      at,
      definition: handler.handler.closure.place(handler.handler.declaration.nameSpan),
      takes: isSpared || lost.length === 0 ? "others" : (brings ?? "401"),
      isKnown: isKnown || isSpared,
      isBare: isKnown && !isCarried && !this.#isChallengedSomewhere,
      loses: lost.length > 0 ? sites : [],
      drops: lost.length > 0 ? lost : otherwise,
    }
    const ref = { name, at, drops: true, raised: undefined, carries: false }
    return { fact, ref, isKnown, fresh: isKnown ? lost.filter(({ isFresh }) => isFresh) : [] }
  }
}

/** Whether an error may be a 401. */
function is401(status: number | undefined): boolean {
  return status === undefined || status === 401
}
