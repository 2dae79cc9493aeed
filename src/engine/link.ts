import type { Answer, Exit, PreflightFact } from "../model/answer.ts"
import type { Config } from "../model/config.ts"
import type { Edit } from "../model/edit.ts"
import { placeKey } from "../model/place.ts"
import type { WiringFact } from "../model/wiring.ts"
import type { App } from "../semantics/app.ts"
import type { CentralNeed, Framework, Setup, VersionOf } from "../semantics/framework.ts"
import type { Machine } from "../semantics/machine.ts"
import { traceModule } from "../semantics/trace.ts"
import type { FunctionValue } from "../semantics/value.ts"
import { nameOfApp } from "./app-name.ts"
import { Callers } from "./callers.ts"
import { type Drafted, Drafting } from "./drafting.ts"
import { Dropping } from "./dropping.ts"
import type { Calling } from "./engine-machine.ts"
import { Exits } from "./exits.ts"
import { type FileFunctions, functionKey } from "./functions.ts"
import { inSettingOfRaised } from "./handled-setting.ts"
import { implicitAnswers } from "./implicit.ts"
import { InFront } from "./in-front.ts"
import type { Linked, Premises } from "./linked.ts"
import { Losses } from "./losses.ts"
import { Operations } from "./operations.ts"
import { atOnce, type Patience } from "./patience.ts"
import { preflightsOf } from "./preflight.ts"
import { Reach } from "./reach.ts"
import { Roles } from "./roles.ts"
import { Schemes, writtenChallenges } from "./schemes.ts"
import { type Scope, scopesOf } from "./scopes.ts"
import { settingsOf } from "./settings.ts"
import type { Sources } from "./sources.ts"
import { Unreached } from "./unreached.ts"
import { wiringsOf } from "./wirings.ts"

type LinkingMachine = Machine & { callers: Calling; readonly patience: Patience }

/** Lets exits meet the apps that they run under, with a rest after each piece of the work. */
export function* link(
  machine: LinkingMachine,
  frameworks: readonly Framework[],
  files: readonly FileFunctions[],
  config: Config,
  versionOf: (file: string) => VersionOf,
  premises: Premises,
  sources: Sources,
): Generator<undefined, Linked> {
  return yield* new Linking(machine, frameworks, files, config, versionOf, premises, sources).run()
}

class Linking {
  readonly #machine: LinkingMachine
  readonly #frameworks: readonly Framework[]
  readonly #files: readonly FileFunctions[]
  readonly #callers: Callers
  readonly #inFront: InFront
  readonly #roles: Roles
  readonly #drafting: Drafting
  readonly #unreached: Unreached
  readonly #dropping: Dropping
  readonly #schemes: Schemes
  readonly #central = new Map<string, (need: CentralNeed) => readonly Edit[] | undefined>()
  readonly #apps: App[] = []
  readonly #scopes: Scope[] = []
  readonly #repairs = new Map<App, Framework["repairs"]>()
  readonly #drafted = new Map<string, readonly Drafted[]>()
  readonly #preflights: PreflightFact[] = []
  #implicit: readonly Drafted[] = []
  readonly #versionOf: (file: string) => VersionOf
  readonly #premises: Premises
  readonly #sources: Sources
  readonly #setups: { readonly framework: Framework; readonly setup: Setup }[] = []
  #wirings: readonly WiringFact[] | undefined

