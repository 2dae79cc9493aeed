import type { Parameter } from "../ir/statement.ts"
import { optionsOf } from "../semantics/choice.ts"
import { judgeFailure } from "../semantics/failure.ts"
import type { Machine } from "../semantics/machine.ts"
import type { Bindings, Condition, Failure, FunctionValue, Value } from "../semantics/value.ts"
import { isStatusName } from "../semantics/vocabulary.ts"
import { type CallerParts, callerOf } from "./caller.ts"
import type { Callers } from "./callers.ts"
import type { Departure } from "./departures.ts"

/**
 * Whether an answer tells what somebody else said, and not of who is asking here: another server's status, or a
 * service that refused this server's own key.
 * @param errors what the error parameter of an error handler stands for, once for each error that it takes
 */
export function isForwarded(parts: CallerParts, departure: Departure, errors: readonly Bindings[]): boolean {
  const { machine, callers } = parts
  const { path, of } = departure
  // What an error handler is given came from here.
  const own = new Set(errors.flatMap((bindings) => [...bindings.keys()]))
  if (path.some((condition) => isStatusOfAnother(condition, departure, own))) return true
  const caught = errors
    .flatMap((bindings) => [...bindings.values()])
    .flatMap((value) => (value.kind === "caught" ? [value.failure] : []))
  const failures = path.flatMap((condition) =>
    condition.kind === "failure" && condition.role === "branch" ? [condition.failure] : [],
  )
  if ([...failures, ...caught].some((failure) => isOfProvider(machine, callers, failure))) return true
  const last = path.findLast(({ role }) => role !== "after-refusal")
  return last?.kind === "failure" && isOfSomethingElse(parts, of, last.failure)
}

/** `if answer.status_code == 401: raise HTTPException(401)` tells what another server said. */
function isStatusOfAnother(condition: Condition, { status }: Departure, own: ReadonlySet<Parameter>): boolean {
  if (status.kind !== "known" || condition.kind !== "test" || condition.role !== "branch" || !condition.holds)
    return false
  const { value: expected } = status
  return demandsStatus(condition.value, expected, own)
}

/** `answer.status === 401 && provider`: wherever it holds, the status of an answer that was got is this one. */
function demandsStatus(value: Value, expected: number, own: ReadonlySet<Parameter>): boolean {
  if (value.kind !== "operation") return false
  const [left, right] = value.operands
  if (value.operator === "and") return value.operands.some((operand) => demandsStatus(operand, expected, own))
  if (left === undefined || right === undefined || !statusTests.has(value.operator)) return false
  const isStatus = optionsOf(left).some(
    ({ value: one }) =>
      one.kind === "member" &&
      isStatusName(one.name) &&
      !(one.object.kind === "parameter" && own.has(one.object.parameter)),
  )
  const statuses = right.kind === "list" ? right.items : [right]
  return isStatus && statuses.some((one) => one.kind === "constant" && one.value === expected)
}

const statusTests = new Set(["==", "same", "in"])

/** An error of a service that refused this server, or one of the project's own that stands for it. */
function isOfProvider(machine: Machine, callers: Callers, { types }: Failure): boolean {
  return types.some(
    (type) =>
      isProviderError(machine, type) ||
      (type.kind === "class" &&
        callers
          .raisesOf(type)
          .some(({ path }) =>
            path.some(
              (condition) =>
                condition.kind === "failure" &&
                condition.failure.types.some((inner) => isProviderError(machine, inner)),
            ),
          )),
  )
}

function isProviderError(machine: Machine, type: Value): boolean {
  const model = type.kind === "external" ? machine.library(type.path) : undefined
  return model?.kind === "failure" && model.of === "provider"
}

/** Who is asking has been settled before; that an error is called `CredentialsError` does not open it again. */
function isOfSomethingElse(parts: CallerParts, of: FunctionValue, failure: Failure): boolean {
  const { kind, strong } = judgeFailure(parts.machine, failure)
  return kind === "authentication" && !strong && callerOf(parts, of) === "authenticated"
}
