import type { Statement } from "../ir/statement.ts"
import { isErrorCode, isInputError, isMessageKey, isRefusedInput } from "./error-vocabulary.ts"
import { lineage, ownMember } from "./lineage.ts"
import type { Machine } from "./machine.ts"
import type { ClassValue, External } from "./value.ts"
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
  const names = owner.declaration.body.flatMap(namesOf)
  return [...names, ...namesSet(machine, owner)].some((name) => isStatusName(name) || isErrorCode(name))
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
function namesSet(machine: Machine, owner: ClassValue): readonly string[] {
  const method = ownMember(machine, owner, owner.closure.language.constructorName, undefined, owner)
  if (method?.kind !== "function") return []
  const { receiver } = machine.trace(method)
  return (receiver?.effects ?? []).flatMap((effect) =>
    effect.kind === "member" && effect.path.length === 0 && effect.name !== undefined ? [effect.name] : [],
  )
}
