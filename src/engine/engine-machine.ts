import type { Module } from "../ir/module.ts"
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
import { holds, identifierHashes } from "./identifiers.ts"
import type { LibraryIndex } from "./library-index.ts"
import type { Questions } from "./record.ts"
import type { Sources } from "./sources.ts"

/** What a machine is made of. */
export interface MachineParts {
  readonly frontEnds: readonly FrontEnd[]
  readonly libraries: LibraryIndex
  readonly index: FileIndex
  readonly sources: Sources
  readonly questions: Questions
}

/** The world as the semantics see it: every look-up is noted in the questions that are open. */
export class EngineMachine implements Machine {
  readonly frames: Frames = { depth: 0, limit: 4, building: new Map() }
  readonly #parts: MachineParts
  readonly #resolutions = new Map<string, Resolution>()
  /** Those that the project uses. */
  frameworks: readonly Framework[] = []
  #memories = emptyMemories()
  readonly #drafts = { settled: new Drafts(), called: new Drafts(), origin: new Drafts() }
  #callers: (parameter: ParameterValue) => readonly Value[] = () => []

  constructor(parts: MachineParts) {
    this.#parts = parts
  }

  /** Once the calls of the project are known, parameters are what their callers give. */
  set callers(given: (parameter: ParameterValue) => readonly Value[]) {
    this.#callers = given
  }

  recall<T>(kind: "settled" | "called" | "origin", value: Value, compute: () => T): T {
    if (this.frames.building.size > 0) return compute()
    const { open } = this.#parts.questions
    const { depth } = this.frames
    const memory = this.#memories[kind]
    // A memory holds the answers of one kind of question, so what was stored is a T.
    if (open === undefined && memory.has(value)) return memory.get(value) as T
    if (open === undefined && depth === 0) {
      const answer = compute()
      memory.set(value, answer)
      return answer
    }
    return this.#drafts[kind].recall(open ?? this.#memories, depth, value, compute)
  }

  /** What was recalled holds until a file changes. */
  forgetAnswers(): void {
    this.#memories = emptyMemories()
  }

  forgetResolutions(): void {
    this.#resolutions.clear()
  }

  module(file: string): Module | undefined {
    const { sources, questions, index } = this.#parts
    const version = sources.version(file)
    if (version !== undefined) {
      questions.saw(file, version)
      return sources.module(file)
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
    return this.#firstFor(parameter, (framework) => framework.injected?.(this, parameter))
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
    return this.#callers(parameter)
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

function emptyMemories() {
  return {
    settled: new WeakMap<Value, unknown>(),
    called: new WeakMap<Value, unknown>(),
    origin: new WeakMap<Value, unknown>(),
  }
}
