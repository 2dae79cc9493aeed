import { settle } from "../../../semantics/look-through.ts"
import type { Machine } from "../../../semantics/machine.ts"
import type { Value } from "../../../semantics/value.ts"
import { errorAnswer } from "../answers.ts"
import { isScheme } from "../dependencies.ts"

const depthLimit = 4

/**
 * Whether a function, or what is injected into it, may answer 401 or 403.
 * @param unclear what holds where that is not known
 */
export function refuses(machine: Machine, value: Value, unclear: boolean): boolean {
  const find = () => mayRefuse(machine, value, unclear, new Set(), 0)
  return machine.recall(unclear ? "may refuse" : "refuses", value, find)
}

/** @param seen functions that were asked already: what they say is counted once */
function mayRefuse(machine: Machine, value: Value, unclear: boolean, seen: Set<unknown>, depth: number): boolean {
  if (depth > depthLimit) return unclear
  if (isScheme(machine, value)) return true
  if (value.kind === "call") return mayRefuse(machine, value.callee, unclear, seen, depth + 1)
  if (value.kind !== "function") return unclear && value.kind === "unknown"
  if (seen.has(value.declaration)) return false
  seen.add(value.declaration)
  const { raises, calls, parameters } = machine.trace(value)
  const own = raises.some((raised) => {
    const answer = errorAnswer(machine, raised.value)
    if (answer === undefined) return unclear
    const known = answer.status === undefined ? undefined : settle(machine, answer.status)
    return known?.kind === "constant" ? known.value === 401 || known.value === 403 : unclear
  })
  if (own) return true
  const injected = parameters.flatMap((parameter) => machine.injected(parameter) ?? [])
  // The form of a log-in is a security class, and refuses nobody.
  const gates = injected.filter(({ kind, scheme }) => kind !== "credential" || scheme !== undefined)
  const inner = gates.map(({ value: given }) => (given.kind === "call" ? given.callee : given))
  const called = calls.flatMap(({ call }) => (call.callee.kind === "function" ? [call.callee] : []))
  return [...inner, ...called].some((one) => mayRefuse(machine, one, unclear, seen, depth + 1))
}
