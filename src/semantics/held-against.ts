import { ofRight, silent, type Verdict } from "./failure.ts"
import type { Machine } from "./machine.ts"
import { isNamedBeside, isNumber, nameOf, namesRight } from "./operand.ts"
import { originOf } from "./origin.ts"
import { nothing, type Origin } from "./origin-kind.ts"
import type { Value } from "./value.ts"
import { isGeneration, isIdentifier, isRecordId, isTokenKind, topicOf } from "./vocabulary.ts"

/** Two things held against each other. */
export function judgePair(machine: Machine, left: Value, right: Value): Verdict {
  if (isNamedBeside(left) || isNamedBeside(right)) return silent
  const origins = [originOf(machine, left), originOf(machine, right)]
  const has = (...kinds: readonly Origin["kind"][]) => origins.find(({ kind }) => kinds.includes(kind))
  if (has("account-state", "upstream") !== undefined) return silent
  // Which kind of token it is, whoever was read from it.
  const isOfToken = isKindOfToken(left, right) || isKindOfToken(right, left)
  if (isOfToken || [left, right].some((one) => isGeneration(nameOf(one))))
    return { kind: "authentication", strong: false, why: "a registered claim is compared" }
  const right_ = has("right", "permission")
  if (right_ !== undefined) return ofRight("a right is compared", right_.strong)
  const credential = has("credential", "verification", "registered-claim", "claim")
  const established = origins.find((origin) => origin.established)
  // What a verified token says, held against a setting that names those who may: `groups` and `settings.admin_group`.
  const verified = origins.findIndex(({ kind, strong }) => kind === "claim" && strong)
  if (verified >= 0 && namesRight(verified === 0 ? right : left))
    return { kind: "authorization", strong: false, why: "what a token grants is compared" }
  // What a good token is about, held against what is asked for: neither who is there nor what they may.
  if (credential?.kind === "claim" && has("unknown", "resource") !== undefined) return silent
  // Whose something is, held against who a verified token says is there.
  if (credential?.strong === true && /claim$/.test(credential.kind) && has("ownership") !== undefined)
    return { kind: "authorization", strong: false, why: "the caller is compared with an owner" }
  if (credential !== undefined && established === undefined) {
    return { kind: "authentication", strong: credential.strong, why: "a credential is compared" }
  }
  if (credential !== undefined && credential.kind === "registered-claim") {
    return { kind: "authentication", strong: credential.strong, why: "a registered claim is compared" }
  }
  // Two descriptions of one thing: `client.tenant !== request.tenant`.
  if (established === undefined && isSameWord(left, right) && !isOfSomebody(machine, left, right)) return silent
  // How something went, found out with the caller's name: `rotated.outcome === Outcome.IDLE`.
  const isFixed = has("config") !== undefined
  const isWhose = [left, right].some((value, at) => {
    const { kind, established: isKnown } = origins[at] ?? nothing
    return kind === "identity" || kind === "ownership" || isKnown ? saysWhose(machine, value, isFixed) : false
  })
  if (!isWhose) return silent
  const owners = origins.filter(({ kind }) => kind === "identity" || kind === "ownership")
  const strong = origins.some((origin) => origin.strong)
  // How many were found for a credential is no question of theirs.
  if (established === undefined && [left, right].some(isNumber)) return silent
  // Words alone must speak on both sides: `item.owner_id != user.id`.
  if (established !== undefined || owners.length === 2 || (owners.length === 1 && owners[0]?.strong === true)) {
    return { kind: "authorization", strong, why: "the caller is compared with an owner" }
  }
  return silent
}

/**
 * Two things put in order: a level and the one that is needed. What is earlier than the clock, or more than a number, is
 * nobody's: `expires < now()`.
 */
export function judgeOrder(machine: Machine, left: Value, right: Value): Verdict {
  const verdict = judgePair(machine, left, right)
  return verdict.kind === "authorization" && verdict.ofRight !== true ? silent : verdict
}

function isKindOfToken(claim: Value, kind: Value): boolean {
  const isKind = kind.kind === "constant" && typeof kind.value === "string" && isTokenKind(kind.value)
  return isKind && topicOf(nameOf(claim)) === "registered-claim"
}

function tellsApart(name: string): boolean {
  const topic = topicOf(name)
  return isIdentifier(name) || isRecordId(name) || topic === "ownership" || topic === "identity"
}

/** What is held, without what is required or the other way round. */
export function judgeSets(machine: Machine, operands: readonly Value[]): Verdict {
  const origins = operands.map((operand) => originOf(machine, operand))
  const right = origins.find(
    ({ kind, established }) =>
      // The state of one of many that somebody has is none of their account's: `teams.filter((team) => !team.disabled)`.
      /^(right|permission|ownership|account-state)$/.test(kind) || (kind === "identity" && established),
  )
  if (right !== undefined) return ofRight("what is held is compared with what is required", right.strong)
  const credential = origins.find(({ kind }) => kind === "credential")
  return credential === undefined
    ? silent
    : { kind: "authentication", strong: credential.strong, why: "a credential is compared" }
}

/**
 * Whether a value tells who somebody is, or whose something is: somebody's own part, or a name of one among many.
 * @param isFixed it is held against what is the same for everybody, so that only somebody's own part says anything
 */
function saysWhose(machine: Machine, value: Value, isFixed: boolean): boolean {
  if (value.kind !== "member" && value.kind !== "element") return true
  if (originOf(machine, value.object).kind === "identity") return true
  return !isFixed && tellsApart(nameOf(value))
}

function isSameWord(left: Value, right: Value): boolean {
  return left.kind === "member" && right.kind === "member" && left.name === right.name
}

function isOfSomebody(machine: Machine, ...values: readonly Value[]): boolean {
  return values.some((value) => {
    if (value.kind !== "member") return false
    const { kind, strong } = originOf(machine, value.object)
    // What is worked out of something that is only called a credential is nobody yet: `parsed(clientId).tenant`.
    return kind === "identity" && (strong || (value.object.kind !== "call" && value.object.kind !== "choice"))
  })
}
