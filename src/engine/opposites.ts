import { nodeAt } from "../ir/walk.ts"
import type { CodePart, Edit } from "../model/edit.ts"
import { contains, type Place } from "../model/place.ts"
import type { Framework } from "../semantics/framework.ts"
import { settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import { traceModule } from "../semantics/trace.ts"
import type { CallValue, ClassValue } from "../semantics/value.ts"
import { causeOf } from "./blame.ts"
import type { Departure } from "./departures.ts"

/**
 * What is raised instead of an error whose class fixes the wrong status: the project's own class of the right status
 * where its module has exactly one, else the framework's error.
 */
export class Opposites {
  readonly #machine: Machine
  readonly #frameworks: readonly Framework[]

  constructor(machine: Machine, frameworks: readonly Framework[]) {
    this.#machine = machine
    this.#frameworks = frameworks
  }

  of(departure: Departure): readonly Edit[] | undefined {
    const { status, how, value, at, response } = departure
    if (status.kind !== "known" || how !== "raise" || response === undefined) return undefined
    const wanted = status.value === 401 ? 403 : status.value === 403 ? 401 : undefined
    const isShared = value.kind === "call" && value.callee.kind === "class" && !contains(at, causeOf(departure))
    if (wanted === undefined || !isShared || !contains(at, value.at)) return undefined
    return this.#own(value, value.callee, wanted) ?? this.#foreign(departure, wanted)
  }

  #own(made: CallValue, callee: ClassValue, status: number): readonly Edit[] | undefined {
    const call = nodeAt(made.at.chunk.body, made.at, "call")
    if (call === undefined || (call.callee.kind !== "name" && call.callee.kind !== "member")) return undefined
    const names = traceModule(this.#machine, callee.closure.file).names
    const fitting = [...names].filter(
      ([name, value]) =>
        value.kind === "class" && value.declaration.name === name && this.#answers(value, made, status),
    )
    const [only] = fitting
    if (fitting.length !== 1 || only === undefined) return undefined
    const [name] = only
    const at: Place = { ...made.at, start: call.callee.start, end: call.callee.end }
    const object = call.callee.kind === "member" ? call.callee.object : undefined
    const code: readonly CodePart[] =
      object === undefined
        ? [{ kind: "sibling", of: callee.declaration.name, name }]
        : [{ kind: "source", at: { ...made.at, start: object.start, end: object.end } }, `.${name}`]
    return [{ kind: "replace", at, code }]
  }

  /** Whether a class answers a status by itself, made with the same arguments, and a 401 with its challenge. */
  #answers(callee: ClassValue, made: CallValue, status: number): boolean {
    const instead: CallValue = { ...made, callee, effects: [], via: [] }
    for (const framework of this.#frameworks) {
      const response = framework.error(this.#machine, instead)
      if (response === undefined) continue
      const given = response.status === undefined ? undefined : settle(this.#machine, response.status)
      return given?.kind === "constant" && given.value === status
    }
    return false
  }

  #foreign({ value, response, at }: Departure, status: number): readonly Edit[] | undefined {
    const body = response?.body.find((one) => contains(at, one.at))
    const constant = response?.body[0]
    const known = constant === undefined ? undefined : settle(this.#machine, constant)
    const words = known?.kind === "constant" && typeof known.value === "string" ? known.value : undefined
    const detail: CodePart =
      body !== undefined
        ? { kind: "source", at: body.at }
        : { kind: "text", text: words ?? (status === 403 ? "Not enough permissions" : "Not authenticated") }
    for (const { repairs } of this.#frameworks) {
      if (repairs !== undefined) return [{ kind: "replace", at: value.at, code: repairs.error(status, [detail]) }]
    }
    return undefined
  }
}
