import { foreignPath } from "../../semantics/foreign-path.ts"
import type { Optional } from "../../semantics/framework.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { Value } from "../../semantics/value.ts"

const root = "flask_jwt_extended"
/** What is None where nobody sent a token; `get_jwt()` gives an empty dictionary then. */
const holders = new Set([`${root}.current_user`, `${root}.get_current_user`, `${root}.get_jwt_identity`])

// https://flask-jwt-extended.readthedocs.io/en/stable/optional_endpoints.html; version 3 has a decorator of its own.

/** `@jwt_required(optional=True)` */
export function optionalGate(machine: Machine, value: Value): Optional | undefined {
  const path = foreignPath(machine, value.kind === "call" ? value.callee : value)
  if (path !== `${root}.jwt_required` && path !== `${root}.jwt_optional`) return undefined
  const told = value.kind === "call" ? value.arguments.find(({ name }) => name === "optional")?.value : undefined
  const isOptional = path.endsWith("jwt_optional") || (told?.kind === "constant" && told.value === true)
  if (!isOptional) return undefined
  const how = path.endsWith("jwt_optional") ? "`jwt_optional`" : "`optional=True`"
  return { how, at: value.at, name: "current_user", none: "None", holds }
}

function holds(machine: Machine, value: Value): boolean {
  const path = foreignPath(machine, value.kind === "call" ? value.callee : value)
  return path !== undefined && holders.has(path)
}
