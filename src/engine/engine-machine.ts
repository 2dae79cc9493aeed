import type { Module } from "../ir/module.ts"
import type { Parameter } from "../ir/statement.ts"
import type { FrontEnd, Resolution } from "../model/front-end.ts"
import type { LibraryMember } from "../model/library.ts"
import { declaredType } from "../semantics/declared-type.ts"
import type { Framework } from "../semantics/framework.ts"
import type { Frames, Injection, Machine } from "../semantics/machine.ts"
import { type Trace, traceFunction } from "../semantics/trace.ts"
import type { CallValue, FunctionValue, ParameterValue, Value } from "../semantics/value.ts"
import { Drafts } from "./drafts.ts"
import type { FileIndex } from "./file-index.ts"
import { hasExtension } from "./file-kind.ts"
import { functionKey } from "./functions.ts"
import { holds, identifierHashes } from "./identifiers.ts"
import type { LibraryIndex } from "./library-index.ts"
import { Memories } from "./memories.ts"
import type { Patience } from "./patience.ts"
import type { Questions, Recorded } from "./record.ts"
import type { Sources } from "./sources.ts"

/** What a machine is made of. */
export interface MachineParts {
  readonly frontEnds: readonly FrontEnd[]
  readonly libraries: LibraryIndex
  readonly index: FileIndex
  readonly sources: Sources
  readonly questions: Questions
}

/** What the calls of the project give to its functions. */
export interface Calling {
  given(parameter: ParameterValue): readonly Value[]
  /** Tells the calls of a function apart from other ones; `undefined` for none. */
  version(functionKey: string): string | undefined
}

/** Begins the names under which questions note the calls of a function. */
const CALLS = "calls of "

/** The world as the semantics see it: every look-up is noted in the questions that are open. */
export class EngineMachine implements Machine {
  readonly frames: Frames = { depth: 0, limit: 4, building: new Map() }
  readonly #parts: MachineParts
  readonly #resolutions = new Map<string, Resolution>()
  /** Those that the project uses. */
  frameworks: readonly Framework[] = []
  readonly #memories = new Map<string, Memories>()
  readonly #drafts = new Map<string, Drafts>()
  #given = new Map<Parameter, Recorded<readonly Value[]>>()
  #callers: Calling | undefined

  constructor(parts: MachineParts) {
    this.#parts = parts
  }

  get patience(): Patience {
    return this.#parts.questions.patience
  }

  /** Once the calls of the project are known, parameters are what their callers give. */
  set callers(calling: Calling) {
    this.#callers = calling
    this.#given = new Map()
    this.forgetChanged()
  }

  /** Drops what rests on a file that changed since it was looked at, or on calls that are made otherwise now. */
  forgetChanged(): void {
    const { questions, sources } = this.#parts
    questions.invalidate((name) =>
      name.startsWith(CALLS) ? this.#callers?.version(name.slice(CALLS.length)) : sources.version(name),
    )
  }

