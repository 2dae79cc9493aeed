import type { Answer, AppRef, Challenge } from "../model/answer.ts"
import type { Config } from "../model/config.ts"
import type { Edit } from "../model/edit.ts"
import { contains, placeKey } from "../model/place.ts"
import type { WiringFact } from "../model/wiring.ts"
import type { App } from "../semantics/app.ts"
import type { CentralNeed, Framework, Response, VersionOf } from "../semantics/framework.ts"
import { settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import { type StatusFact, statusesOf } from "../semantics/status.ts"
import { traceModule } from "../semantics/trace.ts"
import type { FunctionValue } from "../semantics/value.ts"
import { Adders } from "./adders.ts"
import { nameOfApp } from "./app-name.ts"
import { callerOf } from "./caller.ts"
import { Callers } from "./callers.ts"
import type { Departure } from "./departures.ts"
import { Dropping } from "./dropping.ts"
import { challengeOf, Exits } from "./exits.ts"
import { type FileFunctions, functionKey } from "./functions.ts"
import { handlerFor, transform } from "./handlers.ts"
import { implicitAnswers } from "./implicit.ts"
import type { Linked, Premises } from "./linked.ts"
import { Operations } from "./operations.ts"
import { preflightsOf } from "./preflight.ts"
import { Reach } from "./reach.ts"
import { Roles } from "./roles.ts"
import { Schemes, writtenChallenges } from "./schemes.ts"
import { settingOf } from "./setting.ts"
import { settingsOf } from "./settings.ts"

/** Lets exits meet the apps that they run under. */
export function link(
  machine: Machine & { callers: Callers["given"] },
  frameworks: readonly Framework[],
  files: readonly FileFunctions[],
  config: Config,
  versionOf: (file: string) => VersionOf,
  premises: Premises,
): Linked {
  return new Linking(machine, frameworks, files, config, versionOf, premises).run()
}

class Linking {
  readonly #machine: Machine & { callers: Callers["given"] }
  readonly #frameworks: readonly Framework[]
  readonly #files: readonly FileFunctions[]
  readonly #callers: Callers
  readonly #roles: Roles
  readonly #exits: Exits
  readonly #adders: Adders
  readonly #dropping: Dropping
  readonly #schemes: Schemes
  readonly #central = new Map<string, (need: CentralNeed) => readonly Edit[] | undefined>()
  readonly #versionOf: (file: string) => VersionOf
  readonly #premises: Premises
  readonly #wirings: WiringFact[] = []

  constructor(
    machine: Machine & { callers: Callers["given"] },
    frameworks: readonly Framework[],
    files: readonly FileFunctions[],
    config: Config,
    versionOf: (file: string) => VersionOf,
    premises: Premises,
  ) {
    this.#machine = machine
    this.#frameworks = frameworks
    this.#files = files
    this.#versionOf = versionOf
    this.#premises = premises
    this.#callers = new Callers(machine)
    this.#roles = new Roles(machine, frameworks)
    this.#adders = new Adders(machine, frameworks)
    this.#dropping = new Dropping(machine, frameworks)
    this.#schemes = new Schemes(machine, this.#callers, config)
    this.#exits = new Exits(machine, frameworks, this.#roles, this.#callers, config)
  }

  run(): Linked {
    const functions = this.#files.flatMap((file) => file.functions)
    for (const one of functions) this.#callers.note(one)
    this.#machine.callers = (parameter) => this.#callers.given(parameter)
    const apps = this.#frameworks.flatMap((framework) => {
      const arranged = this.#arrange(framework, functions)
      for (const app of arranged) {
        this.#roles.app(app, framework)
        this.#dropping.note(app, framework)
        this.#central.set(placeKey(app.at), (need) => framework.repairs?.central(this.#machine, app, need))
      }
      return arranged
    })
    for (const one of functions) this.#roles.loose(one)
    const drafted = new Map(functions.map((one) => [functionKey(one), this.#answers(one, apps)]))
    const implicit = implicitAnswers(
      this.#machine,
      this.#frameworks,
      this.#files,
      this.#roles.gates,
      this.#versionOf,
      apps,
    )
    const written = writtenChallenges([...[...drafted.values()].flat(), ...implicit])
    const finish = (one: Drafted): Answer => ({
      ...one,
      challenges: this.#schemes.choices(one.scheme, written, one.exit.at.file),
    })
    const answersOf = new Map([...drafted].map(([key, answers]) => [key, answers.map(finish)]))
    let reach: Reach | undefined
    return {
      apps,
      pathsOf: (place) => {
        reach ??= new Reach(this.#machine, apps)
        return reach.pathsOf(place)
      },
      answersOf,
      answers: [...[...answersOf.values()].flat(), ...implicit.map(finish)],
      central: (app, need) => this.#central.get(placeKey(app.at))?.(need),
      wirings: this.#wirings,
      handlers: apps.flatMap((app) => (this.#premises.challenge(app.at.file) ? this.#dropping.facts(app) : [])),
      preflights: apps.flatMap((app) =>
        this.#premises.preflight(app.at.file) ? preflightsOf(this.#machine, this.#frameworks, app, app.name) : [],
      ),
    }
  }

  #arrange(framework: Framework, functions: readonly FunctionValue[]): readonly App[] {
    const scripts = new Operations(this.#machine, framework)
    for (const { file } of this.#files) scripts.playTop(traceModule(this.#machine, file), file)
    for (const one of functions) scripts.play(this.#machine.trace(one))
    const settings = framework.settings?.length ? settingsOf(this.#machine, this.#files, framework.settings) : []
    const operations = [...scripts.all, ...settings]
    const apps = framework.arrange(this.#machine, operations).map((app) => ({
      ...app,
      name: nameOfApp(app.at),
      complete: app.complete && !scripts.scattered.has(placeKey(app.at)),
    }))
    for (const { app, ...fact } of framework.wiring?.(this.#machine, { apps, operations, functions }) ?? [])
      this.#wirings.push({ ...fact, app: app === undefined ? undefined : { name: app.name, at: app.at } })
    return apps
  }

  #answers(of: FunctionValue, apps: readonly App[]): readonly Drafted[] {
    const reached = this.#roles.appsOf(of)
    return this.#exits.of(of).flatMap(({ exit, departure }) => {
      const under = reached.length === 0 ? this.#answeringFor(departure, apps) : reached
      const rest = {
        exit,
        caller: callerOf(this.#machine, this.#callers, of),
        setting: settingOf(this.#machine, of, departure.path, apps),
        scheme: this.#schemes.of(of, under),
      }
      if (under.length === 0) {
        const isAdded = !this.#premises.challenge(exit.at.file) || apps.some((app) => this.#adders.in(app))
        const challenge = isAdded && exit.challenge.presence === "never" ? unclear : exit.challenge
        return [{ ...rest, app: undefined, status: exit.status, challenge, handler: undefined }]
      }
      return under.flatMap((app) => this.#under(app, departure, rest))
    })
  }

  /** An error of the project's own that only one app has a handler for is answered by it, whoever calls. */
  #answeringFor({ how, response, value }: Departure, apps: readonly App[]): readonly App[] {
    if (how !== "raise" || response !== undefined) return []
    const answering = apps.filter((app) => handlerFor(this.#machine, app, value, undefined)?.takes.kind === "class")
    return answering.length === 1 ? answering : []
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
        ? handlerFor(this.#machine, app, departure.value, known)
        : undefined
    if (handler === undefined) {
      return [
        { ...rest, app: ref, status: exit.status, challenge: this.#added(app, exit.challenge), handler: undefined },
      ]
    }
    const name = handler.handler.declaration.name
    const drops = this.#dropping.drops(app, handler)
    return transform(this.#machine, this.#frameworks, handler, departure.value).map((result): Drafted => {
      const made = { name, at: handler.at, drops }
      if (result === "handed-on") {
        return { ...rest, app: ref, status: exit.status, challenge: this.#added(app, exit.challenge), handler: made }
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
      const inner = this.#exits.exit({ ...departure, response: result.response, status }, exit.role)
      const { built } = result.response
      const written = status.kind === "known" ? status.at : undefined
      const isMadeThere = written === undefined || [built.at, ...built.via].some((place) => contains(place, written))
      // An error that brings its status, and whose headers its handler would pass on, is where the challenge is missing.
      const isOwn = departure.response === undefined
      const isMendedThere = isMadeThere || (isOwn && result.response.headers === undefined)
      return {
        ...rest,
        exit: {
          ...(isMadeThere || isOwn ? inner : exit),
          cause: isMendedThere ? inner.cause : isOwn ? departure.value.at : exit.cause,
          slots: isMendedThere ? inner.slots : exit.slots,
          // Only what the handler still shows leaks; it stands where it entered.
          leaks: inner.leaks.length > 0 && exit.leaks.length > 0 ? exit.leaks : inner.leaks,
        },
        app: ref,
        status: inner.status,
        challenge: this.#added(app, challengeOf(this.#machine, result.response)),
        handler: made,
      }
    })
  }

  /** The status of what a handler makes; where it cannot be read, that of the error. */
  #handled({ status, defaultStatus }: Response, raised: StatusFact): StatusFact {
    if (status === undefined) return { kind: "known", value: defaultStatus, at: undefined }
    const [only, ...more] = statusesOf(settle(this.#machine, status))
    return only?.fact.kind === "known" && more.length === 0 ? only.fact : raised
  }

  #added(app: App, challenge: Challenge): Challenge {
    const isOpen = !this.#premises.challenge(app.at.file) || this.#adders.in(app)
    return challenge.presence === "never" && isOpen ? unclear : challenge
  }
}

/** An answer before it is known which challenges the project writes. */
type Drafted = Omit<Answer, "challenges">

const unclear: Challenge = { presence: "unknown", text: undefined }
