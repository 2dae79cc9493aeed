import { optionsOf } from "./choice.ts"
import { isContainer, isConversion, isOfAuthentication, madeOf } from "./conversion.ts"
import { deedOf, isAuthenticationTest, isQuestion, isSearchForMember, isSearchForSomebody } from "./deed-vocabulary.ts"
import { calleeName, foreignPath, isModelled, lastName } from "./foreign-path.ts"
import { isPresenceFlag } from "./lapse-vocabulary.ts"
import { calledFunction, result, settle } from "./look-through.ts"
import type { Machine } from "./machine.ts"
import { isCalledHeaders, isNamedBeside, isOfFlow } from "./operand.ts"
import {
  byDeed,
  byTopic,
  compared,
  comparison,
  heldInInput,
  heldInSession,
  heldUnder,
  nothing,
  type Origin,
  partsOf,
  reading,
  strongest,
} from "./origin-kind.ts"
import { originOfParameter } from "./parameter-origin.ts"
import { isSoughtByAnother } from "./search-key.ts"
import type { CallValue, External, MemberValue, Value } from "./value.ts"
import { isBesideThePoint, isDigest, isExpiry, isIdentifier, isPerson, isQueryStep, topicOf } from "./vocabulary.ts"

const depthLimit = 12
/** Below this an answer may have been cut short by the limit, so it is remembered for its own depth alone. */
const recallDepth = 6

/** Where a value comes from. Words only where nothing better is known. */
export function originOf(machine: Machine, value: Value, depth = 0): Origin {
  if (depth > depthLimit) return nothing
  if (value.kind === "constant") return { kind: "config", strong: false, established: false }
  const kind = depth > recallDepth ? `origin ${depth}` : "origin"
  return machine.recall(kind, value, () => findOrigin(machine, value, depth))
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
        if (isContainer(machine, value.object)) return heldUnder(value.index.value)
        return originOfPart(machine, value.object, value.index.value, depth)
      }
      // Which of the headers it is does not say what it holds.
      if (isCalledHeaders(value.object)) return nothing
      const object = originOf(machine, value.object, depth + 1)
      if (object.kind !== "unknown") return object
      return value.index === undefined ? nothing : derived(machine, [value.index], depth)
    }
    case "external":
      return originOfExternal(machine, value, depth)
    case "operation":
    case "text":
    case "list": {
      const parts = partsOf(value)
      const origin = strongest(parts.map((part) => originOf(machine, part, depth + 1)))
      const isPresence = parts.some((part) => part.kind === "constant" && part.value === null)
      return value.kind === "operation" && !isPresence ? compared(value.operator, origin) : origin
    }
    case "choice":
      return strongest(optionsOf(value).map((option) => originOf(machine, option.value, depth + 1)))
    default:
      return nothing
  }
}

/** `flask.request.cookies` is a reading, `flask.request.headers` a container; a part of either is told by it. */
function originOfExternal(machine: Machine, value: External, depth: number): Origin {
  const model = machine.library(value.path)
  if (model?.kind === "reading") return reading(model.origin)
  const name = lastName(value.path)
  const path = value.path.slice(0, -name.length - 1)
  if (model === undefined && isModelled(machine, path)) {
    return originOfPart(machine, { kind: "external", path, at: value.at }, name, depth + 1)
  }
  return { ...nothing, kind: topicOf(name) === "config" ? "config" : "unknown" }
}

