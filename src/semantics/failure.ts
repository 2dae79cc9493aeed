import type { Asks } from "../model/asks.ts"
import { isConversion } from "./conversion.ts"
import { isQuestion } from "./deed-vocabulary.ts"
import { isErrorOfRight, isVerificationError } from "./error-vocabulary.ts"
import { calleeName, foreignPath } from "./foreign-path.ts"
import { calledFunction, settle } from "./look-through.ts"
import type { Machine } from "./machine.ts"
import { isOfFlow } from "./operand.ts"
import { originOf } from "./origin.ts"
import { isA } from "./type-test.ts"
import type { CallValue, Failure, Value } from "./value.ts"
import { isBesideThePoint } from "./vocabulary.ts"

/** One test's part in a refusal. A `guard` only leads to the real question: `if token:`. */
export interface Verdict {
  readonly kind: Asks["kind"] | "guard"
  readonly strong: boolean
  readonly why: string
  /** As {@link Asks.presented}. */
  readonly presented?: boolean
  /** As {@link Asks.ofRight}. */
  readonly ofRight?: boolean
  /** As {@link Asks.ofInput}. */
  readonly ofInput?: boolean
}

/** Somebody known is tested for a right. */
export function ofRight(why: string, strong: boolean): Verdict {
  return { kind: "authorization", strong, why, ofRight: true }
}

/** Nothing is known of what is tested. */
export const silent: Verdict = { kind: "unknown", strong: false, why: "what is tested has no known origin" }

/** What a request is about was not said. */
export const unsaid: Verdict = { kind: "unknown", strong: false, why: "an input is missing", ofInput: true }

/** It only leads to the real question. */
export const guard: Verdict = { kind: "guard", strong: false, why: "" }

/** Who is there and what they may, in one. */
export const mixed: Verdict = { kind: "mixed", strong: false, why: "authentication and authorization in one test" }

/** What a handler says about what failed in front of it. */
export function judgeFailure(machine: Machine, failure: Failure): Verdict {
  const names = failure.types.map((type) => foreignPath(machine, type) ?? className(type))
  const models = failure.types.map((type) => (type.kind === "external" ? machine.library(type.path) : undefined))
  if (failure.tried.some(isOfFlow)) return silent
  const verified = models.filter((model) => model?.kind === "failure" && model.of === "verification")
  if (verified.length > 0) {
    const strong = verified.some((model) => model?.kind === "failure" && model.ofAnything !== true)
    return { kind: "authentication", strong, why: "the credential failed verification", presented: true }
  }
  if (models.some((model) => model?.kind === "failure" && (model.of === "upstream" || model.of === "provider")))
    return silent
  if (names.some((name) => name !== undefined && isBesideThePoint(lastName(name)))) return silent
  if (names.length > 0 && names.every((name) => name !== undefined && isErrorOfRight(lastName(name))))
    return ofRight("a permission is tested", false)
  const tried = failure.tried.map((made) => triedVerdict(machine, made, failure))
  if (tried.includes("verification"))
    return { kind: "authentication", strong: true, why: "the credential failed verification", presented: true }
  if (names.some((name) => name !== undefined && isVerificationError(lastName(name)))) {
    return { kind: "authentication", strong: false, why: "the credential failed verification" }
  }
  if (tried.includes("identity"))
    return { kind: "authentication", strong: true, why: "nobody is found for the credential" }
  if (tried.includes("permission")) return ofRight("a permission is tested", true)
  if (tried.includes("credential"))
    return { kind: "authentication", strong: !failure.broad, why: "the credential could not be read" }
  if (tried.includes("word")) return { kind: "authentication", strong: false, why: "the credential could not be read" }
  return silent
}

/** What a tried call has to do with the caller; `word`: only by its name. */
type Tried = "verification" | "identity" | "permission" | "credential" | "word" | undefined

function triedVerdict(machine: Machine, made: CallValue, failure: Failure): Tried {
  const path = foreignPath(machine, made.callee)
  const model = path === undefined ? undefined : machine.library(path)
  if (model?.kind === "verification") return "verification"
  if (model !== undefined) return undefined
  const origin = originOf(machine, made)
  if (origin.kind === "claim" && (origin.strong || calledFunction(machine, made) !== undefined)) return "verification"
  switch (origin.kind) {
    case "identity":
      return origin.strong && !origin.established && calledFunction(machine, made) !== undefined
        ? "identity"
        : undefined
    case "right":
      // What a right is handed to does something else with it; what reads it may know no such right: `Grade(claim)`.
      return isConversion(machine, made) ? "permission" : undefined
    case "permission":
      return mayBeLack(machine, made, failure) ? "permission" : undefined
    case "credential":
    case "verification":
    case "claim":
      return origin.strong ? "credential" : "word"
    default:
      return undefined
  }
}

/** Whether the lack of a right may be what the handler takes: a question is answered, and raises nothing. */
function mayBeLack(machine: Machine, made: CallValue, { types }: Failure): boolean {
  const own = types.filter((type) => type.kind === "class")
  if (own.length > 0) return own.some((type) => isRaisedFor(machine, made, type))
  const called = calledFunction(machine, made)
  const isAnswered = isQuestion(calleeName(made) ?? "")
  return !isAnswered || (called !== undefined && machine.trace(called).raises.length > 0)
}

/** Whether a call of the project's raises an error of the project's: `requireRole(user)` and `Denied`. */
function isRaisedFor(machine: Machine, made: CallValue, type: Value, depth = 0): boolean {
  const called = depth < 3 ? calledFunction(machine, made) : undefined
  if (called === undefined) return false
  const { raises, calls } = machine.trace(called)
  return (
    raises.some(({ value }) => isA(machine, settle(machine, value), type)) ||
    calls.some(({ call }) => isRaisedFor(machine, call, type, depth + 1))
  )
}

function className(type: Value): string | undefined {
  return type.kind === "class" ? type.declaration.name : undefined
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1)
}
