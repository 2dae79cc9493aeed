import type { Challenge } from "../model/answer.ts"
import { samePlace } from "../model/place.ts"
import type { Framework } from "../semantics/framework.ts"
import { headerOf } from "../semantics/headers.ts"
import { settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import type { Called } from "../semantics/trace.ts"
import type { Condition, FunctionValue } from "../semantics/value.ts"
import type { Callers } from "./callers.ts"
import type { Departure } from "./departures.ts"

/**
 * The challenge that was put on the response before something refuses, where the framework keeps it: surely on the way
 * to the refusal, perhaps on others or in a caller (one level up is looked at).
 */
export function lastingChallenge(
  machine: Machine,
  frameworks: readonly Framework[],
  callers: Callers,
  { of, path, at }: Departure,
): Challenge | undefined {
  const own = settersIn(machine, frameworks, of).filter((one) => one.at.end <= at.end && !isOnAnotherWay(one, path))
  const sure = own.find((one) => one.path.every((step) => path.some((taken) => samePlace(taken.at, step.at))))
  if (sure !== undefined) return { presence: "always", text: sure.text, at: sure.at }
  const isMaybe =
    own.length > 0 || callers.sitesOf(of).some(({ from }) => settersIn(machine, frameworks, from).length > 0)
  return isMaybe ? { presence: "unknown", text: undefined } : undefined
}

interface Setter extends Pick<Called, "at" | "path"> {
  readonly text: string | undefined
}

/** `if (!token) { res.set(…); … }` says nothing of what is refused once there is a token. */
function isOnAnotherWay({ path }: Setter, taken: readonly Condition[]): boolean {
  return path.some((step) =>
    taken.some(
      (one) => one.kind === "test" && step.kind === "test" && samePlace(one.at, step.at) && one.holds !== step.holds,
    ),
  )
}

function settersIn(machine: Machine, frameworks: readonly Framework[], of: FunctionValue): readonly Setter[] {
  const own = frameworks.filter(({ language, lasting }) => lasting && language === of.closure.language.name)
  if (own.length === 0) return []
  return machine.trace(of).calls.flatMap((called): readonly Setter[] => {
    for (const framework of own) {
      const effects = framework.lasting?.(machine, called)
      const fact = effects === undefined ? undefined : headerOf(machine, undefined, effects, "www-authenticate")
      if (fact === undefined || fact.presence === "never") continue
      const value = fact.value === undefined ? undefined : settle(machine, fact.value)
      const text = value?.kind === "constant" && typeof value.value === "string" ? value.value : undefined
      return [{ at: called.at, path: called.path, text }]
    }
    return []
  })
}
