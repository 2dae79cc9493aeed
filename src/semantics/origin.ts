import { calledFunction, result, settle } from "./look-through.ts"
import type { Machine } from "./machine.ts"
import { type CallValue, type MemberValue, optionsOf, type ParameterValue, type Value } from "./value.ts"
import { deedOf, isForgeryWord, isPresenceFlag, type Topic, topicOf } from "./vocabulary.ts"

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

const nothing: Origin = { kind: "unknown", strong: false, established: false }
const depthLimit = 12
/** Below this an answer may have been cut short by the limit, so it is not remembered. */
const recallDepth = 6

/** Where a value comes from. Words only where nothing better is known. */
export function originOf(machine: Machine, value: Value, depth = 0): Origin {
  if (depth > depthLimit) return nothing
  if (value.kind === "constant") return { kind: "config", strong: false, established: false }
  return depth > recallDepth
    ? findOrigin(machine, value, depth)
    : machine.recall("origin", value, () => findOrigin(machine, value, depth))
}

function findOrigin(machine: Machine, value: Value, depth: number): Origin {
  switch (value.kind) {
    case "parameter":
      return originOfParameter(machine, value, depth)
    case "call":
      return originOfCall(machine, value, depth)
    case "member":
      return originOfMember(machine, value, depth)
    case "element": {
      if (value.index?.kind === "constant" && typeof value.index.value === "string") {
        return originOfPart(machine, value.object, value.index.value, depth)
      }
      const object = originOf(machine, value.object, depth + 1)
      if (object.kind !== "unknown") return object
      return value.index === undefined ? nothing : derived(machine, [value.index], depth)
    }
    case "external":
      return {
        kind: topicOf(lastName(value.path)) === "config" ? "config" : "unknown",
        strong: false,
        established: false,
      }
    case "operation":
    case "text":
    case "list":
      return strongest(partsOf(value).map((part) => originOf(machine, part, depth + 1)))
    case "choice":
      return strongest(optionsOf(value).map((option) => originOf(machine, option.value, depth + 1)))
    default:
      return nothing
  }
}

function partsOf(value: Extract<Value, { kind: "operation" | "text" | "list" }>): readonly Value[] {
  if (value.kind === "operation") return value.operands
  return value.kind === "text" ? value.parts : value.items
}

function originOfParameter(machine: Machine, value: ParameterValue, depth: number): Origin {
  const injection = machine.injected(value)
  if (injection !== undefined) {
    if (injection.kind === "credential") return { kind: "credential", strong: true, established: false }
    const inner = originOf(machine, injection.value, depth + 1)
    if (injection.kind === "input") {
      const named = topicOf(value.parameter.name)
      return named === "credential"
        ? { kind: "credential", strong: true, established: false }
        : { ...nothing, kind: "resource" }
    }
    const gated = asGateResult(machine, injection.value, inner, depth)
    if (gated.kind !== "unknown") return gated
  }
  const given = machine.given(value).map((one) => originOf(machine, one, depth + 1))
  const meet = strongest(given.filter(({ kind }) => kind !== "unknown" && kind !== "config"))
  if (meet.kind !== "unknown") return meet
  const named = byTopic(topicOf(value.parameter.name))
  if (named.kind === "credential" && isVerified(machine, value)) return { ...named, strong: true }
  if (named.kind !== "unknown") return named
  const type = value.parameter.annotation
  const typeName = type?.kind === "name" ? type.name : type?.kind === "member" ? type.name : undefined
  const typed = typeName === undefined ? undefined : topicOf(typeName)
  return typed === "identity" || typed === "claim" || typed === "credential"
    ? byTopic(typed)
    : { ...nothing, kind: "unknown" }
}

/** Whether the function hands the parameter to a library that verifies credentials. */
function isVerified(machine: Machine, { parameter, of }: ParameterValue): boolean {
  return machine.trace(of).calls.some(({ call }) => {
    const path = foreignPath(machine, call.callee)
    const model = path === undefined ? undefined : machine.library(path)
    if (model?.kind !== "verification" && model?.kind !== "comparison") return false
    return call.arguments.some(({ value }) => value.kind === "parameter" && value.parameter === parameter)
  })
}

