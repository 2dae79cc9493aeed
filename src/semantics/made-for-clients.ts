import type { Statement } from "../ir/statement.ts"
import {
  isAnswering,
  isErrorCode,
  isInputError,
  isMessageKey,
  isRefusedInput,
  isWordingOf,
} from "./error-vocabulary.ts"
import { lineage, ownMember } from "./lineage.ts"
import type { Machine } from "./machine.ts"
import type { ClassValue, Effect, External, Value } from "./value.ts"
import { isStatusName } from "./vocabulary.ts"

const depthLimit = 8

/**
 * Whether an error of the project is made to be answered: it has a status, a code or a text of its own, extends an error that
 * is an answer, or says what is wrong with what the client sent. Whoever words it knows who reads it.
 * @param status of the answer that shows its text: who is refused for who it is has sent nothing wrong
 */
export function isMadeForClients(machine: Machine, owner: ClassValue, status: number | undefined): boolean {
  const ofInput = status !== undefined && status < 500 && status !== 401 && status !== 403
  return lineage(machine, owner).some((one) => {
    if (one === undefined) return false
    if (one.kind === "external") {
      const isOwn = one.path.startsWith(`${owner.closure.language.globalModule}.`)
      return isAnswer(machine, one, ofInput || !isOwn)
    }
    const { name } = one.declaration
    return (ofInput && (isInputError(name) || isRefusedInput(name))) || isOfStatus(machine, one)
  })
}

/** A foreign error that is answered as it is, or one of the client's own input: `HTTPException`, `ValueError`. */
function isAnswer(machine: Machine, { path }: External, ofInput: boolean): boolean {
  const model = machine.library(path)
  if (model?.kind === "refusing-error") return true
  if (model?.kind === "failure") return model.of === "authored" || (model.of === "validation" && ofInput)
  return false
}

function isOfStatus(machine: Machine, owner: ClassValue): boolean {
  if (owner.declaration.body.some(isText)) return true
  const done = effectsOf(machine, owner)
  const names = [...owner.declaration.body.flatMap(namesOf), ...namesSet(done)]
  return (
    names.some((name) => isStatusName(name) || isErrorCode(name) || isAnswering(name)) ||
    done.some((one) => isWording(owner, one))
  )
}

/** `super().__init__("Sold out.")`, `super().__init__(f"Berth {number} is taken.")`: whoever raises it, it says this. */
function isWording({ closure: { language } }: ClassValue, { kind, name, arguments: given }: Effect): boolean {
  if (kind !== "call" || name !== language.constructorName) return false
  const values = given.map(({ value }) => value)
  return values.every((value) => isFilled(value, 0)) && values.some((value) => isSentence(value, 0))
}

/** What the class says itself, and what it is about: no words of whoever raises it. */
function isFilled(value: Value, depth: number): boolean {
  if (depth > depthLimit) return false
  const inside = (one: Value) => isFilled(one, depth + 1)
  switch (value.kind) {
    case "constant":
      return true
    case "parameter":
      return !isWordingOf(value.parameter.name)
    case "text":
      return value.parts.every(inside)
    case "operation":
      return value.operator === "+" && value.operands.every(inside)
    case "choice":
      return value.options.every((option) => inside(option.value))
    default:
      return false
  }
}

/** At least two words of the class's own. */
function isSentence(value: Value, depth: number): boolean {
  if (depth > depthLimit) return false
  const inside = (one: Value) => isSentence(one, depth + 1)
  switch (value.kind) {
    case "constant":
      return depth === 0 ? typeof value.value === "string" : /\p{L}+\P{L}+\p{L}+/u.test(String(value.value))
    case "text":
      return value.parts.some(inside)
    case "operation":
      return value.operands.some(inside)
    case "choice":
      return value.options.every((option) => inside(option.value))
    default:
      return false
  }
}

/** `message = "Sold out."`: it is worded once, by the class itself. */
function isText(member: Statement): boolean {
  const isWorded =
    member.kind === "assign" && member.value?.kind === "literal" && typeof member.value.value === "string"
  return isWorded && member.targets.some((one) => one.kind === "name" && isMessageKey(one.name))
}

/** What it is known by, and what it does. */
function namesOf(member: Statement): readonly string[] {
  if (member.kind === "function") return member.role === "setter" ? [] : [member.name ?? ""]
  return member.kind === "assign" ? member.targets.flatMap((one) => (one.kind === "name" ? [one.name] : [])) : []
}

/** What its constructor sets, and what that is given by name. */
function namesSet(done: readonly Effect[]): readonly string[] {
  return done.flatMap(({ kind, name }) => (kind === "member" && name !== undefined ? [name] : []))
}

/** What its constructor does to the object. */
function effectsOf(machine: Machine, owner: ClassValue): readonly Effect[] {
  const method = ownMember(machine, owner, owner.closure.language.constructorName, undefined, owner)
  if (method?.kind !== "function") return []
  return (machine.trace(method).receiver?.effects ?? []).filter(({ path }) => path.length === 0)
}
