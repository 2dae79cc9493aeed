import type { Asks } from "../model/asks.ts"
import type { Place } from "../model/place.ts"
import { optionsOf } from "./choice.ts"
import { isErrorName, isErrorOfAnyKind, isVerificationError } from "./error-vocabulary.ts"
import { guard, judgeFailure, mixed, silent, type Verdict } from "./failure.ts"
import { lastName } from "./foreign-path.ts"
import { foundOn, type Presence } from "./found.ts"
import { judgeOrder, judgePair, judgeSets } from "./held-against.ts"
import type { Machine } from "./machine.ts"
import { element } from "./member.ts"
import { isTypeName } from "./operand.ts"
import { isReadIn } from "./read-in.ts"
import { judgeTruth } from "./truth.ts"
import type { Choice, Condition, Value } from "./value.ts"
import { isIdentitySoughtWithin } from "./ways.ts"

const failed: Verdict = { kind: "authentication", strong: false, why: "the credential failed verification" }
const confirmed: Verdict = { kind: "unknown", strong: false, why: "somebody known confirms who they are" }

/** What the path to a place asks: the nearest test that decides. `undefined` where nothing on the path does. */
export function asksOf(machine: Machine, path: readonly Condition[]): Asks | undefined {
  let undecided: { readonly asks: Asks; readonly isInner: boolean } | undefined
  const isThere = foundOn(path)
  for (const condition of path.toReversed()) {
    if (condition.role === "after-refusal") continue
    const verdict = judgeCondition(machine, condition, isThere)
    if (verdict.kind === "guard") continue
    const asks = toAsks(verdict, condition.at)
    if (asks.kind === "authentication" && isKnown(machine, path, condition, isThere))
      return toAsks(confirmed, condition.at)
    // What is not known inside is asked of those alone who lack the right: of others, something else is; so it is of one
    // of the errors that a handler takes.
    const isOfThem = asks.kind === "authorization" && condition.role === "branch" && condition.kind === "test"
    if (asks.kind !== "unknown") return undecided?.isInner && !isOfThem ? undecided.asks : asks
    undecided ??= { asks, isInner: condition.role === "branch" }
  }
  return undecided?.asks
}

/** Whoever was refused for lack of a right in front of a test has been identified there: what it asks, it asks of them. */
function isKnown(machine: Machine, path: readonly Condition[], until: Condition, isThere: Presence): boolean {
  return path.slice(0, path.indexOf(until)).some((step) => {
    if (step.kind !== "test" || step.role === "branch") return false
    const refused = judge(machine, step.value, !step.holds, isThere)
    return refused.kind === "authorization" && refused.strong
  })
}

function toAsks({ kind, ...verdict }: Verdict, at: Place): Asks {
  return { ...verdict, kind: kind === "guard" ? "unknown" : kind, at }
}

function judgeCondition(machine: Machine, condition: Condition, isThere: Presence): Verdict {
  return condition.kind === "failure"
    ? judgeFailure(machine, condition.failure)
    : judge(machine, condition.value, condition.holds, isThere)
}

function judge(machine: Machine, value: Value, holds: boolean, isThere: Presence): Verdict {
  if (value.kind === "choice") return judgeChoice(machine, value, holds, isThere)
  if (value.kind !== "operation") {
    const verdict = judgeTruth(machine, value, holds, isThere)
    const isMixed = verdict.kind === "authorization" && isIdentitySoughtWithin(machine, value, holds)
    return isMixed ? mixed : verdict
  }
  const [left, right] = value.operands
  if (left === undefined) return silent
  switch (value.operator) {
    case "not":
      return judge(machine, left, !holds, isThere)
    case "and":
    case "or":
    case "??": {
      const parts = value.operands.map((operand) => judge(machine, operand, holds, isThere))
      return (value.operator === "and") === holds ? all(parts) : any(withoutNeeds(value.operands, parts))
    }
    case "==":
    case "same":
      return right === undefined ? silent : judgeEquality(machine, left, right, holds, isThere)
    case "!=":
    case "not-same":
      return right === undefined ? silent : judgeEquality(machine, left, right, !holds, isThere)
    case "in":
    case "not-in":
      // `"Authorization" not in request.headers` asks for the item.
      if (right !== undefined && left.kind === "constant" && right.kind !== "list" && right.kind !== "constant") {
        return judge(machine, element(right, left, value.at), (value.operator === "in") === holds, isThere)
      }
      return right === undefined ? silent : judgePair(machine, left, right)
    case "<":
    case "<=":
    case ">":
    case ">=":
      return right === undefined ? silent : judgeOrder(machine, left, right)
    case "instance-of":
      return judgeClass(machine, left, right, holds)
    case "-":
    case "&":
    case "comprehension":
      return judgeSets(machine, value.operands)
    default:
      return silent
  }
}

