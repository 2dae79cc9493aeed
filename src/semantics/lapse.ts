import { guard, silent, type Verdict } from "./failure.ts"
import { calleeName, foreignPath, lastName } from "./foreign-path.ts"
import { isBan, isLapse, isLapseOfCredential, isOfNameless } from "./lapse-vocabulary.ts"
import type { Machine } from "./machine.ts"
import { originOf } from "./origin.ts"
import type { Value } from "./value.ts"
import { isSession, topicOf } from "./vocabulary.ts"

/** What it asks that a credential is no longer good, or that nobody is there; `undefined` where it asks neither. */
export function judgeLapse(machine: Machine, value: Value, holds: boolean): Verdict | undefined {
  const path = foreignPath(machine, value)
  const model = path === undefined ? undefined : machine.library(path)
  if (model?.kind === "reading" && model.isOfNobody === true)
    return !holds ? guard : { kind: "authentication", strong: true, why: "nobody is identified" }
  const name = askedName(value)
  if (name === undefined) return undefined
  // A guest's account is an account.
  if (isOfNameless(name)) return silent
  if (!holds || !isLapse(name) || !isOfCredential(machine, value, name)) return undefined
  return { kind: "authentication", strong: true, why: "a credential that has lapsed" }
}

/** What a question is called: `is_revoked(token)`, `key.revoked`, also of an object that a package keeps. */
function askedName(value: Value): string | undefined {
  if (value.kind === "call") return calleeName(value)
  if (value.kind === "external") return lastName(value.path)
  return value.kind === "member" ? value.name : undefined
}

/** Whether what has lapsed was presented: a grant may be revoked, too, and an address blacklisted. */
function isOfCredential(machine: Machine, value: Value, name: string): boolean {
  if (isLapseOfCredential(name)) return true
  if (value.kind === "member") return isCredential(machine, value.object, isBan(name))
  if (value.kind !== "call") return false
  const { callee, arguments: given } = value
  return (
    given.some((one) => isCredential(machine, one.value, true)) ||
    (callee.kind === "member" && isCredential(machine, callee.object, isBan(name)))
  )
}

/** It was presented, or it is what was found for that, which whoever is kept out by name is as well. */
function isCredential(machine: Machine, value: Value, isPerson: boolean): boolean {
  const { kind, strong, established } = originOf(machine, value)
  if (kind === "credential" || kind === "claim" || kind === "registered-claim" || kind === "verification") return true
  if (kind === "identity" && strong && !established) return !isPerson
  const word = value.kind === "member" ? value.name : value.kind === "parameter" ? value.parameter.name : undefined
  return word !== undefined && (topicOf(word) === "credential" || isSession(word))
}
