import type { Answer } from "../model/answer.ts"
import { decoratorModels } from "../semantics/decorators.ts"
import type { Machine } from "../semantics/machine.ts"
import { originOf } from "../semantics/origin.ts"
import type { FunctionValue } from "../semantics/value.ts"
import type { Callers } from "./callers.ts"

const depthLimit = 3

/**
 * Whether somebody is known to have been identified before a function runs: by its own gates, or by those of every
 * function that is known to call it. Never `anonymous`: who calls from where is not known to the last.
 */
export function callerOf(machine: Machine, callers: Callers, of: FunctionValue, depth = 0): Answer["caller"] {
  const isIdentified = machine.trace(of).parameters.some((parameter) => {
    const injection = machine.injected(parameter)
    return injection?.kind === "gate" && originOf(machine, parameter).established
  })
  const isGated = decoratorModels(machine, of).some(
    (model) => model.kind === "refusing-gate" && model.yields === "identity",
  )
  if (isIdentified || isGated) return "authenticated"
  const sites = callers.sitesOf(of)
  if (sites.length === 0 || depth > depthLimit) return "unknown"
  return sites.every(({ from }) => callerOf(machine, callers, from, depth + 1) === "authenticated")
    ? "authenticated"
    : "unknown"
}
