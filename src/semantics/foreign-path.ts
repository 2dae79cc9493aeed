import { settle } from "./look-through.ts"
import type { Machine } from "./machine.ts"
import type { CallValue, ElementValue, Value } from "./value.ts"

/**
 * The path of a method on a foreign object: `CryptContext(…).verify` is `passlib.context.CryptContext.verify`. A part
 * that a pack knows by its key has one, too: `scope["headers"]`.
 */
export function foreignPath(machine: Machine, callee: Value): string | undefined {
  if (callee.kind === "external") return callee.path
  if (callee.kind === "element") return pathOfPart(machine, callee)
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

function pathOfPart(machine: Machine, { object, index }: ElementValue): string | undefined {
  const type = object.kind === "parameter" && index?.kind === "constant" ? machine.typeOf(object) : undefined
  if (type === undefined || index?.kind !== "constant") return undefined
  const path = `${type}.${index.value}`
  return machine.library(path) === undefined ? undefined : path
}

/** The name that a call is made by: `verify_token`. */
export function calleeName({ callee }: CallValue): string | undefined {
  if (callee.kind === "member") return callee.name
  if (callee.kind === "function") return callee.declaration.name
  if (callee.kind === "external") return lastName(callee.path)
  if (callee.kind === "class") return callee.declaration.name
  return undefined
}

/** Whether a pack says what something, or what it is a part of, holds: `flask.request.cookies.session`. */
export function isModelled(machine: Machine, path: string): boolean {
  if (!path.includes(".")) return false
  const model = machine.library(path)
  if (model !== undefined) return model.kind === "reading" || model.kind === "container"
  return isModelled(machine, path.slice(0, path.lastIndexOf(".")))
}

/** The part of a path behind its last dot. */
export function lastName(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1)
}
