import { foreignPath } from "../../semantics/foreign-path.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, Value } from "../../semantics/value.ts"
import { optionsOf } from "../options.ts"

// https://www.passportjs.org/concepts/authentication/middleware, https://github.com/auth0/node-oauth2-jwt-bearer,
// https://github.com/LionC/express-basic-auth and https://github.com/modelcontextprotocol/typescript-sdk. express-jwt is
// none of them: it lets a preflight pass that announces an Authorization header.

const gates =
  /^(express-oauth2-jwt-bearer\.auth|express-basic-auth(\.default)?|@modelcontextprotocol\/sdk\/.*\.requireBearerAuth)$/

/** Whether a middleware of a package refuses whoever brings no credential, whatever the method. */
export function isGate(machine: Machine, value: Value): boolean {
  if (value.kind !== "call") return false
  const path = foreignPath(machine, value.callee) ?? ""
  if (path === "passport.authenticate" || path === "passport.default.authenticate") return isStrict(machine, value)
  const required = gates.test(path) ? optionsOf(machine, value, 0).of("authRequired") : undefined
  return gates.test(path) && !(required?.kind === "constant" && required.value === false)
}

/** A callback decides itself, and a strategy for nobody lets everybody pass. */
function isStrict(machine: Machine, made: CallValue): boolean {
  const [strategy, ...rest] = made.arguments.map(({ value }) => value)
  const names = strategy?.kind === "list" ? strategy.items : [strategy]
  const known = names.every((name) => name?.kind === "constant" && name.value !== "anonymous")
  const redirects = optionsOf(machine, made, 1).of("failureRedirect") !== undefined
  return known && !redirects && rest.every(({ kind }) => kind === "record")
}
