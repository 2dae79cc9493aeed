import { foreignPath } from "../../semantics/foreign-path.ts"
import type { Optional } from "../../semantics/framework.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { Value } from "../../semantics/value.ts"
import { optionsOf } from "../options.ts"

/** The option that makes them let everybody pass, by what makes the middleware. */
const options: Readonly<Record<string, string>> = {
  "express-jwt": "credentialsRequired",
  "express-jwt.default": "credentialsRequired",
  "express-jwt.expressjwt": "credentialsRequired",
  "express-oauth2-jwt-bearer.auth": "authRequired",
}

// https://github.com/auth0/express-jwt#multi-tenancy, https://github.com/auth0/node-oauth2-jwt-bearer

/** `expressjwt({ secret, algorithms, credentialsRequired: false })` */
export function optionalGate(machine: Machine, value: Value): Optional | undefined {
  if (value.kind !== "call") return undefined
  const option = options[foreignPath(machine, value.callee) ?? ""]
  const given = option === undefined ? undefined : optionsOf(machine, value, 0)
  const told = option === undefined ? undefined : given?.of(option)
  // Where what was found is kept is told by another option.
  if (told?.kind !== "constant" || told.value !== false || given?.of("requestProperty") !== undefined) return undefined
  return { how: `\`${option}: false\``, at: value.at, name: "req.auth", none: "undefined", holds }
}

/** Versions of express-jwt before 7 keep it as `req.user`. */
function holds(machine: Machine, value: Value): boolean {
  return /^express\.Request\.(auth|user)$/.test(foreignPath(machine, value) ?? "")
}
