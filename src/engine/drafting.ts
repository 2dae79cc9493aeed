import { around, isOf } from "../ir/walk.ts"
import type { Answer, AppRef, Challenge, Exit } from "../model/answer.ts"
import { contains, type Place } from "../model/place.ts"
import type { App } from "../semantics/app.ts"
import type { Framework, Response } from "../semantics/framework.ts"
import { lineage } from "../semantics/lineage.ts"
import { settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import { type StatusFact, statusesOf } from "../semantics/status.ts"
import type { FunctionValue } from "../semantics/value.ts"
import { Adders } from "./adders.ts"
import { callerOf } from "./caller.ts"
import type { Callers } from "./callers.ts"
import type { Departure } from "./departures.ts"
import type { Dropping } from "./dropping.ts"
import { challengeOf, type Exits } from "./exits.ts"
import { handlerFor, transform } from "./handlers.ts"
import type { InFront } from "./in-front.ts"
import type { Premises } from "./linked.ts"
import type { Patience } from "./patience.ts"
import type { Roles } from "./roles.ts"
import type { Schemes } from "./schemes.ts"
import { settingOf } from "./setting.ts"

/** An answer before it is known which challenges the project writes. */
export type Drafted = Omit<Answer, "challenges" | "takesChallenge">

/** What is known once the apps are arranged. */
export interface DraftingParts {
  readonly machine: Machine & { readonly patience: Patience }
  readonly frameworks: readonly Framework[]
  readonly premises: Premises
  /** Filled by the time the first function is asked. */
  readonly apps: readonly App[]
  readonly callers: Callers
  readonly inFront: InFront
  readonly roles: Roles
  readonly dropping: Dropping
  readonly schemes: Schemes
  readonly exits: Exits
}

const unclear: Challenge = { presence: "unknown", text: undefined }

/** Puts the exits of a function behind the apps that reach it. */
export class Drafting {
  readonly #parts: DraftingParts
  readonly #adders: Adders

  constructor(parts: DraftingParts) {
    this.#parts = parts
    this.#adders = new Adders(parts.machine, parts.frameworks)
  }

  /** The answers of one function, as it is now; with rests. */
  *of(of: FunctionValue): Generator<undefined, readonly Drafted[]> {
    const { exits, machine, roles } = this.#parts
    const { patience } = machine
    const role = yield* patience.work(() => roles.roleOf(of))
    if (role === "outside") return []
    const drafted: Drafted[] = []
    for (const departure of yield* patience.work(() => exits.departuresOf(of, role))) {
      const exit = yield* patience.work(() => exits.exit(departure, role))
      drafted.push(...(yield* patience.work(() => this.#answers(of, departure, exit))))
      yield
    }
    return drafted
  }

  #answers(of: FunctionValue, departure: Departure, exit: Exit): readonly Drafted[] {
    const { apps, roles, schemes, premises } = this.#parts
    if (this.#isNobodys(of, departure, exit)) return []
    const reached = roles.appsOf(of)
    const under = reached.length === 0 ? this.#answeringFor(departure, apps) : reached
    const rest = {
      exit,
      caller: callerOf(this.#parts, of),
      setting: settingOf(this.#parts, of, departure.path, departure.response),
      scheme: schemes.of(of, under),
    }
    const answering = under.length === 0 ? apps : under
    if (departure.how === "raise" && answering.some((app) => app.rewrites === true)) {
      const status = { known: false, why: "a handler of every error could not be read" } as const
      return [{ ...rest, app: undefined, status, challenge: unclear, handler: undefined }]
    }
    if (under.length === 0) {
      const isAdded = !premises.challenge(exit.at.file) || apps.some((app) => this.#adders.anywhere(app, exit.how))
      const challenge = isAdded && exit.challenge.presence === "never" ? unclear : exit.challenge
      const isOpen = apps.some((app) => this.#redirects(app, departure))
      const status = isOpen ? ({ known: false, why: "a handler sends some to a page" } as const) : exit.status
      return [{ ...rest, app: undefined, status, challenge, handler: undefined }]
    }
    return under.flatMap((app) => this.#under(app, departure, rest))
  }

  /** An error of the project's own, raised where nothing but tests ever comes by. */
  #isNobodys(of: FunctionValue, { how, value }: Departure, { role, at }: Exit): boolean {
    const { callers, premises, machine } = this.#parts
    if (how !== "raise" || role !== "helper" || value.kind !== "call" || value.callee.kind !== "class") return false
    const { broadErrors } = of.closure.language
    const isOwn = lineage(machine, value.callee).every(
      (one) =>
        one?.kind === "class" || (one !== undefined && broadErrors.some((name) => one.path.endsWith(`.${name}`))),
    )
    if (!isOwn) return false
    if (callers.sitesOf(of).length > 0) return false
    const mentions = premises.mentions?.of(of.declaration.name)
    return mentions?.size === 1 && mentions.get(at.file) === 1
  }

  /** An error of the project's own that only one app has a handler for is answered by it, whoever calls. */
  #answeringFor({ how, response, value }: Departure, apps: readonly App[]): readonly App[] {
    if (how !== "raise" || response !== undefined) return []
    const answering = apps.filter(
      (app) => handlerFor(this.#parts.machine, app, value, undefined)?.takes.kind === "class",
    )
    return answering.length === 1 ? answering : []
  }

  /** Whether a handler of an app's makes a way to the log-in of such an error, at least for some. */
  #redirects(app: App, { how, response, status, value }: Departure): boolean {
    if (how !== "raise" || response === undefined || status.kind !== "known") return false
    const handler = handlerFor(this.#parts.machine, app, value, status.value)
    if (handler === undefined) return false
    return transform(this.#parts.machine, this.#parts.frameworks, handler, value).some((result) => {
      if (typeof result === "string") return false
      const made = this.#handled(result.response, status)
      return made.kind === "known" && made.value >= 300 && made.value < 400
    })
  }

  /** The answers that one app makes of a departure. */
  #under(
    app: App,
    departure: Departure,
    reached: Pick<Answer, "exit" | "caller" | "setting" | "scheme">,
  ): readonly Drafted[] {
    const { exit } = reached
    const isInFront = app.serves === "mcp" && (exit.role === "middleware" || exit.role === "helper")
    const rest = isInFront ? ({ ...reached, setting: "mcp" } as const) : reached
    const ref: AppRef = { name: app.name, at: app.at }
    const known = exit.status.known ? exit.status.value : undefined
    const handler =
      departure.how === "raise" && exit.dead === undefined
        ? handlerFor(this.#parts.machine, app, departure.value, known)
        : undefined
    if (handler === undefined) {
      return [
        {
          ...rest,
          app: ref,
          status: exit.status,
          challenge: this.#added(app, exit.how, exit.challenge),
          handler: undefined,
        },
      ]
    }
    const name = handler.handler.declaration.name
    const isDropping = this.#parts.dropping.of(app).some((one) => one.handler === handler)
    const drops = isDropping && mayHoldHeaders(departure.response)
    const carries = hasHeaders(this.#parts.machine, departure.response)
    return transform(this.#parts.machine, this.#parts.frameworks, handler, departure.value).map((result): Drafted => {
      const made = { name, at: handler.at, drops, raised: known, carries }
      if (result === "handed-on") {
        return {
          ...rest,
          app: ref,
          status: exit.status,
          challenge: this.#added(app, exit.how, exit.challenge),
          handler: made,
        }
      }
      if (result === "unknown") {
        return {
          ...rest,
          app: ref,
          status: { known: false, why: `${name} could not be read` },
          challenge: unclear,
          handler: made,
        }
      }
      const status = this.#handled(result.response, departure.status)
      const inner = this.#parts.exits.exit({ ...departure, response: result.response, status }, exit.role)
      const { built } = result.response
      const written = status.kind === "known" ? status.at : undefined
      const isMadeThere = written === undefined || [built.at, ...built.via].some((place) => contains(place, written))
      // An error that brings its status, and whose headers its handler would pass on, is where the challenge is missing.
      const isOwn = departure.response === undefined
      // One whose status was handed to what makes it is blamed there: `createErrorFactory({ statusCode: 401 })`.
      const fixed = isMadeThere || !isOwn || written === undefined ? undefined : fixedIn(written, departure.at)
      const isMendedThere = fixed === undefined && (isMadeThere || (isOwn && result.response.headers === undefined))
      return {
        ...rest,
        exit: {
          ...(isMadeThere || isOwn ? inner : exit),
          cause: fixed ?? (isMendedThere ? inner.cause : isOwn ? departure.value.at : exit.cause),
          slots: isMendedThere ? inner.slots : exit.slots,
          // Only what the handler still shows leaks; it stands where it entered.
          leaks: inner.leaks.length > 0 && exit.leaks.length > 0 ? exit.leaks : inner.leaks,
        },
        app: ref,
        status: inner.status,
        challenge: this.#added(app, exit.how, challengeOf(this.#parts.machine, result.response)),
        handler: made,
      }
    })
  }

  /** The status of what a handler makes; where it cannot be read, that of the error. */
  #handled({ status, defaultStatus }: Response, raised: StatusFact): StatusFact {
    if (status === undefined) return { kind: "known", value: defaultStatus, at: undefined }
    const [only, ...more] = statusesOf(settle(this.#parts.machine, status))
    return only?.fact.kind === "known" && more.length === 0 ? only.fact : raised
  }

  #added(app: App, how: Exit["how"], challenge: Challenge): Challenge {
    const isOpen = !this.#parts.premises.challenge(app.at.file) || this.#adders.in(app, how)
    return challenge.presence === "never" && isOpen ? unclear : challenge
  }
}

/** The innermost call that a status is written in; `undefined` where that is in the statement itself, or in none. */
function fixedIn(written: Place, leaving: Place): Place | undefined {
  if (contains(leaving, written)) return undefined
  const call = [...around(written.chunk.body, written)].findLast((node) => isOf(node, "call"))
  return call === undefined ? undefined : { ...written, start: call.start, end: call.end }
}

/** An error that has no headers to lose is not what its handler drops them of. */
function mayHoldHeaders(response: Response | undefined): boolean {
  const takes = response?.takes
  return response?.headers !== undefined || (takes?.kind === "arguments" && takes.headers !== undefined)
}

/** Whether an error was given headers. */
function hasHeaders(machine: Machine, response: Response | undefined): boolean {
  const headers = response?.headers === undefined ? undefined : settle(machine, response.headers)
  return headers !== undefined && !(headers.kind === "constant" && headers.value === null)
}