/** `error instanceof TokenExpiredError`: the handler is behind that error alone. */
function judgeClass(machine: Machine, left: Value, right: Value | undefined, holds: boolean): Verdict {
  if (left.kind !== "caught" || right === undefined) return silent
  // `error instanceof Error` says no more than that something was caught.
  const isAny = right.kind === "external" && isErrorOfAnyKind(lastName(right.path))
  return holds && !isAny ? judgeFailure(machine, { ...left.failure, types: [right], broad: false }) : guard
}

/** Every part holds: those that only lead here step back. */
function all(parts: readonly Verdict[]): Verdict {
  const telling = parts.filter(({ kind }) => kind !== "guard")
  if (telling.length === 0) return guard
  const known = telling.filter(({ kind }) => kind !== "unknown")
  if (known.length === 0) return silent
  return agree(known)
}

/** Whoever is looked up for the sake of a password alone is asked for with it: `!user || !compare(given, user.hash)`. */
function withoutNeeds(operands: readonly Value[], parts: readonly Verdict[]): readonly Verdict[] {
  return parts.filter((part, index) => {
    const whole = operands[index]
    if (part.kind !== "unknown" || whole === undefined) return true
    return !operands.some((other, at) => parts[at]?.kind === "authentication" && isReadIn(bare(other), bare(whole)))
  })
}

/** What a negation is of. */
function bare(value: Value): Value {
  const [inner] = value.kind === "operation" && value.operator === "not" ? value.operands : []
  return inner === undefined ? value : bare(inner)
}

/** One of the parts holds: they must all ask the same. */
function any(parts: readonly Verdict[]): Verdict {
  if (parts.every(({ kind }) => kind === "guard")) return guard
  const telling = parts.filter(({ kind }) => kind !== "guard")
  const known = telling.filter(({ kind }) => kind !== "unknown")
  if (known.length === 0) return telling.find(({ ofInput }) => ofInput === true) ?? silent
  const verdict = agree(known)
  return known.length === telling.length ? verdict : { ...verdict, strong: false }
}

function agree(verdicts: readonly Verdict[]): Verdict {
  const [first] = verdicts
  if (first === undefined) return silent
  const same = verdicts.every(({ kind }) => kind === first.kind)
  if (!same) return mixed
  const { ofRight, ...chosen } = verdicts.find(({ strong }) => strong) ?? first
  // Whoever owns it needs no right.
  return verdicts.every((one) => one.ofRight === true) ? { ...chosen, ofRight: true } : chosen
}

/** A value that was set on several ways: the ways that lead to this truth tell why. */
function judgeChoice(machine: Machine, value: Choice, holds: boolean, isThere: Presence): Verdict {
  const verdicts = optionsOf(value).flatMap((option): readonly Verdict[] => {
    if (option.value.kind === "constant") {
      if (Boolean(option.value.value) !== holds) return []
      const led = option.when.findLast(({ role }) => role !== "after-refusal")
      return led === undefined ? [] : [judgeCondition(machine, led, isThere)]
    }
    // Where it was found to be there, it is.
    return foundOn(option.when)(option.value) && !holds ? [] : [judge(machine, option.value, holds, isThere)]
  })
  return any(verdicts.length === 0 ? [silent] : verdicts)
}

function judgeEquality(machine: Machine, left: Value, right: Value, equal: boolean, isThere: Presence): Verdict {
  for (const [one, other] of [
    [left, right],
    [right, left],
  ] as const) {
    if (other.kind === "constant" && (other.value === null || typeof other.value === "boolean")) {
      return judge(machine, one, other.value === true ? equal : !equal, isThere)
    }
  }
  const named = left.kind === "member" && left.object.kind === "caught" && right.kind === "constant" ? left : undefined
  if (named !== undefined && right.kind === "constant" && isErrorName(named.name)) {
    // `error.name === "TokenExpiredError"` is the error of that name.
    return equal && isVerificationError(String(right.value)) ? failed : equal ? silent : guard
  }
  const verdict = judgePair(machine, left, right)
  // What kind of thing somebody is, is whether anybody was found: `typeof session === "string"`.
  if (verdict.kind === "authorization" && (isTypeName(left) || isTypeName(right))) return silent
  // Being equal to a credential is no failure: `if scheme == "basic":` leads to the real question.
  return equal && verdict.kind === "authentication" ? guard : verdict
}