/** What a dependency hands on has passed its refusals: an identity or claims from it are settled. */
function asGateResult(machine: Machine, gate: Value, inner: Origin, depth: number): Origin {
  const callee = gate.kind === "call" ? calledFunction(machine, gate) : undefined
  if (callee === undefined) return inner
  const mayBeNobody = optionsOf(settle(machine, gate)).some(
    ({ value }) => value.kind === "constant" && value.value === null,
  )
  const named = deedOf(callee.declaration.name) === "identify" || topicOf(callee.declaration.name) === "identity"
  const kinds = optionsOf(settle(machine, gate)).map(({ value }) => originOf(machine, value, depth + 1).kind)
  // A gate that hands on the subject of a token hands on who is asking.
  const isSomebody = named || kinds.includes("identity") || kinds.includes("registered-claim")
  const kind = isSomebody ? "identity" : kinds.includes("claim") ? "claim" : inner.kind
  const holdsSomebody = kind === "identity" || kind === "claim"
  return depth > depthLimit ? nothing : { kind, strong: true, established: holdsSomebody && !mayBeNobody }
}

function originOfCall(machine: Machine, value: CallValue, depth: number): Origin {
  const path = value.callee.kind === "external" ? value.callee.path : foreignPath(machine, value.callee)
  const model = path === undefined ? undefined : machine.library(path)
  switch (model?.kind) {
    case "verification":
      return { kind: "claim", strong: true, established: false }
    case "comparison":
      return { kind: "verification", strong: true, established: false }
    case "upstream":
      return { kind: "upstream", strong: true, established: false }
    case "reading":
      return { kind: model.origin, strong: true, established: false }
    case "refusing-gate":
      return { kind: model.yields, strong: true, established: true }
    default:
      break
  }
  const name = calleeName(value)
  const deed = name === undefined ? undefined : deedOf(name)
  const given = derived(
    machine,
    value.arguments.map((one) => one.value),
    depth,
  )
  const presented = given.kind === "credential" || given.kind === "claim" || given.kind === "registered-claim"
  if (deed === "verify" && presented) return { ...given, kind: "verification" }
  const returned = originOfResult(machine, value, depth)
  if (returned !== undefined && (!presented || isOfAuthentication(returned))) return returned
  if (deed === "authorize" && given.kind !== "credential")
    return { kind: "permission", strong: given.kind === "identity", established: given.established }
  if (deed === "verify") return byDeed(name)
  if (deed === "parse" && given.kind === "credential") return { ...given, kind: "claim" }
  // An object made of a credential or of claims is what it was made of: `TokenData(**payload)`.
  if (isConversion(value) && given.kind !== "unknown") return madeOf(given, name)
  if (presented || (given.kind === "identity" && !given.established && given.strong)) {
    // Whatever is looked up by a credential is who presented it.
    return { kind: "identity", strong: given.strong, established: false }
  }
  if (given.kind === "right") return given
  if (given.kind === "identity" || given.kind === "ownership") {
    return {
      kind: given.established || given.strong ? "ownership" : "resource",
      strong: given.strong,
      established: given.established,
    }
  }
  if (value.callee.kind === "member") {
    const receiver = originOf(machine, value.callee.object, depth + 1)
    if (receiver.kind !== "unknown" && receiver.kind !== "config") return receiver
  }
  return byDeed(name)
}

/** `UserIdentity(id=payload["sub"])` is an identity, `TokenData(**payload)` are claims, `str(token)` is the token. */
function madeOf(given: Origin, name: string | undefined): Origin {
  if (name === undefined || !/^[A-Z]/.test(name) || !isOfAuthentication(given)) return given
  const topic = topicOf(name)
  if (topic === "identity") return { ...given, kind: "identity" }
  return given.kind === "credential" && topic !== "credential" ? { ...given, kind: "claim" } : given
}

/** A call that makes one thing of another and asks nobody: `UUID(subject)`, `set(scopes)`, `PeerType(claim)`. */
function isConversion({ callee }: CallValue): boolean {
  if (callee.kind === "class") return true
  if (callee.kind !== "external") return false
  return /(^|\.)([A-Z]\w*|int|str|float|bool|bytes|set|frozenset|list|tuple|len|sorted|dict)$/.test(callee.path)
}

/** What a function of the project returns stands for; `undefined` where that says nothing. */
function originOfResult(machine: Machine, value: CallValue, depth: number): Origin | undefined {
  if (calledFunction(machine, value) === undefined) return undefined
  const returned = settle(machine, result(machine, value))
  if (returned === value) return undefined
  const inner = originOf(machine, returned, depth + 1)
  return inner.kind === "unknown" || inner.kind === "config" || inner.kind === "resource" ? undefined : inner
}

