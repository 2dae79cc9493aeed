import { samePlace } from "../model/place.ts"
import { optionsOf } from "../semantics/choice.ts"
import { decoratorModels } from "../semantics/decorators.ts"
import type { Framework, Response } from "../semantics/framework.ts"
import { headerOf } from "../semantics/headers.ts"
import { settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import type { FunctionValue } from "../semantics/value.ts"
import type { Callers } from "./callers.ts"

/**
 * Whether a caller puts the challenge on the answer that a helper made for it (one level up is looked at), or the
 * library that keeps the function as its answer does.
 */
export function isCompleted(
  machine: Machine,
  frameworks: readonly Framework[],
  callers: Callers,
  helper: FunctionValue,
  { built }: Response,
): boolean {
  const isKept = decoratorModels(machine, helper).some((model) => model.kind === "callback" && model.challenge)
  if (isKept) return true
  return callers.sitesOf(helper).some(({ from }) =>
    machine.trace(from).returns.some(({ value }) =>
      optionsOf(settle(machine, value)).some((option) =>
        frameworks.some((framework) => {
          const handed = framework.response(machine, option.value, from)
          if (handed === undefined || !samePlace(handed.built.at, built.at)) return false
          return headerOf(machine, handed.headers, handed.built.effects, "www-authenticate").presence !== "never"
        }),
      ),
    ),
  )
}
