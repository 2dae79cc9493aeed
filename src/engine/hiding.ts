import { deedOf } from "../semantics/deed-vocabulary.ts"
import { isErrorOfNothing } from "../semantics/error-vocabulary.ts"
import { calleeName, foreignPath, lastName } from "../semantics/foreign-path.ts"
import type { Framework } from "../semantics/framework.ts"
import type { Machine } from "../semantics/machine.ts"
import type { Condition, Value } from "../semantics/value.ts"
import { type Departure, departuresOf } from "./departures.ts"
import { wordsOf } from "./wording.ts"

/**
 * Whether a refusal says nothing on purpose: where what is asked for does not exist, its function answers with the same
 * status and the same words, so that neither tells which things there are.
 */
export function isHiding(machine: Machine, frameworks: readonly Framework[], departure: Departure): boolean {
  const said = wordsOf(machine, departure)?.text
  if (said === undefined) return false
  return departuresOf(machine, frameworks, departure.of).some(
    (other) =>
      other.at.start !== departure.at.start &&
      other.status.kind === "known" &&
      departure.status.kind === "known" &&
      other.status.value === departure.status.value &&
      isOfNothing(machine, other.path) &&
      wordsOf(machine, other)?.text === said,
  )
}

/** What was looked for was not found. */
function isOfNothing(machine: Machine, path: readonly Condition[]): boolean {
  const last = path.findLast(({ role }) => role !== "after-refusal")
  if (last === undefined) return false
  if (last.kind === "failure") return last.failure.types.some((type) => isMissing(machine, type))
  const sought = absent(last.value, last.holds)
  return sought?.kind === "call" && deedOf(calleeName(sought) ?? "") === "look-up"
}

function isMissing(machine: Machine, type: Value): boolean {
  const path = foreignPath(machine, type)
  const model = path === undefined ? undefined : machine.library(path)
  if (model?.kind === "failure") return model.of === "lookup"
  const name = type.kind === "class" ? type.declaration.name : type.kind === "member" ? type.name : path
  return name !== undefined && isErrorOfNothing(lastName(name))
}

/** What is not there where this holds: `not berth`, `berth is None`. */
function absent(value: Value, holds: boolean): Value | undefined {
  if (value.kind !== "operation") return holds ? undefined : value
  const [left, right] = value.operands
  if (left === undefined) return undefined
  if (value.operator === "not") return absent(left, !holds)
  const isNothing = right?.kind === "constant" && right.value === null
  if (!isNothing) return undefined
  const isEqual = value.operator === "==" || value.operator === "same"
  return isEqual === holds ? left : undefined
}
