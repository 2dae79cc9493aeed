import type { Value } from "./value.ts"
import { isBesideThePoint, isConfirmation, topicOf } from "./vocabulary.ts"

/** `request.args["state"] != session["state"]`: what was asked for by a name that is beside the point. */
export function isForgeryTest(value: Value): boolean {
  const key = value.kind === "element" ? value.index : value.kind === "call" ? value.arguments[0]?.value : undefined
  return key?.kind === "constant" && typeof key.value === "string" && isBesideThePoint(key.value)
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

function nameOf(value: Value): string {
  if (value.kind === "element" && value.index?.kind === "constant") return String(value.index.value)
  return value.kind === "member" ? value.name : value.kind === "parameter" ? value.parameter.name : ""
}
