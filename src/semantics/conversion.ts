import { foreignPath } from "./foreign-path.ts"
import type { Machine } from "./machine.ts"
import type { Origin } from "./origin-kind.ts"
import type { CallValue, ParameterValue, Value } from "./value.ts"
import { topicOf } from "./vocabulary.ts"

/** `UserIdentity(id=payload["sub"])` is an identity, `TokenData(**payload)` are claims, `str(token)` is the token. */
export function madeOf(given: Origin, name: string | undefined): Origin {
  if (name === undefined || !/^[A-Z]/.test(name)) return given
  const topic = topicOf(name)
  // `User(roles=roles)` is somebody, whatever is known of them.
  const isAttribute = given.kind === "right" || given.kind === "account-state" || given.kind === "ownership"
  if (topic === "identity" && (isAttribute || isOfAuthentication(given))) return { ...given, kind: "identity" }
  if (!isOfAuthentication(given)) return given
  return given.kind === "credential" && topic !== "credential" ? { ...given, kind: "claim" } : given
}

/** A call that makes one thing of another and asks nobody: `UUID(subject)`, `set(scopes)`, `PeerType(claim)`. */
export function isConversion(machine: Machine, { callee }: CallValue): boolean {
  if (callee.kind === "class") return true
  if (callee.kind !== "external") return false
  const model = machine.library(callee.path)
  return model?.kind === "conversion" || model?.kind === "record" || /(^|\.)[A-Z]\w*$/.test(callee.path)
}

/** Whether an origin has to do with finding out who is asking. */
export function isOfAuthentication({ kind }: Origin): boolean {
  return (
    kind === "credential" ||
    kind === "claim" ||
    kind === "registered-claim" ||
    kind === "identity" ||
    kind === "verification"
  )
}

/** A request that is asked for a header by its name: `req.get("authorization")`. */
export function isContainer(machine: Machine, object: Value): boolean {
  const type = object.kind === "parameter" ? machine.typeOf(object) : undefined
  return type !== undefined && machine.library(type)?.kind === "container"
}

/** Whether the function hands the parameter to a library that verifies credentials. */
export function isVerified(machine: Machine, { parameter, of }: ParameterValue): boolean {
  return machine.trace(of).calls.some(({ call }) => {
    const path = foreignPath(machine, call.callee)
    const model = path === undefined ? undefined : machine.library(path)
    if (model?.kind !== "verification" && model?.kind !== "comparison") return false
    return call.arguments.some(({ value }) => value.kind === "parameter" && value.parameter === parameter)
  })
}

/** The `scope` of ASGI, which is handed in with `receive` and `send`, is a connection and no right. */
export function isConnection({ parameter, of }: ParameterValue): boolean {
  const names = of.declaration.parameters.map(({ name }) => name)
  return parameter.name === "scope" && names.includes("receive") && names.includes("send")
}