  recall<T>(kind: string, subject: object, compute: () => T): T {
    if (this.frames.building.size > 0) return compute()
    const { open } = this.#parts.questions
    const { depth } = this.frames
    if (open !== undefined) return kept(this.#drafts, kind, () => new Drafts()).recall(open, depth, subject, compute)
    const memory = kept(this.#memories, kind, () => new Memories(this.#parts.questions))
    return memory.recall(depth, subject, compute)
  }

  /** What was recalled holds no longer, for a reason that no file tells. */
  forgetAnswers(): void {
    this.#memories.clear()
  }

  forgetResolutions(): void {
    this.#resolutions.clear()
  }

  module(file: string): Module | undefined {
    const { sources, questions, index } = this.#parts
    const version = sources.version(file)
    if (version !== undefined) {
      questions.saw(file, version)
      if (sources.isParsed(file)) return sources.module(file)
      this.patience.rest()
      const module = sources.module(file)
      this.patience.gain()
      return module
    }
    if (index.has(file)) questions.pend(file)
    else questions.saw(file, undefined)
    return undefined
  }

  note(file: string, imports: boolean): void {
    const { sources, questions, index } = this.#parts
    if (questions.open === undefined) return
    questions.saw(file, sources.version(file))
    if (!imports) return
    for (const specifier of index.outline(file)?.imports ?? []) {
      const target = this.resolve(specifier, file)
      if (target.kind === "file") questions.saw(target.path, sources.version(target.path))
    }
  }

  mayExport(file: string, name: string): boolean {
    const outline = this.#parts.index.outline(file)
    if (outline === undefined || outline.stars || holds(outline.identifiers, identifierHashes(name))) return true
    this.note(file, false)
    return false
  }

  resolve(specifier: string, from: string): Resolution {
    // Files of one folder mean the same by a specifier, but for the file that it names itself.
    const slash = from.lastIndexOf("/") + 1
    const own = specifier.endsWith(from.slice(slash).replace(/\.\w+$/, ""))
    const key = `${own ? from : from.slice(0, slash)}\n${specifier}`
    const known = this.#resolutions.get(key)
    if (known !== undefined) return known
    const found = this.#frontEnd(from)?.resolve(specifier, from, this.#parts.index) ?? { kind: "external" }
    this.#resolutions.set(key, found)
    return found
  }

  submodule(specifier: string, from: string, name: string): string | undefined {
    return this.#frontEnd(from)?.submodule(specifier, name)
  }

  inFolder(folder: string, name: string): Resolution {
    const { index, frontEnds } = this.#parts
    for (const { extensions, resolve, submodule } of frontEnds) {
      const [extension] = extensions
      const below = submodule(".", name)
      if (below === undefined || extension === undefined) continue
      const found = resolve(below, `${folder === "" ? "" : `${folder}/`}_${extension}`, index)
      if (found.kind !== "external") return found
    }
    return { kind: "external" }
  }

  ask<T>(key: string, compute: () => T, onCycle: () => T): T {
    return this.#parts.questions.ask(key, compute, onCycle)
  }

  trace(callee: FunctionValue): Trace {
    return traceFunction(this, callee)
  }

  library(path: string): LibraryMember | undefined {
    return this.#parts.libraries.find(path)
  }

  injected(parameter: ParameterValue): Injection | undefined {
    return this.recall("injected", parameter, () =>
      this.#firstFor(parameter, (framework) => framework.injected?.(this, parameter)),
    )
  }

  attribute(object: CallValue, name: string): Value | undefined {
    return this.#first((framework) => framework.attribute?.(object, name))
  }

  set(object: CallValue, name: string): Value | undefined {
    return this.#first((framework) =>
      framework.sets?.includes(name) ? framework.attribute?.(object, name) : undefined,
    )
  }

  thrown(call: CallValue): Value | undefined {
    return this.#first((framework) => framework.thrown?.(this, call))
  }

  asserted(call: CallValue): ReturnType<Machine["asserted"]> {
    return this.#first((framework) => framework.asserted?.(this, call))
  }

  given(parameter: ParameterValue): readonly Value[] {
    const { questions } = this.#parts
    const key = functionKey(parameter.of)
    questions.saw(`${CALLS}${key}`, this.#callers?.version(key))
    const known = this.#given.get(parameter.parameter)
    if (known !== undefined) return (questions.recall(known) ?? known).value
    // A function that calls itself is given what it is being asked for.
    const itself = questions.record((): readonly Value[] => [])
    this.#given.set(parameter.parameter, itself)
    try {
      const given = questions.record(() => this.#callers?.given(parameter) ?? [])
      this.#given.set(parameter.parameter, given)
      return given.value
    } finally {
      if (this.#given.get(parameter.parameter) === itself) this.#given.delete(parameter.parameter)
    }
  }

  typeOf(parameter: ParameterValue): string | undefined {
    return (
      this.#firstFor(parameter, (framework) => framework.typeOf?.(this, parameter)) ?? declaredType(this, parameter)
    )
  }

  /** Of the frameworks of the language that a function is written in. */
  #firstFor<T>({ of }: ParameterValue, ask: (framework: Framework) => T | undefined): T | undefined {
    const { name } = of.closure.language
    return this.#first((framework) => (framework.language === name ? ask(framework) : undefined))
  }

  #first<T>(ask: (framework: Framework) => T | undefined): T | undefined {
    for (const framework of this.frameworks) {
      const answer = ask(framework)
      if (answer !== undefined) return answer
    }
    return undefined
  }

  #frontEnd(path: string): FrontEnd | undefined {
    return this.#parts.frontEnds.find(({ extensions }) => hasExtension(path, extensions))
  }
}

function kept<T>(all: Map<string, T>, key: string, make: () => T): T {
  const known = all.get(key)
  if (known !== undefined) return known
  const made = make()
  all.set(key, made)
  return made
}
