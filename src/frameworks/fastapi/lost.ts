import type { Dead } from "../../model/answer.ts"
import { foreignConstruction } from "../../semantics/instance.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { Value } from "../../semantics/value.ts"
import { errorAnswer, responseAnswer } from "./answers.ts"
import { nameOf } from "./paths.ts"

/**
 * Refusals that no client gets. Starlette turns HTTPException into an answer inside its user middleware only, FastAPI
 * serialises whatever an endpoint returns, and drops what a dependency returns unless somebody takes it.
 */
export function lost(
  machine: Machine,
  role: string,
  how: string,
  value: Value,
): Omit<Dead, "repair" | "headers"> | undefined {
  if (how === "raise") {
    const isOutside =
      role === "middleware" && errorAnswer(machine, value) !== undefined && !isOfAuthentication(machine, value)
    return isOutside ? { kind: "outside-handlers", instead: "500" } : undefined
  }
  if (how !== "return") return undefined
  if (role === "handler") {
    if (errorAnswer(machine, value) !== undefined) return { kind: "returned-error", instead: "200" }
    return isStatusTuple(value) ? { kind: "returned-tuple", instead: "200" } : undefined
  }
  if (role !== "dependency") return undefined
  const isAnswer = errorAnswer(machine, value) !== undefined || responseAnswer(machine, value) !== undefined
  return isAnswer || isStatusTuple(value) ? { kind: "ignored-result", instead: "the endpoint's own answer" } : undefined
}

/** The one error that Starlette's AuthenticationMiddleware itself turns into an answer. */
function isOfAuthentication(machine: Machine, value: Value): boolean {
  const built = foreignConstruction(machine, value)
  return built?.callee.kind === "external" && nameOf(built.callee.path) === "AuthenticationError"
}

/** `return {"error": "no"}, 401`: Flask's idiom, a list to FastAPI. */
function isStatusTuple(value: Value): boolean {
  if (value.kind !== "list" || value.items.length < 2 || value.items.length > 3) return false
  const status = value.items[1]
  if (status?.kind === "constant") return typeof status.value === "number" && status.value >= 400 && status.value < 600
  return status?.kind === "external" && /\.HTTP_[45]\d\d_/.test(status.path)
}
