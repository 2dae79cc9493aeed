import { isChecking, isOfInput } from "./error-vocabulary.ts"
import { foreignPath } from "./foreign-path.ts"
import { calledFunction, settle } from "./look-through.ts"
import type { Machine } from "./machine.ts"
import type { CallValue, Failure } from "./value.ts"

/**
 * Whether all that was tried reads or checks what a client sent: `new URL(text)`, `validateAddress(text)`. It fails of
 * nothing but that text, and what it says then is for whoever sent it.
 * @returns false where nothing is known of what was tried
 */
export function isOfTriedInput(machine: Machine, { tried }: Failure): boolean {
  return tried.length > 0 && tried.every((made) => isReading(machine, made) || isCheck(machine, made))
}

function isReading(machine: Machine, { callee }: CallValue): boolean {
  const path = foreignPath(machine, callee)
  return path !== undefined && machine.library(path)?.kind === "conversion"
}

/** A function that is called a check and raises errors that say, in the project's own words, what is wrong with an input. */
function isCheck(machine: Machine, made: CallValue): boolean {
  const called = calledFunction(machine, made)
  if (called === undefined || !isChecking(called.declaration.name)) return false
  const raised = machine.trace(called).raises.filter(({ handledBy }) => handledBy === undefined)
  return (
    raised.length > 0 &&
    raised.every(({ value }) => {
      const error = settle(machine, value)
      if (error.kind !== "call") return false
      return error.callee.kind === "class" ? isOfInput(error.callee.declaration.name) : isWorded(error)
    })
  )
}

/** `new Error("Not a port of ours.")`, `new Error(`No such port: ${name}`)`: somebody wrote it for whoever reads it. */
function isWorded({ arguments: given }: CallValue): boolean {
  const [text, ...more] = given.map(({ value }) => value)
  if (more.length > 0 || text === undefined) return false
  if (text.kind === "text") return text.parts.every(({ kind }) => kind !== "caught" && kind !== "unknown")
  return text.kind === "constant" && typeof text.value === "string"
}
