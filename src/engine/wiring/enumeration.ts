import { contains, type Place, samePlace } from "../../model/place.ts"
import type { Wiring } from "../../semantics/framework.ts"
import type { Machine } from "../../semantics/machine.ts"
import { originOf } from "../../semantics/origin.ts"
import type { FunctionValue, Value } from "../../semantics/value.ts"
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
    for (const account of accountsIn(testOf(wrong), 0)) {
      // Only what was looked up is an account that may be missing.
      if (account.kind !== "call" || originOf(machine, account).established || isById(account, 0)) continue
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
  const isText = said !== undefined && other !== undefined && said.text !== other.text
  if (!isStatus && !isText) return undefined
  const isMendable = !isStatus && said !== undefined && other !== undefined && contains(unknown.at, said.at)
  return {
    kind: "told-account",
    at: unknown.at,
    data: { how: isStatus ? `${statusOf(unknown)} instead of ${statusOf(wrong)}` : `\`${said?.text}\`` },
    evidence: wrong.at,
    why: "a wrong password is answered otherwise",
    repairs: isMendable
      ? [{ title: `Answer "${other.text}"`, edits: [{ kind: "set-text", at: said.at, text: other.text }] }]
      : [],
  }
}

function statusOf({ status }: Departure): number | undefined {
  return status.kind === "known" ? status.value : undefined
}

/** The test that a refusal stands behind. */
function testOf({ path }: Departure): Value | undefined {
  const last = path.findLast(({ role }) => role !== "after-refusal")
  return last?.kind === "test" ? last.value : undefined
}

/** The accounts whose passwords a test holds against something: `verify(password, user.password)`, `user.checkPassword(password)`. */
function accountsIn(value: Value | undefined, depth: number): readonly Value[] {
  if (value === undefined || depth > depthLimit) return []
  if (value.kind === "operation") return value.operands.flatMap((one) => accountsIn(one, depth + 1))
  if (value.kind !== "call") return []
  const given = value.arguments.map((one) => one.value)
  // Who is asked for the current password is logged in.
  if (given.length === 0 || given.some((one) => isConfirmation(nameOf(one)))) return []
  const { callee } = value
  if (callee.kind === "member" && isPasswordTest(callee.name) && given.length === 1) return [callee.object]
  return given.length < 2 ? [] : given.flatMap(accountOf)
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
