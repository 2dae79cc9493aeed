import { nodeAt, type OfKind } from "../ir/walk.ts"
import type { CodePart, Edit } from "../model/edit.ts"
import { contains, type Place, samePlace } from "../model/place.ts"
import type { Framework } from "../semantics/framework.ts"
import { settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import { traceModule } from "../semantics/trace.ts"
import type { CallValue, FunctionValue, Value } from "../semantics/value.ts"
import { causeOf } from "./blame.ts"
import type { Departure } from "./departures.ts"

/** What stands there, and what else could. */
type Choice = readonly [of: string, fitting: readonly string[]]

/**
 * What is raised instead of an error whose class or builder fixes the wrong status: the project's own of the right status
 * where its module has exactly one, else the framework's error.
 */
export class Opposites {
  readonly #machine: Machine
  readonly #frameworks: readonly Framework[]

  constructor(machine: Machine, frameworks: readonly Framework[]) {
    this.#machine = machine
    this.#frameworks = frameworks
  }

  /**
   * @returns `undefined` where the status is written with the answer itself, and where nothing fits
   */
  of(departure: Departure): readonly Edit[] | undefined {
    const { status, how, value, at, response } = departure
    if (status.kind !== "known" || response === undefined) return undefined
    const wanted = status.value === 401 ? 403 : status.value === 403 ? 401 : undefined
    if (how === "return") return this.#raisedInstead(departure, wanted)
    if (how !== "raise") return undefined
    // A library's class that stands there itself may fix its status just as well.
    const { takes } = response
    const isWritten = status.at !== undefined && !samePlace(status.at, response.built.at)
    const isFixed =
      !isWritten && (takes?.kind === "setter" || (takes?.kind === "arguments" && takes.status === undefined))
    const isShared = value.kind === "call" && value.callee.kind !== "function"
    if (wanted === undefined || !isShared || (contains(at, causeOf(this.#machine, departure)) && !isFixed))
      return undefined
    const made = raised(at)
    // What has the right status already is given another one by whoever answers it.
    if (made === undefined || this.#statusOf(value) === wanted) return undefined
    const [of, fitting] = contains(at, value.at) ? this.#classes(value, wanted) : this.#builders(value, wanted)
    return (
      instead(made, at, of, fitting) ?? this.#foreign(departure, { ...at, start: made.start, end: made.end }, wanted)
    )
  }

  /** `return false` of what only says no. */
  #raisedInstead({ response, at, value, of }: Departure, status: number | undefined): readonly Edit[] | undefined {
    if (status === undefined || response?.takes?.kind !== "setter" || response.takes.isVerdict !== true)
      return undefined
    for (const { repairs, response: answers } of this.#frameworks) {
      if (repairs === undefined || answers(this.#machine, value, of) === undefined) continue
      const code = repairs.error(status, [{ kind: "text", text: wordsFor(status) }])
      if (code !== undefined) return [{ kind: "leave", at, how: "raise", code }]
    }
    return undefined
  }

  /** The class of `raise Unauthorized()`, which fixes the status, and those of its module that could stand there. */
  #classes(value: CallValue, status: number): Choice {
    const { callee } = value
    if (callee.kind !== "class") return ["", []]
    const names = traceModule(this.#machine, callee.closure.file).names
    const fitting = [...names].filter(
      ([name, other]) =>
        other.kind === "class" &&
        other.declaration.name === name &&
        this.#statusOf({ ...value, callee: other, effects: [], via: [] }) === status,
    )
    return [callee.declaration.name, fitting.map(([name]) => name)]
  }

  /** The function of `raise unauthorized()`, which returns the error, and those of its module that could stand there. */
  #builders(value: CallValue, status: number): Choice {
    const builders = functionsOf(traceModule(this.#machine, value.at.file).names)
    const builder = builders.find(([, one]) => contains(one.closure.place(one.declaration), value.at))
    if (builder === undefined) return ["", []]
    const parameters = parametersOf(builder[1])
    const fitting = builders.filter(([, other]) => {
      const { returns } = this.#machine.trace(other)
      const isFitting = returns.length > 0 && returns.every((one) => this.#statusOf(one.value) === status)
      return isFitting && parametersOf(other) === parameters
    })
    return [builder[0], fitting.map(([name]) => name)]
  }

  /** The status that an error answers by itself. */
  #statusOf(error: Value): unknown {
    for (const framework of this.#frameworks) {
      const response = framework.error(this.#machine, settle(this.#machine, error))
      if (response === undefined) continue
      const given = response.status === undefined ? undefined : settle(this.#machine, response.status)
      return given?.kind === "constant" ? given.value : undefined
    }
    return undefined
  }

  #foreign({ response, value, at }: Departure, made: Place, status: number): readonly Edit[] | undefined {
    const body = response?.body.find((one) => contains(at, one.at))
    const constant = response?.body[0]
    const known = constant === undefined ? undefined : settle(this.#machine, constant)
    const words = known?.kind === "constant" && typeof known.value === "string" ? known.value : undefined
    const detail: CodePart =
      body !== undefined ? { kind: "source", at: body.at } : { kind: "text", text: words ?? wordsFor(status) }
    for (const { repairs, error } of this.#frameworks) {
      if (repairs === undefined || error(this.#machine, value) === undefined) continue
      const code = repairs.error(status, [detail], value)
      // A 401 without a place for its challenge would be the next thing to mend.
      const isBare = status === 401 && repairs.isBare === true && response?.takes?.kind !== "setter"
      if (code !== undefined && !isBare) return [{ kind: "replace", at: made, code }]
    }
    return undefined
  }
}

function wordsFor(status: number): string {
  return status === 403 ? "Not enough permissions" : "Not authenticated"
}

/** The call that is raised at a place: `X("no")` of `raise X("no") from error`. */
function raised(at: Place): OfKind<"call"> | undefined {
  const statement = nodeAt(at.chunk.body, at, "raise")
  return statement?.value?.kind === "call" ? statement.value : nodeAt(at.chunk.body, at, "call")
}

/** Another name of the same module in a call's place, if there is exactly one. */
function instead(
  { callee }: OfKind<"call">,
  at: Place,
  of: string,
  fitting: readonly string[],
): readonly Edit[] | undefined {
  const [name] = fitting
  if (fitting.length !== 1 || name === undefined || (callee.kind !== "name" && callee.kind !== "member"))
    return undefined
  const code: readonly CodePart[] =
    callee.kind === "name"
      ? [{ kind: "sibling", of, name }]
      : [{ kind: "source", at: { ...at, start: callee.object.start, end: callee.object.end } }, `.${name}`]
  return [{ kind: "replace", at: { ...at, start: callee.start, end: callee.end }, code }]
}

function functionsOf(names: ReadonlyMap<string, Value>): readonly (readonly [string, FunctionValue])[] {
  return [...names].flatMap(([name, value]) =>
    value.kind === "function" && value.declaration.name === name ? [[name, value] as const] : [],
  )
}

function parametersOf({ declaration }: FunctionValue): string {
  return declaration.parameters.map(({ name }) => name).join()
}
