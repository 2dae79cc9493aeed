import type { Statement } from "../ir/statement.ts"
import { isErrorCode, isInputError, isMessageKey, isRefusedInput } from "./error-vocabulary.ts"
import { lineage, ownMember } from "./lineage.ts"
import type { Machine } from "./machine.ts"
import type { ClassValue, Effect, External } from "./value.ts"
import { isStatusName } from "./vocabulary.ts"

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
  return names.some((name) => isStatusName(name) || isErrorCode(name)) || done.some((one) => isWording(owner, one))
}

/** `super().__init__("Sold out.")`: whatever it is made with, it says this. */
function isWording({ closure: { language } }: ClassValue, { kind, name, arguments: given }: Effect): boolean {
  const values = given.map(({ value }) => value)
  const isFixed = values.every((value) => value.kind === "constant")
  const isText = values.some((value) => value.kind === "constant" && typeof value.value === "string")
  return kind === "call" && name === language.constructorName && isFixed && isText
}

/** `message = "Sold out."`: it is worded once, by the class itself. */
function isText(member: Statement): boolean {
  const isWorded =
    member.kind === "assign" && member.value?.kind === "literal" && typeof member.value.value === "string"
  return isWorded && member.targets.some((one) => one.kind === "name" && isMessageKey(one.name))
}

function namesOf(member: Statement): readonly string[] {
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