function isOfAuthentication({ kind }: Origin): boolean {
  return (
    kind === "credential" ||
    kind === "claim" ||
    kind === "registered-claim" ||
    kind === "identity" ||
    kind === "verification"
  )
}

/** The path of a method on a foreign object: `CryptContext(…).verify` is `passlib.context.CryptContext.verify`. */
export function foreignPath(machine: Machine, callee: Value): string | undefined {
  if (callee.kind === "external") return callee.path
  if (callee.kind !== "member") return undefined
  const object = callee.object.kind === "member" ? settle(machine, callee.object) : callee.object
  if (object.kind === "call") {
    const owner = foreignPath(machine, object.callee)
    return owner === undefined ? undefined : `${owner}.${callee.name}`
  }
  if (object.kind === "parameter") {
    const type = machine.typeOf(object)
    return type === undefined ? undefined : `${type}.${callee.name}`
  }
  const owner = foreignPath(machine, object)
  return owner === undefined ? undefined : `${owner}.${callee.name}`
}

function originOfMember(machine: Machine, value: MemberValue, depth: number): Origin {
  const path = foreignPath(machine, value)
  const model = path === undefined ? undefined : machine.library(path)
  if (model?.kind === "reading") return { kind: model.origin, strong: true, established: false }
  const settled = settle(machine, value)
  if (settled !== value) return originOf(machine, settled, depth + 1)
  return originOfPart(machine, value.object, value.name, depth)
}

/** A member or item of something: of an identity, what the name says about it; of a credential, a part of it. */
function originOfPart(machine: Machine, object: Value, name: string, depth: number): Origin {
  const topic = topicOf(name)
  const container = foreignPath(machine, object)
  if (container !== undefined && machine.library(container)?.kind === "container") {
    return topic === "credential"
      ? { kind: "credential", strong: true, established: false }
      : { ...nothing, kind: "resource" }
  }
  if (isForgeryWord(name)) return nothing
  const field =
    object.kind === "call" ? object.arguments.find((one) => one.kind === "keyword" && one.name === name) : undefined
  if (field !== undefined) return originOf(machine, field.value, depth + 1)
  const whole = originOf(machine, object, depth + 1)
  switch (whole.kind) {
    case "identity":
      if (isPresenceFlag(name)) return whole
      if (topic === "right" || topic === "ownership" || topic === "account-state") return { ...whole, kind: topic }
      if (topic === "credential") return { ...whole, kind: "credential" }
      // Until somebody is established, a part of an identity is what one is looked up by.
      return whole.established || !whole.strong ? { ...whole, kind: "ownership" } : whole
    case "claim":
    case "registered-claim":
      if (topic === "right" || topic === "account-state") return { ...whole, kind: topic }
      if (topic === "registered-claim") return { ...whole, kind: "registered-claim" }
      return whole.established ? { ...whole, kind: "right" } : { ...whole, kind: "claim" }
    case "credential":
    case "upstream":
    case "config":
    case "right":
    case "ownership":
      return whole
    default: {
      const named = byTopic(topic)
      return named.kind === "unknown" && whole.kind === "resource" ? whole : named
    }
  }
}

function byTopic(topic: Topic | undefined): Origin {
  return topic === undefined ? nothing : { kind: topic, strong: false, established: false }
}

function byDeed(name: string | undefined): Origin {
  if (name === undefined) return nothing
  const deed = deedOf(name)
  if (deed === "authorize") return { kind: "permission", strong: false, established: false }
  if (deed === "verify") return { kind: "verification", strong: false, established: false }
  if (deed === "identify") return { kind: "identity", strong: false, established: false }
  if (deed === "parse") return nothing
  return byTopic(topicOf(name))
}

function derived(machine: Machine, values: readonly Value[], depth: number): Origin {
  return strongest(values.map((value) => originOf(machine, value, depth + 1)).filter(({ kind }) => kind !== "config"))
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
function strongest(origins: readonly Origin[]): Origin {
  return origins.reduce(
    (best, one) =>
      (one.kind !== "unknown" && one.strong && !best.strong) ||
      (one.strong === best.strong && weight[one.kind] > weight[best.kind])
        ? one
        : best,
    nothing,
  )
}

export function calleeName({ callee }: CallValue): string | undefined {
  if (callee.kind === "member") return callee.name
  if (callee.kind === "function") return callee.declaration.name
  if (callee.kind === "external") return lastName(callee.path)
  if (callee.kind === "class") return callee.declaration.name
  return undefined
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1)
}
