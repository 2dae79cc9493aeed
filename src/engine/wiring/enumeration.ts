import { contains, type Place, samePlace } from "../../model/place.ts"
import type { Wiring } from "../../semantics/framework.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import { originOf } from "../../semantics/origin.ts"
import type { FunctionValue, Operation, Value } from "../../semantics/value.ts"
import { isConfirmation, isPassword, isPasswordTest, isRecordId } from "../../semantics/vocabulary.ts"
import { type Departure, departuresOf } from "../departures.ts"
import { wordsOf } from "../wording.ts"
import type { Whole } from "./index.ts"

// https://cheatsheetseries.owasp.org/cheatsheets/Authentication_Cheat_Sheet.html#authentication-and-error-messages

const depthLimit = 6

/**
 * A log-in whose answer says whether there is such an account: one refusal is for an account that is not there, another
 * one for its password, which is held against what was sent.
 */
export function toldAccounts(machine: Machine, of: FunctionValue, whole: Whole): readonly Wiring[] {
  const refusals = departuresOf(machine, whole.frameworksOf(of), of).filter(
    ({ status }) => status.kind === "known" && status.value >= 400 && status.value < 500,
  )
  if (refusals.length < 2) return []
  for (const wrong of refusals) {
    for (const account of accountsIn(...deciding(wrong), 0)) {
      // Only what was looked up is an account that may be missing.
      if (account.kind !== "call" || originOf(machine, account).established || isById(account, 0)) continue
      // `authenticate(email, password)` gives nothing for either.
      if (account.arguments.some(({ value }) => isPassword(nameOf(value)))) continue
      const unknown = refusals.find((one) => one !== wrong && isOf(testOf(one), account.at, 0))
      const told = unknown === undefined ? undefined : differing(machine, unknown, wrong)
      if (told !== undefined) return [told]
    }
  }
  return []
}

function differing(machine: Machine, unknown: Departure, wrong: Departure): Wiring | undefined {
  const [said, other] = [wordsOf(machine, unknown), wordsOf(machine, wrong)]
  const isStatus = statusOf(unknown) !== statusOf(wrong)
  const own = ownText(machine, unknown, wrong)
  if (!isStatus && own === undefined) return undefined
  const isMendable = !isStatus && said !== undefined && other !== undefined && contains(unknown.at, said.at)
  return {
    kind: "told-account",
    at: unknown.at,
    data: { how: isStatus ? `${statusOf(unknown)} instead of ${statusOf(wrong)}` : `\`${own}\`` },
    evidence: wrong.at,
    why: "a wrong password is answered otherwise",
    repairs: isMendable
      ? [{ title: `Answer "${other.text}"`, edits: [{ kind: "set-text", at: said.at, text: other.text }] }]
      : [],
  }
}

/** What one of two answers says and the other does not, where all that both may say is known. */
function ownText(machine: Machine, one: Departure, other: Departure): string | undefined {
  const [texts, others] = [one, other].map(({ response }) =>
    response === undefined ? undefined : textsIn(machine, response.body, 0),
  )
  if (texts === undefined || others === undefined || others.length === 0) return undefined
  return texts.find((text) => !others.includes(text))
}

/** Every text that a body may hold; `undefined` where some of it is not known. */
function textsIn(machine: Machine, values: readonly Value[], depth: number): readonly string[] | undefined {
  if (depth > depthLimit) return undefined
  const found = values.map((value): readonly string[] | undefined => {
    const settled = settle(machine, value)
    switch (settled.kind) {
      case "constant":
        return typeof settled.value === "string" ? [settled.value] : []
      // A name of a library's: `HttpStatus.UNAUTHORIZED`.
      case "external":
        return []
      case "record": {
        const held = settled.entries.map((entry) => entry.value)
        return settled.open ? undefined : textsIn(machine, held, depth + 1)
      }
      case "list":
        return textsIn(machine, settled.items, depth + 1)
      case "choice": {
        const options = settled.options.map((option) => option.value)
        return textsIn(machine, options, depth + 1)
      }
      default:
        return undefined
    }
  })
  return found.every((texts) => texts !== undefined) ? found.flat() : undefined
}

function statusOf({ status }: Departure): number | undefined {
  return status.kind === "known" ? status.value : undefined
}

/** The test that a refusal stands behind. */
function testOf({ path }: Departure): Value | undefined {
  const last = path.findLast(({ role }) => role !== "after-refusal")
  return last?.kind === "test" ? last.value : undefined
}

/** The same test, and whether it holds there. */
function deciding({ path }: Departure): readonly [test: Value | undefined, holds: boolean] {
  const last = path.findLast(({ role }) => role !== "after-refusal")
  return last?.kind === "test" ? [last.value, last.holds] : [undefined, false]
}

/** The accounts whose passwords are not what was sent: `!verify(password, user.password)`, `!user.checkPassword(password)`. */
function accountsIn(value: Value | undefined, holds: boolean, depth: number): readonly Value[] {
  if (value === undefined || depth > depthLimit) return []
  if (value.kind === "operation") {
    const isTurned = isDenial(value)
    return value.operands.flatMap((one) => accountsIn(one, holds !== isTurned, depth + 1))
  }
  // The one that matches is refused: the new password is the old one.
  if (value.kind !== "call" || holds) return []
  const given = value.arguments.map((one) => one.value)
  // Who is asked for the current password is logged in.
  if (given.length === 0 || given.some((one) => isConfirmation(nameOf(one)))) return []
  const { callee } = value
  if (callee.kind === "member" && isPasswordTest(callee.name) && given.length === 1) return [callee.object]
  return given.length < 2 ? [] : given.flatMap(accountOf)
}

/** `not verify(…)`, `verify(…) === false`, `verify(…) != True`. */
function isDenial({ operator, operands }: Operation): boolean {
  if (operator === "not") return true
  const [, right] = operands
  if (right?.kind !== "constant" || typeof right.value !== "boolean") return false
  return /^(==|same)$/.test(operator) ? !right.value : /^(!=|not-same)$/.test(operator) && right.value
}

/** `user.password_hash` is the user's. */
function accountOf(value: Value): readonly Value[] {
  const isHeld = (value.kind === "member" || value.kind === "element") && isPassword(nameOf(value))
  return isHeld ? [value.object] : []
}

function nameOf(value: Value): string {
  if (value.kind === "member") return value.name
  if (value.kind === "parameter") return value.parameter.name
  return value.kind === "element" && value.index?.kind === "constant" ? String(value.index.value) : ""
}

/** Whether a test asks for what was made at a place, and for nothing else: `not user`, `user is None`. */
function isOf(value: Value | undefined, account: Place, depth: number): boolean {
  if (value === undefined || depth > depthLimit) return false
  if (value.kind !== "operation") return samePlace(value.at, account)
  return value.operands.every((one) => one.kind === "constant" || isOf(one, account, depth + 1))
}

/** What is looked up by an id is no account that somebody guesses the name of. */
function isById(value: Value, depth: number): boolean {
  if (depth > depthLimit) return false
  if (value.kind === "call") return value.arguments.some((one) => isById(one.value, depth + 1))
  if (value.kind === "record")
    return value.entries.some(({ key, value: held }) => isRecordId(key) || isById(held, depth + 1))
  return isRecordId(nameOf(value))
}
