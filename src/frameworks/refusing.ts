import type { Response } from "../semantics/framework.ts"
import { settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import type { FunctionValue, Value } from "../semantics/value.ts"

/** Whether some function raises a 401 or 403 that leaves it. */
export function raisesRefusal(
  machine: Machine,
  functions: readonly FunctionValue[],
  errorAnswer: (machine: Machine, value: Value) => Response | undefined,
): boolean {
  return functions.some((of) =>
    machine.trace(of).raises.some(({ value, handledBy }) => {
      const answer = handledBy === undefined ? errorAnswer(machine, value) : undefined
      const status = answer === undefined ? undefined : knownStatus(machine, answer)
      return status === 401 || status === 403
    }),
  )
}

/** The status of an answer, where it is a number. */
export function knownStatus(machine: Machine, { status, defaultStatus }: Response): number | undefined {
  if (status === undefined) return defaultStatus
  const settled = settle(machine, status)
  return settled.kind === "constant" && typeof settled.value === "number" ? settled.value : undefined
}