function originOfCall(machine: Machine, value: CallValue, depth: number): Origin {
  const path = value.callee.kind === "external" ? value.callee.path : foreignPath(machine, value.callee)
  const model = path === undefined ? undefined : machine.library(path)
  switch (model?.kind) {
    case "verification":
      if (isOfFlow(value)) return nothing
      return { kind: "claim", strong: model.ofAnything !== true, established: false }
    case "comparison":
      return comparison(value.arguments.map((one) => one.value))
    case "upstream":
      return { kind: "upstream", strong: true, established: false }
    case "reading":
      return reading(model.origin)
    case "container":
      // `req.get_header("Authorization")`
      return heldUnder(value.arguments[0]?.value)
    case "refusing-gate":
      return { kind: model.yields, strong: true, established: true }
    default:
      break
  }
  const name = calleeName(value)
  if (name !== undefined && isBesideThePoint(name)) return nothing
  // What a form or a flow was begun with, held against what comes back: `same(session.confirmCode, code)`.
  if (model === undefined && value.arguments.length === 2 && value.arguments.some((one) => isNamedBeside(one.value)))
    return nothing
  const deed = name === undefined ? undefined : deedOf(name)
  const given = derived(
    machine,
    value.arguments.map((one) => one.value),
    depth,
  )
  const presented = given.kind === "credential" || given.kind === "claim" || given.kind === "registered-claim"
  if (deed === "verify" && presented) return { ...given, kind: "verification" }
  const returned = originOfResult(machine, value, depth)
  // A function that is called a permission check is one, unless data flow says otherwise; so is one of authentication.
  const isOfSomebody = given.kind === "identity" || given.kind === "ownership"
  const isNamed =
    (deed === "authorize" && (returned?.strong !== true || (isOfSomebody && returned.kind === "identity"))) ||
    (name !== undefined && isAuthenticationTest(name) && returned?.strong !== true)
  const isOfCredential = deed === "verify" && name !== undefined && topicOf(name) === "credential"
  if (isOfCredential && returned !== undefined && !isOfAuthentication(returned)) return byDeed(name)
  if (returned !== undefined && !isNamed && (!presented || isOfAuthentication(returned))) return returned
  // Whether somebody is one of others is asked of what they may: `get_member(team_id, user.id)`.
  const isMembership = name !== undefined && isSearchForMember(name) && isSoughtByAnother(machine, value)
  if ((deed === "authorize" || isMembership) && given.kind !== "credential")
    return { kind: "permission", strong: given.kind === "identity", established: given.established }
  if (deed === "verify") return byDeed(name)
  if (name !== undefined && given.kind === "credential" && isDigest(name)) return given
  // Read from a token, whether or not anybody has verified it: `get_token_issuer(token)`.
  if (name !== undefined && given.kind === "credential" && topicOf(name) === "registered-claim")
    return { ...given, kind: "registered-claim" }
  if (deed === "parse" && given.kind === "credential") return { ...given, kind: "claim" }
  // An object made of a credential or of claims is what it was made of: `TokenData(**payload)`.
  if (isConversion(machine, value) && given.kind !== "unknown") return madeOf(given, name)
  // `pier.is_manager(user)` asks about somebody; who they are, or whether anybody is there, is another question.
  if (isOfSomebody && given.strong && name !== undefined && isQuestion(name) && !isPresenceFlag(name))
    return topicOf(name) === "account-state" ? { ...given, kind: "account-state" } : { ...given, kind: "permission" }
  const isLookedUp =
    name === undefined ||
    deed === "look-up" ||
    deed === "identify" ||
    topicOf(name) === "identity" ||
    (!given.established && isQueryStep(name))
  // Whoever is known is looked up again: that nobody is found says that nobody is there.
  if (isOfSomebody && given.established && name !== undefined && isSearchForSomebody(name))
    return { ...byTopic("identity"), strong: false }
  if (presented || (given.kind === "identity" && !given.established && given.strong && isLookedUp)) {
    // Whatever is looked up by a credential is who presented it.
    return { kind: "identity", strong: given.strong, established: false }
  }
  // A right that something is looked up by stays behind: `find(name, load=[group("private")])`.
  if (given.kind === "right" && deed !== "look-up") return given
  if (given.kind === "identity" || given.kind === "ownership") {
    return {
      kind: given.established || given.strong ? "ownership" : "resource",
      strong: given.strong,
      established: given.established,
    }
  }
  if (value.callee.kind === "member") {
    const [key] = value.arguments
    if (value.callee.name === "get" && key?.value.kind === "constant" && typeof key.value.value === "string")
      return originOfPart(machine, value.callee.object, key.value.value, depth)
    const receiver = originOf(machine, value.callee.object, depth + 1)
    // Whom a table of people gives is somebody: `db.admin.findUnique({ where: { email } })`.
    if (deed === "look-up" && receiver.kind === "right" && isOfPeople(value.callee.object)) return byTopic("identity")
    if (receiver.kind !== "unknown" && receiver.kind !== "config") return receiver
  }
  return byDeed(name)
}

