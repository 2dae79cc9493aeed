import type { Asks } from "../model/asks.ts"
import type { Place } from "../model/place.ts"
import { optionsOf } from "./choice.ts"
import { isErrorName, isVerificationError } from "./error-vocabulary.ts"
import { judgeFailure, ofRight, silent, type Verdict } from "./failure.ts"
import { calleeName } from "./foreign-path.ts"
import { foundOn, type Presence } from "./found.ts"
import { judgePair, judgeSets } from "./held-against.ts"
import type { Machine } from "./machine.ts"
import { element } from "./member.ts"
import { asksWhich, sparesOwners } from "./operand.ts"
import { originOf } from "./origin.ts"
import { isPerhapsNobody } from "./perhaps-nobody.ts"
import type { Choice, Condition, MemberValue, Value } from "./value.ts"
import { isIdentifier, isLapse, topicOf, wordsOf } from "./vocabulary.ts"
import { isAskedWithin } from "./ways.ts"

const failed: Verdict = { kind: "authentication", strong: false, why: "the credential failed verification" }
const mixed: Verdict = { kind: "mixed", strong: false, why: "authentication and authorization in one test" }
const confirmed: Verdict = { kind: "unknown", strong: false, why: "somebody known confirms who they are" }
const guard: Verdict = { kind: "guard", strong: false, why: "" }

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
    if (asks.kind !== "unknown") return undecided?.isInner && asks.kind !== "authorization" ? undecided.asks : asks
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
    const isMixed = verdict.kind === "authorization" && isAskedWithin(machine, value, holds, "authentication")
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
      return (value.operator === "and") === holds ? all(parts) : any(parts)
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
      return right === undefined ? silent : judgePair(machine, left, right)
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
  return holds ? judgeFailure(machine, { ...left.failure, types: [right], broad: false }) : guard
}

/** Every part holds: those that only lead here step back. */
function all(parts: readonly Verdict[]): Verdict {
  const telling = parts.filter(({ kind }) => kind !== "guard")
  if (telling.length === 0) return guard
  const known = telling.filter(({ kind }) => kind !== "unknown")
  if (known.length === 0) return silent
  return agree(known)
}

/** One of the parts holds: they must all ask the same. */
function any(parts: readonly Verdict[]): Verdict {
  if (parts.every(({ kind }) => kind === "guard")) return guard
  const telling = parts.filter(({ kind }) => kind !== "guard")
  const known = telling.filter(({ kind }) => kind !== "unknown")
  if (known.length === 0) return silent
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
    return [judge(machine, option.value, holds, isThere)]
  })
  return any(verdicts.length === 0 ? [silent] : verdicts)
}

function judgeTruth(machine: Machine, value: Value, holds: boolean, isThere: Presence): Verdict {
  // A callback's error is there, or it is not.
  if (value.kind === "caught") return holds ? judgeFailure(machine, value.failure) : guard
  const origin = originOf(machine, value)
  const { strong } = origin
  if (holds && (value.kind === "call" || value.kind === "member")) {
    const name = value.kind === "call" ? calleeName(value) : value.name
    if (name !== undefined && isLapse(name))
      return { kind: "authentication", strong: true, why: "a credential that has lapsed" }
  }
  if (value.kind === "constant") return guard
  switch (origin.kind) {
    case "credential":
      return holds ? guard : { kind: "authentication", strong, why: "no credential" }
    case "claim":
      // What else an accepted credential lacks may be anything.
      if (!holds && origin.established) return silent
      return holds ? guard : { kind: "authentication", strong, why: "the credential says too little" }
    case "registered-claim":
      return holds ? guard : { kind: "authentication", strong, why: "the credential says too little" }
    case "identity":
      // Whoever it is not, somebody else may be: `isinstance(request.auth, Token)`.
      if (!holds && asksWhich(machine, value)) return silent
      return holds ? guard : { kind: "authentication", strong, why: "nobody is identified" }
    case "verification":
      return holds ? guard : { kind: "authentication", strong, why: "the credential does not match" }
    case "right":
      // No rights at all is how some frameworks say that nobody is there, and how `user?.role` says it.
      if (!holds && !origin.established && isHeld(value) && !isThere(value.object)) return silent
      return ofRight("a right is tested", strong)
    case "permission":
      if (isPerhapsNobody(machine, value)) return mixed
      return { ...ofRight("a permission is tested", strong), ofRight: !sparesOwners(value) }
    case "ownership":
      // Nobody has no name, and what else somebody lacks may be anything.
      if (
        !holds &&
        value.kind === "member" &&
        originOf(machine, value.object).kind === "identity" &&
        isPlain(value.name)
      )
        return isIdentifier(value.name) ? { kind: "authentication", strong, why: "nobody is identified" } : silent
      // A word like `tenant` alone does not say whose it is.
      if (!strong && !origin.established) return holds ? guard : silent
      return holds ? guard : { kind: "authorization", strong, why: "what belongs to the caller is tested" }
    default:
      return silent
  }
}

/** A part of somebody that has no word of its own: `user.id`, not `user.tenantId`. */
function isPlain(name: string): boolean {
  return topicOf(name) === undefined || isIdentifier(name)
}

/** A right that somebody has, not whether one is it: `user.role`, not `user.isAdmin`. */
function isHeld(value: Value): value is MemberValue {
  return value.kind === "member" && !/^(is|has|can)/.test(wordsOf(value.name))
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
  // Being equal to a credential is no failure: `if scheme == "basic":` leads to the real question.
  return equal && verdict.kind === "authentication" ? guard : verdict
}
