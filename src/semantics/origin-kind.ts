import { deedOf } from "./deed-vocabulary.ts"
import { isConfirmed, isNamedBeside } from "./operand.ts"
import type { Value } from "./value.ts"
import { isAnyToken, isBesideThePoint, isConfirmation, isDigest, type Topic, topicOf } from "./vocabulary.ts"

/**
 * What a value stands for in a check.
 *
 * - `credential`: what the caller presented: a header, a token, a password
 * - `claim`: what a verified credential says
 * - `identity`: who the caller is, or nobody
 * - `right`, `ownership`, `account-state`: what is known of an identity
 * - `verification`: whether a credential is good; `permission`: whether an identity may
 * - `resource`: what the request is about
 * - `config`, `upstream`: a setting; another server's answer
 */
export type OriginKind =
  | "credential"
  | "claim"
  | "registered-claim"
  | "identity"
  | "right"
  | "ownership"
  | "account-state"
  | "verification"
  | "permission"
  | "resource"
  | "config"
  | "upstream"
  | "unknown"

export interface Origin {
  readonly kind: OriginKind
  /** Given by a framework, a library or data flow; otherwise only by a word. */
  readonly strong: boolean
  /** Somebody has been identified before this value could be had. */
  readonly established: boolean
}

/** Nothing is known. */
export const nothing: Origin = { kind: "unknown", strong: false, established: false }
/** What a word alone says. */
export function byTopic(topic: Topic | undefined): Origin {
  return topic === undefined ? nothing : { kind: topic, strong: false, established: false }
}

/** What a container of the request's holds under a name: `headers["Authorization"]` is a credential. */
export function heldUnder(key: Value | string | undefined): Origin {
  const name = typeof key === "string" ? key : key?.kind === "constant" ? String(key.value) : ""
  if (isConfirmation(name)) return nothing
  return topicOf(name) === "credential" && !isBesideThePoint(name)
    ? { ...nothing, kind: "credential", strong: true }
    : { ...nothing, kind: "resource" }
}

/** What the caller sends among other things: a token without a surname may be an invitation's, or a mail's. */
export function heldInInput(name: string): Origin {
  return isAnyToken(name) ? { ...heldUnder(name), strong: false } : heldUnder(name)
}

/** What a session holds under a name: who logged in, unless the name says that it is something else. */
export function heldInSession(name: string): Origin {
  if (isBesideThePoint(name)) return nothing
  const topic = topicOf(name)
  // What a session grants is set by whoever knows the password as often as by a role.
  if (topic === "right" || topic === "account-state") return nothing
  const isOfToken = isDigest(name) || topic === "credential" || topic === "registered-claim" || topic === "claim"
  return { kind: isOfToken ? "credential" : "identity", strong: true, established: false }
}

/** What a comparison says of what it compares: whether a credential is good, what somebody may. */
export function compared(operator: string, origin: Origin): Origin {
  if (!/^(==|!=|<=?|>=?|(not-)?(same|in))$/.test(operator)) return origin
  if (origin.kind === "identity" || origin.kind === "ownership") return { ...origin, kind: "permission" }
  return origin
}

/**
 * What a library's comparison says: whether a credential is good, unless somebody only confirms who they are, or shows that
 * a form is theirs: `compare_digest(session.csrf_token, given)`.
 */
export function comparison(given: readonly Value[]): Origin {
  return given.some((one) => isConfirmed(one) || isNamedBeside(one))
    ? nothing
    : { kind: "verification", strong: true, established: false }
}

/** What a function's name alone says of what it gives. */
export function byDeed(name: string | undefined): Origin {
  if (name === undefined) return nothing
  const deed = deedOf(name)
  if (deed === "authorize") return { kind: "permission", strong: false, established: false }
  // What is matched without being presented is a pattern's business.
  if (deed === "verify")
    return /^(full ?)?match(es)?$/i.test(name) ? nothing : { kind: "verification", strong: false, established: false }
  if (deed === "identify") return { kind: "identity", strong: false, established: false }
  if (deed === "parse") return nothing
  return byTopic(topicOf(name))
}

const weight: Readonly<Record<OriginKind, number>> = {
  unknown: 0,
  config: 1,
  resource: 2,
  upstream: 3,
  "account-state": 4,
  ownership: 5,
  right: 6,
  permission: 7,
  identity: 8,
  "registered-claim": 9,
  claim: 10,
  verification: 11,
  credential: 12,
}

/** Of several origins the one that decides: strong before weak, then the nearest to a credential. */
export function strongest(origins: readonly Origin[]): Origin {
  return origins.reduce(
    (best, one) =>
      (one.kind !== "unknown" && one.strong && !best.strong) ||
      (one.strong === best.strong && weight[one.kind] > weight[best.kind])
        ? one
        : best,
    nothing,
  )
}

/** What a framework's own object says of the caller: who that is has been settled before anybody reads it. */
export function reading(kind: Origin["kind"]): Origin {
  return { kind, strong: true, established: kind === "identity" }
}

/** What a value is put together of. */
export function partsOf(value: Extract<Value, { kind: "operation" | "text" | "list" }>): readonly Value[] {
  if (value.kind === "operation") return value.operands
  return value.kind === "text" ? value.parts : value.items
}
