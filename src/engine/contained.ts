import type { Chunk } from "../ir/module.ts"
import { differenceOf } from "../model/difference.ts"
import type { Framework } from "../semantics/framework.ts"
import type { Machine } from "../semantics/machine.ts"
import type { FunctionValue } from "../semantics/value.ts"
import { departuresOf } from "./departures.ts"
import type { FileIndex } from "./file-index.ts"
import { functionKey } from "./functions.ts"
import type { Outline } from "./outline.ts"
import { type Outward, outwardOf, sameOutward, standsIn } from "./outward.ts"
import type { Sources } from "./sources.ts"
import type { Survey } from "./survey.ts"

/** The parts of a project that a contained edit is judged by. */
export interface ContainedParts {
  readonly machine: Machine
  readonly frameworks: readonly Framework[]
  readonly index: FileIndex
  readonly sources: Sources
  readonly survey: Survey
}

/**
 * An edit of one file, seen from before it is made: afterwards it may turn out to be contained in the body of one function
 * that nobody looks into, so that everything that is known of the rest of the project still holds.
 */
export class Contained {
  readonly #parts: ContainedParts
  readonly #path: string
  readonly #outline: Outline | undefined
  readonly #chunks: readonly Chunk[]
  readonly #revisions: readonly number[]
  readonly #edited: Chunk | undefined
  readonly #function: FunctionValue | undefined
  readonly #outward: Outward | undefined
  readonly #isRefusing: boolean

  /**
   * @param text what the file is about to hold
   * @returns `undefined` where nothing is known yet that could be kept
   */
  static begin(parts: ContainedParts, path: string, text: string): Contained | undefined {
    const before = parts.sources.text(path)
    const isKnown = parts.survey.isLinked && parts.survey.files.some(({ file }) => file === path)
    const module = isKnown ? parts.sources.module(path) : undefined
    if (before === undefined || module === undefined) return undefined
    const { start: at } = differenceOf(before, text)
    const edited = module.chunks.find(({ offset, length }) => offset <= at && at <= offset + length)
    return new Contained(parts, path, module.chunks, edited)
  }

  private constructor(parts: ContainedParts, path: string, chunks: readonly Chunk[], edited: Chunk | undefined) {
    this.#parts = parts
    this.#path = path
    this.#outline = parts.index.outline(path)
    this.#chunks = chunks
    this.#revisions = chunks.map(({ revision }) => revision)
    this.#edited = edited
    this.#function = edited && this.#hidden(edited)
    this.#outward = this.#function && this.#outwardOf(this.#function)
    this.#isRefusing = this.#refuses()
  }

  /**
   * Called once the new text is in its place: works out what the edit changed, if that is all within one function.
   * @returns whether everything that is known holds for the new text as well; if not, it is to be asked anew
   */
  end(): boolean {
    const { index, sources, survey } = this.#parts
    const outline = index.outline(this.#path)
    const chunks = sources.module(this.#path)?.chunks
    if (chunks === undefined || outline === undefined || !sameOutline(outline, this.#outline)) return false
    if (chunks.length !== this.#chunks.length || chunks.some((chunk, at) => chunk !== this.#chunks[at])) return false
    const revised = chunks.filter(({ revision }, at) => revision !== this.#revisions[at])
    // What stands between the statements, and what is half-typed, changes no fact.
    if (revised.length === 0) return true
    const of = this.#function
    if (of === undefined || revised.length > 1 || revised[0] !== this.#edited) return false
    const outward = this.#outwardOf(of)
    if (outward === undefined || this.#outward === undefined || !sameOutward(this.#outward, outward)) return false
    if (outward.length > 0 && this.#isEvidence(of)) return false
    if (this.#refuses() !== this.#isRefusing) return false
    survey.revise(of)
    return true
  }

  /** The one function of a chunk, if only a framework can call it. */
  #hidden(chunk: Chunk): FunctionValue | undefined {
    const { survey, sources } = this.#parts
    const [statement] = chunk.body
    const all = this.#functions().filter(({ closure }) => closure.chunk === chunk)
    const [only] = all
    if (statement?.kind !== "function" || only === undefined || all.length > 1) return undefined
    const role = survey.linked.roleOf(only)
    const isPlain = role === "helper" && statement.decorators.length === 0
    if (role !== "handler" && !isPlain) return undefined
    const text = sources.text(this.#path) ?? ""
    const mention = new RegExp(`(?<![\\p{ID_Continue}])${statement.name}(?![\\p{ID_Continue}])`, "u")
    const isMentioned =
      mention.test(text.slice(0, chunk.offset)) || mention.test(text.slice(chunk.offset + chunk.length))
    return isMentioned || this.#isImported(statement.name) ? undefined : only
  }

  #isImported(name: string): boolean {
    const { index, sources } = this.#parts
    const mentioning = new Set(index.mentioning(name))
    return index
      .importersOf(this.#path)
      .some((file) => mentioning.has(file) || /\bimport\s*\(?\s*\*/.test(sources.text(file) ?? ""))
  }

  #functions(): readonly FunctionValue[] {
    return this.#parts.survey.files.find(({ file }) => file === this.#path)?.functions ?? []
  }

  #outwardOf(of: FunctionValue): Outward | undefined {
    const { machine, frameworks, survey } = this.#parts
    return outwardOf(machine, frameworks, of, survey.versionOf(this.#path))
  }

  #refuses(): boolean {
    const { machine, frameworks } = this.#parts
    return this.#functions().some((one) => departuresOf(machine, frameworks, one).length > 0)
  }

  /** Whether an answer of another function rests on what this one gives it. */
  #isEvidence(of: FunctionValue): boolean {
    const own = functionKey(of)
    const { chunk } = of.closure
    for (const [key, answers] of this.#parts.survey.linked.answersOf) {
      if (key !== own && answers.some((answer) => standsIn(answer, chunk))) return true
    }
    return false
  }
}

function sameOutline(a: Outline, b: Outline | undefined): boolean {
  return (
    b !== undefined &&
    a.kind === b.kind &&
    a.imports.join("\n") === b.imports.join("\n") &&
    a.names.join("\n") === b.names.join("\n")
  )
}