  constructor(
    machine: LinkingMachine,
    frameworks: readonly Framework[],
    files: readonly FileFunctions[],
    config: Config,
    versionOf: (file: string) => VersionOf,
    premises: Premises,
    sources: Sources,
  ) {
    this.#machine = machine
    this.#frameworks = frameworks
    this.#files = files
    this.#versionOf = versionOf
    this.#premises = premises
    this.#sources = sources
    this.#callers = new Callers(machine)
    this.#roles = new Roles(machine, frameworks)
    this.#dropping = new Dropping(machine, frameworks)
    this.#schemes = new Schemes(machine, this.#callers, config)
    this.#inFront = new InFront(machine, frameworks, this.#apps)
    const known = { machine, frameworks, premises, callers: this.#callers, inFront: this.#inFront, roles: this.#roles }
    this.#unreached = new Unreached({ ...known, apps: this.#apps })
    this.#drafting = new Drafting({
      ...known,
      apps: this.#apps,
      dropping: this.#dropping,
      schemes: this.#schemes,
      exits: new Exits({ ...known, unreached: this.#unreached }, config),
    })
  }

  *run(): Generator<undefined, Linked> {
    const functions = this.#files.flatMap((file) => file.functions)
    const { patience } = this.#machine
    for (const one of functions) {
      yield* patience.work(() => this.#callers.note(one))
      yield
    }
    this.#machine.callers = this.#callers
    for (const framework of this.#frameworks) {
      const arranged = yield* this.#arrange(framework, functions)
      for (const app of arranged) {
        const scopes = scopesOf(app)
        yield* this.#roles.app(app, scopes, framework)
        const operations = this.#setups.at(-1)?.setup.operations ?? []
        for (const scope of scopes) yield* patience.work(() => this.#dropping.note(scope.app, framework, operations))
        this.#scopes.push(...scopes)
        this.#repairs.set(app, framework.repairs)
        this.#central.set(placeKey(app.at), (need) => framework.repairs?.central(this.#machine, app, need))
        yield
      }
      this.#apps.push(...arranged)
    }
    for (const { file } of this.#files) {
      yield* this.#roles.top(file)
      yield
    }
    for (const one of functions) {
      yield* this.#roles.loose(one)
      yield* patience.work(() => this.#inFront.note(one))
      yield
    }
    for (const one of functions) {
      this.#drafted.set(functionKey(one), yield* this.#drafting.of(one))
      yield
    }
    const apps = this.#apps
    this.#implicit = yield* implicitAnswers(
      this.#machine,
      this.#frameworks,
      this.#files,
      this.#roles.gates,
      this.#versionOf,
      apps,
    )
    yield
    for (const app of apps) {
      if (!this.#premises.preflight(app.at.file)) continue
      this.#preflights.push(
        ...(yield* patience.work(() =>
          preflightsOf(this.#machine, this.#frameworks, app, app.name, this.#repairs.get(app)),
        )),
      )
      yield
    }
    const linked = this.#linked()
    yield* linked.wirings()
    return linked
  }

  *#wired(linked: Linked): Generator<undefined, readonly WiringFact[]> {
    this.#wirings ??= yield* wiringsOf({
      machine: this.#machine,
      frameworks: this.#frameworks,
      files: this.#files,
      setups: this.#setups,
      linked,
      roles: this.#roles,
      preflights: this.#preflights,
      unreached: this.#unreached,
      premises: this.#premises,
      versionOf: this.#versionOf,
      sources: this.#sources,
    })
    return this.#wirings
  }

  #linked(): Linked {
    const drafted = [...this.#drafted.values()].flat()
    const written = writtenChallenges([...drafted, ...this.#implicit])
    const taking = new Set(drafted.flatMap(({ exit }) => (isChallenged(exit) ? [placeKey(exit.cause)] : [])))
    const { gates } = this.#roles
    const seen = this.#scopes.map(({ app }) => app)
    const losses = new Losses(this.#machine, this.#frameworks, this.#dropping, seen, drafted, gates, this.#versionOf)
    const settled = inSettingOfRaised(drafted)
    const finish = (one: Drafted): Answer => ({
      ...settled(one),
      handler: losses.handlerOf(one),
      takesChallenge: !isChallenged(one.exit) && taking.has(placeKey(one.exit.cause)),
      challenges: this.#schemes.choices(one.scheme, written, one.exit.at.file),
    })
    const answersOf = new Map([...this.#drafted].map(([key, answers]) => [key, answers.map(finish)]))
    const answers = [...[...answersOf.values()].flat(), ...this.#implicit.map(finish)]
    let reach: Reach | undefined
    const linked: Linked = {
      apps: this.#apps,
      pathsOf: (place) => {
        reach ??= new Reach(this.#machine, this.#apps)
        return reach.pathsOf(place)
      },
      answersOf,
      answers,
      central: (app, need) => this.#central.get(placeKey(app.at))?.(need),
      wirings: () => this.#wired(linked),
      handlers: seen.flatMap((app) => (this.#premises.challenge(app.at.file) ? losses.facts(app) : [])),
      preflights: this.#preflights,
      roleOf: (of) => this.#roles.roleOf(of),
      revise: (of) => {
        this.#drafted.set(functionKey(of), atOnce(this.#drafting.of(of)))
        this.#wirings = undefined
        return this.#linked()
      },
    }
    return linked
  }

  *#arrange(framework: Framework, all: readonly FunctionValue[]): Generator<undefined, readonly App[]> {
    const functions = all.filter(({ closure }) => closure.language.name === framework.language)
    const { patience } = this.#machine
    const scripts = new Operations(this.#machine, framework)
    for (const { file } of this.#files) {
      yield* patience.work(() => scripts.playTop(traceModule(this.#machine, file), file))
      yield
    }
    for (const one of functions) {
      yield* patience.work(() => scripts.play(this.#machine.trace(one)))
      yield
    }
    const names = framework.settings ?? []
    const settings = names.length === 0 ? [] : yield* patience.work(() => settingsOf(this.#machine, this.#files, names))
    const operations = [...scripts.all, ...settings]
    const arranged = yield* patience.work(() => framework.arrange(this.#machine, operations, functions))
    const apps = arranged.map((app) => ({
      ...app,
      name: nameOfApp(app.at),
      complete: app.complete && !scripts.scattered.has(placeKey(app.at)),
    }))
    this.#setups.push({ framework, setup: { apps, operations, functions } })
    return apps
  }
}

/** Whether an exit is a 401 that brings a challenge itself. */
function isChallenged({ status, challenge }: Exit): boolean {
  return status.known && status.value === 401 && challenge.presence === "always"
}
