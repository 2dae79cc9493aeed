import type { FileConfig } from "../model/config.ts"
import { isDebug } from "../semantics/debug.ts"
import type { FunctionValue } from "../semantics/value.ts"
import type { Callers } from "./callers.ts"

const depthLimit = 3

/** Whether every call of a function that is known stands under a debug flag, or in a function of which that is so. */
export function isForDevelopers(
  callers: Callers,
  of: FunctionValue,
  config: Pick<FileConfig, "debugFlags">,
  depth = 0,
): boolean {
  const sites = callers.sitesOf(of)
  if (sites.length === 0 || depth > depthLimit) return false
  return sites.every(
    ({ from, called }) =>
      called.path.some((condition) => isDebug(condition, config.debugFlags)) ||
      isForDevelopers(callers, from, config, depth + 1),
  )
}
