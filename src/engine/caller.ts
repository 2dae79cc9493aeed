import type { Answer } from "../model/answer.ts"
import { decoratorModels } from "../semantics/decorators.ts"
import type { Machine } from "../semantics/machine.ts"
import { originOf } from "../semantics/origin.ts"
import type { FunctionValue } from "../semantics/value.ts"
import type { Callers } from "./callers.ts"
import type { InFront } from "./in-front.ts"

const depthLimit = 3

/** What is known of who comes by. */
export interface CallerParts {
  readonly machine: Machine
  readonly callers: Callers
  readonly inFront: InFront
}

/**
 * Whether somebody is known to have been identified before a function runs: by its own gates, by those in front of it on
 * every route, or by those of every function that is known to call it. Never `anonymous`: who calls from where is not
 * known to the last.
 */
export function callerOf(parts: CallerParts, of: FunctionValue, depth = 0): Answer["caller"] {
  const { machine, callers, inFront } = parts
  const isIdentified = machine.trace(of).parameters.some((parameter) => {
    const injection = machine.injected(parameter)
    return injection?.kind === "gate" && originOf(machine, parameter).established
  })
  const isGated = decoratorModels(machine, of).some(
    (model) => model.kind === "refusing-gate" && model.yields === "identity",
  )
  if (isIdentified || isGated) return "authenticated"
  const ways = inFront.waysTo(of)
  const sites = callers.sitesOf(of)
  if (ways.length + sites.length === 0 || depth > depthLimit || !ways.every((isKnown) => isKnown)) return "unknown"
  return sites.every(({ from }) => callerOf(parts, from, depth + 1) === "authenticated") ? "authenticated" : "unknown"
}
