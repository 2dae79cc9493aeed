import { isChecking, isOfInput, isOfTextAlone } from "./error-vocabulary.ts"
import { foreignPath, lastName } from "./foreign-path.ts"
import { calledFunction, settle } from "./look-through.ts"
import type { Machine } from "./machine.ts"
import type { CallValue, Failure, FunctionValue, Value } from "./value.ts"

/**
 * Whether all that was tried reads or checks what a client sent: `new URL(text)`, `validateAddress(text)`. It fails of
 * nothing but that text, and what it says then is for whoever sent it.
 * @returns false where nothing is known of what was tried
 */
export function isOfTriedInput(machine: Machine, { tried }: Failure): boolean {
  const asked = tried.filter((made) => !isOwnError(made))
  return asked.length > 0 && asked.every((made) => isReading(machine, made) || isCheck(machine, made))
}

/** An error that is raised among what is tried, in words of whoever wrote it: `throw new Error(`Not ${type}.`)`. */
function isOwnError(made: CallValue): boolean {
  const { callee } = made
  return callee.kind === "external" && /Error$/.test(lastName(callee.path)) && isWorded(made)
}

/**
 * Whether all that was tried checks or reads an input, and raises plain sentences about it, in errors of whatever class:
 * `validate_tags(tags)`.
 */
export function isOfCheckedInput(machine: Machine, { tried }: Failure): boolean {
  return (
    tried.length > 0 &&
    tried.every((made) => {
      const called = calledFunction(machine, made)
      if (called === undefined) return isReading(machine, made)
      const { name } = called.declaration
      const raised = raisedBy(machine, called)
      return isOfTextAlone(name) && raised.length > 0 && raised.every(isConstant)
    })
  )
}

function isReading(machine: Machine, { callee }: CallValue): boolean {
  const path = foreignPath(machine, callee)
  return path !== undefined && machine.library(path)?.kind === "conversion"
}

/** A function that is called a check and raises errors that say, in the project's own words, what is wrong with an input. */
function isCheck(machine: Machine, made: CallValue): boolean {
  const called = calledFunction(machine, made)
  if (called === undefined || !isChecking(called.declaration.name)) return false
  const raised = raisedBy(machine, called)
  return (
    raised.length > 0 &&
    raised.every((error) =>
      error.kind === "call" && error.callee.kind === "class"
        ? isOfInput(error.callee.declaration.name) || isWorded(error)
        : isWorded(error),
    )
  )
}

function raisedBy(machine: Machine, called: FunctionValue): readonly Value[] {
  const raised = machine.trace(called).raises.filter(({ handledBy }) => handledBy === undefined)
  return raised.map(({ value }) => settle(machine, value))
}

/** A sentence without a hole, in which nothing but the sent is meant. */
function isConstant(error: Value): boolean {
  if (error.kind !== "call") return false
  return error.arguments.length === 1 && error.arguments[0]?.value.kind === "constant"
}

/** `new Error("Not a port of ours.")`, `new Error(`No such port: ${name}`)`: somebody wrote it for whoever reads it. */
function isWorded(error: Value): boolean {
  if (error.kind !== "call") return false
  const given = error.arguments
  const [text, ...more] = given.map(({ value }) => value)
  if (more.length > 0 || text === undefined) return false
  if (text.kind === "text") return text.parts.every(({ kind }) => kind !== "caught" && kind !== "unknown")
  return text.kind === "constant" && typeof text.value === "string"
}
