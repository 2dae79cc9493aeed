import type { FunctionValue } from "../semantics/value.ts"
import type { Callers } from "./callers.ts"
import { functionKey } from "./functions.ts"
import type { Roles } from "./roles.ts"

const depthLimit = 4

/** Which functions run apart from requests, so that what they raise answers none. */
export class Outside {
  readonly #roles: Roles
  readonly #callers: Callers
  readonly #known = new Map<string, boolean>()

  constructor(roles: Roles, callers: Callers) {
    this.#roles = roles
    this.#callers = callers
  }

  /** A function that a framework runs so, or one that only such functions call. */
  has(of: FunctionValue, depth = 0): boolean {
    const role = this.#roles.roleOf(of)
    if (role === "outside") return true
    if (role !== "helper" || depth > depthLimit) return false
    const key = functionKey(of)
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const sites = this.#callers.allSitesOf(of)
    const isOutside = sites.length > 0 && sites.every(({ from }) => this.has(from, depth + 1))
    // What is cut short deep down is no answer for others.
    if (depth === 0) this.#known.set(key, isOutside)
    return isOutside
  }
}