function isOfPeople(table: Value): boolean {
  return table.kind === "member" && isPerson(table.name)
}

/** What a function of the project returns stands for; `undefined` where that says nothing. */
function originOfResult(machine: Machine, value: CallValue, depth: number): Origin | undefined {
  if (calledFunction(machine, value) === undefined) return undefined
  const returned = settle(machine, result(machine, value))
  if (returned === value) return undefined
  const inner = originOf(machine, returned, depth + 1)
  return inner.kind === "unknown" || inner.kind === "config" || inner.kind === "resource" ? undefined : inner
}

function originOfMember(machine: Machine, value: MemberValue, depth: number): Origin {
  const path = foreignPath(machine, value)
  const model = path === undefined ? undefined : machine.library(path)
  if (model?.kind === "reading") return reading(model.origin)
  const settled = settle(machine, value)
  if (settled !== value) return originOf(machine, settled, depth + 1)
  return originOfPart(machine, value.object, value.name, depth)
}

/** A member or item of something: of an identity, what the name says about it; of a credential, a part of it. */
function originOfPart(machine: Machine, object: Value, name: string, depth: number): Origin {
  const topic = topicOf(name)
  const container = foreignPath(machine, object)
  const model = container === undefined ? undefined : machine.library(container)
  if (model?.kind === "container" && model.of !== "context") {
    return model.of === "input" ? heldInInput(name) : heldUnder(name)
  }
  if (model?.kind === "container" && model.of === "context") return byTopic(topic)
  if (model?.kind === "reading" && model.isSession === true) return heldInSession(name)
  if (isBesideThePoint(name)) return nothing
  const field =
    object.kind === "call" ? object.arguments.find((one) => one.kind === "keyword" && one.name === name) : undefined
  if (field !== undefined) return originOf(machine, field.value, depth + 1)
  const whole = originOf(machine, object, depth + 1)
  switch (whole.kind) {
    case "identity":
      // The user of a session is whose session it is.
      if (isPresenceFlag(name) || (topic === "identity" && whole.strong)) return whole
      if (isExpiry(name)) return { ...whole, kind: "registered-claim" }
      // Whose it is that somebody presented, is somebody: `key.userId`.
      if (topic === "ownership" && isIdentifier(name) && whole.strong && !whole.established) return whole
      if (topic === "right" || topic === "ownership" || topic === "account-state") return { ...whole, kind: topic }
      if (topic === "credential") return { ...whole, kind: "credential" }
      // Until somebody is established, a part of an identity is what one is looked up by.
      return whole.established || !whole.strong ? { ...whole, kind: "ownership" } : whole
    case "claim":
    case "registered-claim":
      if (topic === "right" || topic === "account-state") return { ...whole, kind: topic }
      if (topic === "registered-claim") return { ...whole, kind: "registered-claim" }
      return { ...whole, kind: "claim" }
    case "ownership":
      return topic === "account-state" ? { ...whole, kind: topic } : whole
    case "credential":
    case "upstream":
    case "config":
    case "right":
      return whole
    default: {
      const named = byTopic(topic)
      return named.kind === "unknown" && whole.kind === "resource" ? whole : named
    }
  }
}

function derived(machine: Machine, values: readonly Value[], depth: number): Origin {
  return strongest(values.map((value) => originOf(machine, value, depth + 1)).filter(({ kind }) => kind !== "config"))
}
