import { samePlace } from "../model/place.ts"
import type { Framework } from "../semantics/framework.ts"
import { calledFunction } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import type { CallValue, Condition, Failure, FunctionValue } from "../semantics/value.ts"
import type { Callers, CallSite } from "./callers.ts"
import { departuresOf } from "./departures.ts"
import type { Premises } from "./linked.ts"
import type { Outside } from "./outside.ts"
import type { Roles } from "./roles.ts"
import type { Unreached } from "./unreached.ts"

const depthLimit = 4

export interface AbsorbedParts {
  readonly machine: Machine
  readonly frameworks: readonly Framework[]
  readonly roles: Roles
  readonly callers: Callers
  readonly premises: Premises
  readonly unreached: Unreached
}

/** Which helpers' errors never leave: every caller that is known has an answer of its own for any of them, or drops it. */
export class Absorbed {
  readonly #machine: Machine
  readonly #frameworks: readonly Framework[]
  readonly #roles: Roles
  readonly #callers: Callers
  readonly #outside: Outside
  readonly #premises: Premises
  readonly #unreached: Unreached

  constructor({ machine, frameworks, roles, callers, premises, unreached }: AbsorbedParts, outside: Outside) {
    this.#machine = machine
    this.#frameworks = frameworks
    this.#roles = roles
    this.#callers = callers
    this.#outside = outside
    this.#premises = premises
    this.#unreached = unreached
  }

  has(of: FunctionValue, depth = 0): boolean {
    if (depth > depthLimit || this.#roles.roleOf(of) !== "helper") return false
    const sites = this.#callers.allSitesOf(of)
    return (
      sites.length > 0 &&
      sites.every(
        (site) =>
          this.#outside.has(site.from) ||
          this.#unreached.has(site.from) ||
          this.#replaces(site) ||
          this.has(site.from, depth + 1),
      ) &&
      this.#areAll(sites, of)
    )
  }

  /** A file that mentions the name without a call that is known may hold another one. */
  #areAll(sites: readonly CallSite[], { declaration, closure }: FunctionValue): boolean {
    const files = new Set([closure.file, ...sites.map(({ from }) => from.closure.file)])
    const mentions = this.#premises.mentions?.of(declaration.name)
    return mentions !== undefined && [...mentions.keys()].every((file) => files.has(file))
  }

  /** `try { await save() } catch (error) { throw new Failed(500) }`; one that looks at the error may pass it on. */
  #replaces({ from, called: { within } }: CallSite): boolean {
    const [innermost] = within
    if (innermost?.failure.broad !== true) return false
    const { failure } = innermost
    const { raises, calls, returns } = this.#machine.trace(from)
    const isHere = ({ path }: { readonly path: readonly Condition[] }) => isBehind(path, failure)
    const own = departuresOf(this.#machine, this.#frameworks, from).filter(isHere)
    return (
      !raises.some((raised) => raised.again && isHere(raised)) &&
      !calls.some((one) => isHere(one) && this.#handsOn(one.call)) &&
      returns.filter(isHere).every(({ value }) => value.kind === "constant") &&
      own.every(({ status }) => status.kind === "known" && status.value !== 401 && status.value !== 403)
    )
  }

  /** `next(error)`, `reject(error)`, `answer(res, error)`: whoever gets the error may answer with it. */
  #handsOn(made: CallValue): boolean {
    const { callee, arguments: given } = made
    if (callee.kind === "parameter") return true
    if (!given.some(({ value }) => value.kind === "caught")) return false
    const runs = calledFunction(this.#machine, made)
    if (runs !== undefined) return departuresOf(this.#machine, this.#frameworks, runs).length > 0
    return (
      callee.kind !== "external" && callee.kind !== "class" && !(callee.kind === "member" && logs.test(callee.name))
    )
  }
}

/** What only writes down what it is given. */
const logs = /^(log|trace|debug|info|warn|warning|error|exception|critical|fatal|capture\w*)$/

function isBehind(path: readonly Condition[], { at }: Failure): boolean {
  return path.some((step) => step.kind === "failure" && step.role === "branch" && samePlace(step.failure.at, at))
}
