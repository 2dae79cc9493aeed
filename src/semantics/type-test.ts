import type { TypeTest } from "../model/library.ts"
import type { Place } from "../model/place.ts"
import { optionsOf } from "./choice.ts"
import { lineage } from "./lineage.ts"
import type { Machine } from "./machine.ts"
import type { ArgumentValue, Value } from "./value.ts"

/** Whether a raised value is certainly of a type: its class, or one that it extends. */
export function isA(machine: Machine, value: Value, type: Value): boolean {
  return typeTruth(machine, value, type) === true
}

/** What a call tests for: the type that it is given, or the one that is meant by it. */
export function testedType(model: TypeTest, args: readonly ArgumentValue[], at: Place): Value | undefined {
  const [, type] = args
  return type?.value ?? (model.of === undefined ? undefined : { kind: "external", path: model.of, at })
}

/**
 * What `isinstance(value, type)` gives: known where the value's class is, and its line is read to the end.
 * A foreign class may extend any other foreign one.
 * @param type a class, or a list of them
 */
export function typeTruth(machine: Machine, value: Value, type: Value): boolean | undefined {
  if (type.kind === "list") {
    const truths = type.items.map((item) => typeTruth(machine, value, item))
    if (truths.includes(true)) return true
    return truths.includes(undefined) || type.open ? undefined : false
  }
  if (type.kind === "choice") {
    const truths = new Set(optionsOf(type).map((option) => typeTruth(machine, value, option.value)))
    return truths.size === 1 ? [...truths][0] : undefined
  }
  if (type.kind !== "class" && type.kind !== "external") return undefined
  const owner = value.kind === "call" ? value.callee : value
  if (owner.kind === "external") {
    if (type.kind === "external" && isForeignA(machine, owner.path, type.path)) return true
    return type.kind === "class" && isClass(owner.path) ? false : undefined
  }
  if (owner.kind !== "class") return undefined
  const line = lineage(machine, owner)
  const isInLine = line.some((ancestor) =>
    ancestor?.kind === "class"
      ? type.kind === "class" && ancestor.declaration === type.declaration
      : ancestor?.kind === "external" && type.kind === "external" && isForeignA(machine, ancestor.path, type.path),
  )
  if (isInLine) return true
  return type.kind === "class" && !line.includes(undefined) ? false : undefined
}

/** A foreign class is another one, or is known to extend it. */
function isForeignA(machine: Machine, path: string, type: string): boolean {
  if (sameForeign(path, type)) return true
  const model = machine.library(path)
  const above = model?.kind === "refusing-error" || model?.kind === "failure" ? model.extends : undefined
  return above !== undefined && above !== path && isForeignA(machine, above, type)
}

/** `fastapi.HTTPException` and `fastapi.exceptions.HTTPException` are one class, Starlette's is another. */
function sameForeign(a: string, b: string): boolean {
  return lastName(a) === lastName(b) && (rootOf(a) === rootOf(b) || !a.includes(".") || !b.includes("."))
}

function rootOf(path: string): string {
  return path.slice(0, path.indexOf("."))
}

/** What a foreign class makes is of no class of the project; what a foreign function gives may be. */
function isClass(path: string): boolean {
  return /^[A-Z]/.test(lastName(path))
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1)
}
