import type { Role } from "../semantics/framework.ts"
import type { FunctionValue } from "../semantics/value.ts"
import type { Callers } from "./callers.ts"
import type { Roles } from "./roles.ts"

const depthLimit = 4

/**
 * The role of the functions that an error leaves for good: what a helper raises leaves those that call it. The helper's
 * own where they differ, where some handler stands around a call, or where nobody is seen to call it.
 */
export function leavingRole(roles: Roles, callers: Callers, of: FunctionValue, depth = 0): Role {
  const own = roles.roleOf(of)
  if (own !== "helper" || depth > depthLimit) return own
  const found = callers
    .sitesOf(of)
    .map(({ from, called }) => (called.within.length > 0 ? own : leavingRole(roles, callers, from, depth + 1)))
  const [first] = found
  return first !== undefined && found.every((role) => role === first) ? first : own
}
