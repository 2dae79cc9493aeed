import { guard, judgeFailure, mixed, ofRight, silent, unsaid, type Verdict } from "./failure.ts"
import { calleeName } from "./foreign-path.ts"
import type { Presence } from "./found.ts"
import { isKnownTest } from "./known-test.ts"
import { isSentName } from "./lacking-input.ts"
import { judgeLapse } from "./lapse.ts"
import { settle } from "./look-through.ts"
import type { Machine } from "./machine.ts"
import { asksWhich, isTypeTest, sparesOwners } from "./operand.ts"
import { originOf } from "./origin.ts"
import type { Origin } from "./origin-kind.ts"
import { isPerhapsNobody } from "./perhaps-nobody.ts"
import { isSoughtByAnother } from "./search-key.ts"
import { isSoughtByPart } from "./sought-by-part.ts"
import type { MemberValue, Value } from "./value.ts"
import { isIdentifier, isOutcome, topicOf, wordsOf } from "./vocabulary.ts"

/** What has no name may still be something: a machine's token. */
const unnamed: Verdict = { kind: "authentication", strong: false, why: "nobody is identified" }

/** What it asks that something is there, or true; or that it is not. */
export function judgeTruth(machine: Machine, value: Value, holds: boolean, isThere: Presence): Verdict {
  // A callback's error is there, or it is not.
  if (value.kind === "caught") return holds ? judgeFailure(machine, value.failure) : guard
  const origin = originOf(machine, value)
  const { strong } = origin
  // Of what kind it is, is not what it allows: `isinstance(scopes, dict)`.
  const isKindAsked = origin.kind === "right" || origin.kind === "permission" || origin.kind === "ownership"
  if (isKindAsked && (isTypeTest(machine, settle(machine, value)) || isKnownTest(machine, value))) return silent
  const lapse = judgeLapse(machine, value, holds)
  if (lapse !== undefined) return lapse
  if (value.kind === "constant") return guard
  if (isOutcomeOf(value, origin.kind)) return silent
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
      if (!holds && (asksWhich(machine, value) || isSoughtByPart(machine, value, isThere))) return silent
      return holds ? guard : { kind: "authentication", strong, why: "nobody is identified" }
    case "verification":
      return holds ? guard : { kind: "authentication", strong, why: "the credential does not match" }
    case "right":
      // No rights at all is how some frameworks say that nobody is there, and how `user?.role` says it.
      if (!holds && !origin.established && isHeld(value) && !isThere(value.object)) return silent
      if (!holds && isKept(machine, value)) return silent
      return ofRight("a right is tested", strong)
    case "permission":
      if (isPerhapsNobody(machine, value, isThere)) return mixed
      return { ...ofRight("a permission is tested", strong), ofRight: !sparesOwners(value) }
    case "ownership":
      // Nobody has no name, and what else somebody lacks may be anything.
      if (
        !holds &&
        value.kind === "member" &&
        originOf(machine, value.object).kind === "identity" &&
        isPlain(value.name)
      )
        return isIdentifier(value.name) ? unnamed : silent
      if (!holds && value.kind === "member" && !isThere(value.object) && isOptionalOf(machine, value)) return mixed
      // A word like `tenant` alone does not say whose it is.
      if (!strong && !origin.established) return holds ? guard : silent
      if (holds) return guard
      // Whoever is looked up by who they are alone, and is not there, is nobody.
      if (!isHeldRight(value) && !isMembershipTest(value) && !isSoughtByAnother(machine, value)) return silent
      return { kind: "authorization", strong, why: "what belongs to the caller is tested" }
    default:
      return !holds && isSentName(machine, value) ? unsaid : silent
  }
}

/** A part of somebody that has no word of its own: `user.id`, not `user.tenantId`. */
function isPlain(name: string): boolean {
  return topicOf(name) === undefined || isIdentifier(name)
}

/** What lets somebody in, or what they are of: `team.subscription`, `user.tenantId`. */
function isHeldRight(value: Value): boolean {
  const topic = value.kind === "member" ? topicOf(value.name) : undefined
  return topic === "right" || topic === "ownership"
}

/** Whether one thing is among others: `domains.includes(user.domain)`. */
function isMembershipTest(value: Value): boolean {
  return (
    value.kind === "call" &&
    value.callee.kind === "member" &&
    /^(includes|has|contains|some|every)$/.test(value.callee.name)
  )
}

/** A right that somebody has, not whether one is it: `user.role`, not `user.isAdmin`. */
function isHeld(value: Value): value is MemberValue {
  return value.kind === "member" && !/^(is|has|can)/.test(wordsOf(value.name))
}

/** How something went says nothing of what anybody may. */
function isOutcomeOf(value: Value, kind: Origin["kind"]): boolean {
  return value.kind === "call" && (kind === "right" || kind === "permission") && isOutcome(calleeName(value) ?? "")
}

/** What an earlier step put aside, or did not: `context.get("scopes")`. */
function isKept(machine: Machine, value: Value): boolean {
  if (value.kind === "element") return originOf(machine, value.object).kind === "unknown"
  return value.kind === "call" && calleeName(value) === "get" && value.arguments.length === 1
}

/** `user?.tenantId`: nobody has none, either. */
function isOptionalOf(machine: Machine, { object, name }: MemberValue): boolean {
  return topicOf(name) === "ownership" && originOf(machine, object).kind === "identity"
}
