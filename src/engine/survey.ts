import type { AuthMap } from "../model/auth-map.ts"
import { type Config, configOf, type FileConfig } from "../model/config.ts"
import type { Framework, VersionOf } from "../semantics/framework.ts"
import type { FunctionValue } from "../semantics/value.ts"
import { authMap } from "./auth-map.ts"
import { departuresOf } from "./departures.ts"
import type { EngineMachine } from "./engine-machine.ts"
import type { FileIndex } from "./file-index.ts"
import { type FileFunctions, functionsOf, refuses } from "./functions.ts"
import { link } from "./link.ts"
import type { Linked, Premises } from "./linked.ts"
import { Mentions } from "./mentions.ts"
import { importsAny } from "./outline.ts"
import { folderOf, foldersUpward } from "./paths.ts"
import type { Questions } from "./record.ts"
import type { Sources } from "./sources.ts"
import { Spots } from "./spots.ts"

/** What the files around the source say, of each source file. */
export interface Surroundings {
  /** Which versions of packages its project may run with. */
  versionOf(file: string): VersionOf
  readonly unset: Premises["unset"]
  readonly idle: Premises["idle"]
  /** Modules that sign tokens: `["jwt", "jsonwebtoken"]`. */
  readonly signers: readonly string[]
}

/** Goes through the server files, then through those that use what refuses, and links what it found. */
export class Survey {
  readonly #machine: EngineMachine
  readonly #index: FileIndex
  readonly #questions: Questions
  readonly #frameworks: readonly Framework[]
  readonly #config: Config
  readonly #surroundings: Surroundings
  readonly #sources: Sources
  readonly #files: FileFunctions[] = []
  readonly #met = new Set<string>()
  readonly #queue: string[] = []
  #running: Generator<undefined, Linked> | undefined
  #linked: Linked | undefined

  constructor(
    machine: EngineMachine,
    index: FileIndex,
    questions: Questions,
    frameworks: readonly Framework[],
    config: Config,
    surroundings: Surroundings,
    sources: Sources,
  ) {
    this.#machine = machine
    this.#index = index
    this.#questions = questions
    this.#frameworks = frameworks
    this.#config = config
    this.#surroundings = surroundings
    this.#sources = sources
    const settings = new Set(frameworks.flatMap((framework) => framework.settings ?? []))
    const others: string[] = []
    for (const { path, kind, names, imports } of index.outlines.values()) {
      if (kind === "server" || (kind === "other" && names.some((name) => settings.has(name)))) this.#meet(path)
      else if (kind === "other" && importsAny(imports, surroundings.signers)) others.push(path)
    }
    // What a server signs its tokens with stands beside it more often than in it.
    if (this.#queue.length > 0) for (const path of others) this.#meet(path)
    this.#queue.sort()
  }

  /**
   * @param steps questions to answer before it returns, or pieces of work that ask none
   * @param isTimeUp asked now and then: whether to return before that
   * @returns whether everything is done
   */
  work(steps: number, isTimeUp: () => boolean): boolean {
    if (this.#linked !== undefined) return true
    this.#questions.patience.isTimeUp = isTimeUp
    const end = this.#questions.steps + steps
    this.#running ??= this.#run()
    for (let pieces = 0; pieces < steps && this.#questions.steps < end; pieces++) {
      const { done, value } = this.#running.next()
      if (done !== true) continue
      this.#linked = value
      return true
    }
    return false
  }

  /** Which versions of packages a file's project may run with. */
  versionOf(file: string): VersionOf {
    return this.#surroundings.versionOf(file)
  }

  /** Whether everything is done. */
  get isLinked(): boolean {
    return this.#linked !== undefined
  }

  /** Works the answers of one function out anew, after an edit that nothing else can see. */
  revise(of: FunctionValue): void {
    this.#linked = this.linked.revise(of)
  }

  /** Files that were gone through, in order. */
  get files(): readonly FileFunctions[] {
    return this.#files
  }

  /** Works to the end if it is not there yet. */
  get linked(): Linked {
    while (this.#linked === undefined) this.work(Number.POSITIVE_INFINITY, () => false)
    return this.#linked
  }

  /** The way in of every app, with rests; made anew at each call. */
  mapping(): Generator<undefined, AuthMap> {
    return authMap({
      machine: this.#machine,
      frameworks: this.#frameworks,
      files: this.#files,
      linked: this.linked,
      versionOf: this.#surroundings.versionOf,
      spots: new Spots(this.#sources),
    })
  }

  #premises(): Premises {
    const { complete } = this.#index
    const lacks = (file: string, answered: FileConfig["gateway"][number]) =>
      complete && !configOf(this.#config, file).gateway.includes(answered)
    return {
      challenge: (file) => lacks(file, "challenge"),
      preflight: (file) => lacks(file, "preflight"),
      unset: (file, variable) => (complete ? this.#surroundings.unset(file, variable) : undefined),
      mentions: complete ? new Mentions(this.#index, this.#sources) : undefined,
      bringsNothing: (file) => complete && this.#bringsNothing(file),
      idle: this.#surroundings.idle,
    }
  }

  /** Nothing in the project of a file speaks of what a browser sends along by itself. */
  #bringsNothing(file: string): boolean {
    const projects = this.#index.sourceRoots.filter((folder) => !/(^|\/)src$/.test(folder))
    const project = foldersUpward(folderOf(file)).find((folder) => projects.includes(folder)) ?? ""
    return [...this.#index.outlines.values()].every(
      ({ path, kind, words }) =>
        words === 0 || /^(test|vendored)$/.test(kind) || !(project === "" || path.startsWith(`${project}/`)),
    )
  }

  /** All of it, with a rest after each piece. */
  *#run(): Generator<undefined, Linked> {
    if (this.#queue.length > 0) yield* this.#index.link()
    this.#meetErrors()
    for (let file = this.#queue.shift(); file !== undefined; file = this.#queue.shift()) yield* this.#read(file)
    return yield* link(
      this.#machine,
      this.#frameworks,
      this.#files,
      this.#config,
      this.#surroundings.versionOf,
      this.#premises(),
      this.#sources,
    )
  }

  /** An error that a server file knows may be answered by its handler, whoever raises it. */
  #meetErrors(): void {
    if (this.#queue.length === 0) return
    for (const { path, kind, names } of this.#index.outlines.values()) {
      if (kind !== "other" || !names.some((name) => /(Error|Exception)$/.test(name))) continue
      const isKnown = this.#index.importersOf(path).some((importer) => this.#index.outline(importer)?.kind === "server")
      if (isKnown) this.#meet(path)
    }
    this.#queue.sort()
  }

  *#read(file: string): Generator<undefined, void> {
    const machine = this.#machine
    const module = machine.module(file)
    yield
    if (module === undefined) return
    const functions = yield* functionsOf(machine, module)
    yield
    this.#files.push({ file, functions })
    let isRefusing = yield* machine.patience.work(() => refuses(machine, module))
    for (const one of functions) {
      isRefusing ||= yield* machine.patience.work(() => this.#refuses(one))
      yield
    }
    if (!isRefusing) return
    // Who uses an error or helper of this file may answer with it without naming the framework.
    for (const importer of this.#index.importersOf(file)) {
      if (this.#index.outline(importer)?.kind === "other") this.#meet(importer)
    }
  }

  #refuses(one: FunctionValue): boolean {
    return departuresOf(this.#machine, this.#frameworks, one).length > 0
  }

  #meet(file: string): void {
    if (this.#met.has(file)) return
    this.#met.add(file)
    this.#queue.push(file)
  }
}
