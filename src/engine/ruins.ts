import { samePlace } from "../model/place.ts"
import type { ErrorHandler } from "../semantics/app.ts"
import { optionsOf } from "../semantics/choice.ts"
import type { Framework, Response } from "../semantics/framework.ts"
import { headerOf } from "../semantics/headers.ts"
import { settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import { typeTruth } from "../semantics/type-test.ts"
import type { CallValue, Condition, Constant, Value } from "../semantics/value.ts"
import { type HandlerResult, transform } from "./handlers.ts"

/** What a handler makes of a 401 of the framework's own. */
export interface Ruin {
  readonly response: Response
  /** The status that the 401 leaves with; `undefined` where that stays, and only its challenge is lost. */
  readonly becomes: number | undefined
  /** It is a 401 whatever the error says: one that the handler makes. */
  readonly isFresh: boolean
}

/**
 * The sends of a handler that lose the challenge of a 401 that had one, or make something else of every 401 that comes.
 * @param probe such a 401, to see what the handler makes of it
 */
export function ruinsOf(
  machine: Machine,
  frameworks: readonly Framework[],
  handler: ErrorHandler,
  probe: CallValue,
): readonly Ruin[] {
  const results = transform(machine, frameworks, handler, probe)
  const isChallenged = frameworks.some((framework) => {
    const response = framework.error(machine, probe)
    return (
      response !== undefined &&
      headerOf(machine, response.headers, response.built.effects, "www-authenticate").presence !== "never"
    )
  })
  const dropped = isChallenged ? results.flatMap((result) => droppedBy(machine, result, probe)) : []
  return dropped.length > 0 ? dropped : failuresIn(machine, handler, results)
}

function droppedBy(machine: Machine, result: HandlerResult, { at }: CallValue): readonly Ruin[] {
  if (result === "handed-on" || result === "unknown") return []
  const { response, path } = result
  if (response.open || !statusesIn(machine, response).includes(401) || isForOthers(machine, path)) return []
  const { presence } = headerOf(machine, response.headers, response.built.effects, "www-authenticate")
  // What the error says stands where the error is made.
  const isFresh = statusOptions(machine, response).every((status) => status !== undefined && !samePlace(status.at, at))
  return presence === "never" ? [{ response, becomes: undefined, isFresh }] : []
}

/** Behind `error instanceof ProviderError` only that package's errors are answered, and nobody knows what they carry. */
function isForOthers(machine: Machine, path: readonly Condition[]): boolean {
  return path.some((step) => step.kind === "test" && asksForOthers(machine, step.value, step.holds))
}

/** A test for a type that holds, of which it is not known whether it does. */
function asksForOthers(machine: Machine, value: Value, holds: boolean): boolean {
  if (value.kind !== "operation") return false
  const { operator, operands } = value
  const [left, right] = operands
  if (operator === "not") return left !== undefined && asksForOthers(machine, left, !holds)
  if (operator === "and" || operator === "or") {
    const inner = (one: Value) => asksForOthers(machine, one, holds)
    return (operator === "and") === holds ? operands.some(inner) : operands.every(inner)
  }
  if (operator !== "instance-of" || !holds || left === undefined || right === undefined) return false
  return typeTruth(machine, left, right) === undefined
}

/** A handler of everything that has nothing but failures of the server for a refusal: `res.status(500).send("sorry")`. */
function failuresIn(machine: Machine, { broad }: ErrorHandler, results: readonly HandlerResult[]): readonly Ruin[] {
  if (broad !== true) return []
  const failures: Ruin[] = []
  for (const result of results) {
    if (result === "handed-on" || result === "unknown") return []
    const statuses = statusesIn(machine, result.response)
    if (statuses.some((status) => typeof status !== "number" || status === 401 || status < 400)) return []
    const failure = statuses.find((status) => typeof status === "number" && status >= 500)
    if (typeof failure === "number") failures.push({ response: result.response, becomes: failure, isFresh: false })
  }
  return failures
}

/** The statuses that an answer may have; what is no number is not known. */
function statusesIn(machine: Machine, response: Response): readonly unknown[] {
  if (response.status === undefined) return [response.defaultStatus]
  return statusOptions(machine, response).map((status) => status?.value)
}

function statusOptions(machine: Machine, { status }: Response): readonly (Constant | undefined)[] {
  if (status === undefined) return []
  return optionsOf(settle(machine, status)).map(({ value }) => (value.kind === "constant" ? value : undefined))
}
