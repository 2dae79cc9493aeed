import { contains, samePlace } from "../../model/place.ts"
import { asksOf } from "../../semantics/condition.ts"
import { foreignPath } from "../../semantics/foreign-path.ts"
import type { Wiring } from "../../semantics/framework.ts"
import { calledFunction } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { FunctionValue, Value } from "../../semantics/value.ts"
import { type Departure, departuresOf } from "../departures.ts"
import { wordsOf } from "../wording.ts"
import type { Whole } from "./index.ts"

// https://cheatsheetseries.owasp.org/cheatsheets/Authentication_Cheat_Sheet.html#authentication-and-error-messages

/** How deep a test is taken apart. */
const partLimit = 8

/** A log-in whose answer says whether there is such an account. */
export function toldAccounts(machine: Machine, of: FunctionValue, whole: Whole): readonly Wiring[] {
  if (!comparesPassword(machine, of)) return []
  const refusals = departuresOf(machine, whole.frameworksOf(of), of).filter(
    ({ status }) => status.kind === "known" && status.value >= 400 && status.value < 500,
  )
  const asked = (why: string) => refusals.find(({ path }) => asksOf(machine, path)?.why === why)
  const unknown = asked("nobody is identified")
  const wrong = asked("the credential does not match")
  if (unknown === undefined || wrong === undefined || !isOfOne(machine, unknown, wrong)) return []
  const [said, other] = [wordsOf(machine, unknown), wordsOf(machine, wrong)]
  const isStatus = statusOf(unknown) !== statusOf(wrong)
  const isText = said !== undefined && other !== undefined && said.text !== other.text
  if (!isStatus && !isText) return []
  const isMendable = !isStatus && said !== undefined && other !== undefined && contains(unknown.at, said.at)
  return [
    {
      kind: "told-account",
      at: unknown.at,
      data: { how: isStatus ? `${statusOf(unknown)} instead of ${statusOf(wrong)}` : `\`${said?.text}\`` },
      evidence: wrong.at,
      why: "a wrong password is answered otherwise",
      repairs: isMendable
        ? [{ title: `Answer "${other.text}"`, edits: [{ kind: "set-text", at: said.at, text: other.text }] }]
        : [],
    },
  ]
}

/** The password is that of the account which was looked for: it was found on the way, and is what is tested. */
function isOfOne(machine: Machine, unknown: Departure, wrong: Departure): boolean {
  const sought = asksOf(machine, unknown.path)?.at
  const tested = asksOf(machine, wrong.path)?.at
  const account = unknown.path.find((step) => step.kind === "test" && step.at === sought)
  const password = wrong.path.find((step) => step.kind === "test" && step.at === tested)
  if (account?.kind !== "test" || password?.kind !== "test") return false
  const accounts = partsOf(account.value, 0)
  return partsOf(password.value, 0).some((part) => accounts.some((one) => samePlace(one.at, part.at)))
}

/** What a test is about: the calls and parameters in it. */
function partsOf(value: Value, depth: number): readonly Value[] {
  if (depth > partLimit) return []
  const inner = (one: Value) => partsOf(one, depth + 1)
  switch (value.kind) {
    case "call": {
      const given = value.arguments.flatMap((argument) => inner(argument.value))
      return [value, ...given, ...(value.callee.kind === "member" ? inner(value.callee.object) : [])]
    }
    case "member":
    case "element":
      return [value, ...inner(value.object)]
    case "operation":
      return value.operands.flatMap(inner)
    case "choice":
      return value.options.flatMap((option) => inner(option.value))
    default:
      return [value]
  }
}

function statusOf({ status }: Departure): number | undefined {
  return status.kind === "known" ? status.value : undefined
}

/** A password is held against an account's: only log-ins do. */
function comparesPassword(machine: Machine, of: FunctionValue): boolean {
  return machine.trace(of).calls.some(({ call }) => {
    const callee = call.callee.kind === "function" ? calledFunction(machine, call) : undefined
    const inner = callee === undefined ? [] : machine.trace(callee).calls.map((one) => one.call.callee)
    return [call.callee, ...inner].some((value) => isComparison(machine, value))
  })
}

function isComparison(machine: Machine, callee: Value): boolean {
  const path = callee.kind === "external" || callee.kind === "member" ? foreignPath(machine, callee) : undefined
  return path !== undefined && machine.library(path)?.kind === "comparison"
}
