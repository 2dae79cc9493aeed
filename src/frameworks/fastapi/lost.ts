import type { Dead } from "../../model/answer.ts"
import type { Response } from "../../semantics/framework.ts"
import { foreignConstruction } from "../../semantics/instance.ts"
import { settle } from "../../semantics/look-through.ts"
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
  const answer = how === "raise" ? errorAnswer(machine, value) : responseAnswer(machine, value)
  if (answer !== undefined && isUnsendable(machine, answer)) return { kind: "unsendable", instead: "500" }
  if (how === "raise") {
    const isOutside =
      (role === "middleware" || role === "authenticator") &&
      errorAnswer(machine, value) !== undefined &&
      !isOfAuthentication(machine, value)
    return isOutside ? { kind: "outside-handlers", instead: "500" } : undefined
  }
  if (how === "write" && role === "dependency") {
    return { kind: "unanswered", instead: "the endpoint's own answer, under this status" }
  }
  if (how !== "return") return undefined
  if (role === "handler") {
    if (errorAnswer(machine, value) !== undefined) return { kind: "returned-error", instead: "200" }
    return isStatusTuple(value) ? { kind: "returned-tuple", instead: "200" } : undefined
  }
  if (role !== "dependency" && role !== "authenticator") return undefined
  const isAnswer = errorAnswer(machine, value) !== undefined || responseAnswer(machine, value) !== undefined
  // AuthenticationMiddleware unpacks it: `auth, user = await backend.authenticate(conn)`.
  if (role === "authenticator") return isAnswer ? { kind: "misread-result", instead: "500" } : undefined
  return isAnswer || isStatusTuple(value) ? { kind: "ignored-result", instead: "the endpoint's own answer" } : undefined
}

/** Starlette calls `encode` on each header's value and `items` on their map, and compares the status with numbers. */
function isUnsendable(machine: Machine, { status, headers }: Response): boolean {
  const number = status === undefined ? undefined : settle(machine, status)
  if (number?.kind === "constant" && typeof number.value === "string") return true
  const map = headers === undefined ? undefined : settle(machine, headers)
  if (map?.kind !== "record") return map?.kind === "list"
  return map.entries.some((entry) => {
    const value = settle(machine, entry.value)
    return !entry.sometimes && (value.kind === "list" || (value.kind === "constant" && typeof value.value !== "string"))
  })
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
