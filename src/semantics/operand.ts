import { calleeName } from "./foreign-path.ts"
import { settle } from "./look-through.ts"
import type { Machine } from "./machine.ts"
import type { CallValue, Value } from "./value.ts"
import { isBesideThePoint, isConfirmation, isTextMethod, isTextTest, topicOf, wordsOf } from "./vocabulary.ts"

/** `request.args["state"] != session["state"]`: what was asked for by a name that is beside the point. */
function isForgeryTest(value: Value): boolean {
  const key = value.kind === "element" ? value.index : value.kind === "call" ? value.arguments[0]?.value : undefined
  return key?.kind === "constant" && typeof key.value === "string" && isBesideThePoint(key.value)
}

/** Whether what something is called says that it is beside the point, whatever it is read from. */
export function isNamedBeside(value: Value): boolean {
  const { callee } = value.kind === "call" ? value : { callee: undefined }
  if (callee?.kind === "member" && isTextMethod(callee.name)) return isNamedBeside(callee.object)
  return isForgeryTest(value) || isBesideThePoint(nameOf(value))
}

/** Whether what a call is given first is what a flow was begun with, and no credential, whoever signed it: `decode(state)`. */
export function isOfFlow({ arguments: [first] }: CallValue): boolean {
  return first !== undefined && isNamedBeside(first.value)
}

/** How many, not who. */
export function isNumber(value: Value): boolean {
  return value.kind === "constant" && typeof value.value === "number"
}

/** Whether what something is called says that it is about rights, whatever it holds. */
export function namesRight(value: Value): boolean {
  return topicOf(nameOf(value)) === "right"
}

/** Whether what something is called says that it is asked of somebody who is logged in already. */
export function isConfirmed(value: Value): boolean {
  return isConfirmation(nameOf(value))
}

/** `headers[name]`, whatever they are of. */
export function isCalledHeaders(value: Value): boolean {
  return /^headers$/i.test(nameOf(value))
}

/** What a value is called where it is read: of `row["owner"]`, `row.owner` and a parameter `owner` it is `owner`. */
export function nameOf(value: Value): string {
  if (value.kind === "element" && value.index?.kind === "constant") return String(value.index.value)
  return value.kind === "member" ? value.name : value.kind === "parameter" ? value.parameter.name : ""
}

/** Whether it is asked what kind of thing a value is, or what its text says, and not whether it is there. */
export function asksWhich(machine: Machine, value: Value): boolean {
  const settled = settle(machine, value)
  return (
    (settled.kind === "operation" && settled.operator === "instance-of") ||
    isTypeTest(machine, settled) ||
    (value.kind === "call" && value.callee.kind === "member" && isTextTest(value.callee.name))
  )
}

/** Whether it is asked what kind of thing a value is: `isinstance(scopes, dict)`, `typeof token === "string"`. */
export function isTypeTest(machine: Machine, value: Value): boolean {
  if (value.kind === "operation") return value.operands.some(isTypeName)
  return (
    value.kind === "call" &&
    value.callee.kind === "external" &&
    machine.library(value.callee.path)?.kind === "type-test"
  )
}

/** What kind of thing it is, by name: `typeof token`. */
export function isTypeName(value: Value): boolean {
  return value.kind === "operation" && value.operator === "typeof"
}

/** Whether a question lets those pass whose it is, whatever their rights: `is_admin_or_owner(ship.owner_id)`. */
export function sparesOwners(value: Value): boolean {
  return value.kind === "call" && /\bor owner\b|\bowner or\b/.test(wordsOf(calleeName(value) ?? ""))
}
