import type { Challenge, Dead, Exit } from "../model/answer.ts"
import type { Asks } from "../model/asks.ts"
import { type Config, configOf } from "../model/config.ts"
import type { Edit, Slot } from "../model/edit.ts"
import { optionsOf } from "../semantics/choice.ts"
import { asksOf } from "../semantics/condition.ts"
import { decoratorModels } from "../semantics/decorators.ts"
import type { Framework, Response, Role } from "../semantics/framework.ts"
import { type HeaderFact, headerOf } from "../semantics/headers.ts"
import { settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import type { Condition, FunctionValue, Value } from "../semantics/value.ts"
import { isBesideThePoint } from "../semantics/vocabulary.ts"
import { Absorbed, type AbsorbedParts } from "./absorbed.ts"
import { causeOf } from "./blame.ts"
import type { CallerParts } from "./caller.ts"
import type { Callers } from "./callers.ts"
import { catchAllOf } from "./catch-all.ts"
import { isCompleted } from "./completed.ts"
import { type Departure, departuresOf } from "./departures.ts"
import { isForDevelopers } from "./for-developers.ts"
import { isForwarded } from "./forwarded.ts"
import { goesOnAt } from "./goes-on.ts"
import { isHiding } from "./hiding.ts"
import { lastingChallenge } from "./lasting.ts"
import { leaksOf } from "./leaks.ts"
import { leavingRole } from "./leaving-role.ts"
import { Opposites } from "./opposites.ts"
import { Outside } from "./outside.ts"
import { isPassedOn } from "./passed-on.ts"
import type { Roles } from "./roles.ts"
import { headersSlot, slotsOf } from "./slots.ts"
import type { Unreached } from "./unreached.ts"
import { comparedIn, wordsOf } from "./wording.ts"

const unasked: Asks = { kind: "unknown", strong: false, why: "nothing on the way is tested", at: undefined }

/** Turns departures into exits: what they ask, what they leak, whether they reach anybody. */
export class Exits {
  readonly #machine: Machine
  readonly #frameworks: readonly Framework[]
  readonly #roles: Roles
  readonly #callers: Callers
  readonly #config: Config
  readonly #opposites: Opposites
  readonly #outside: Outside
  readonly #absorbed: Absorbed
  readonly #unreached: Unreached
  readonly #parts: CallerParts

  constructor(parts: AbsorbedParts & CallerParts, config: Config) {
    this.#parts = parts
    const { machine, frameworks, roles, callers } = parts
    this.#machine = machine
    this.#frameworks = frameworks
    this.#roles = roles
    this.#callers = callers
    this.#config = config
    this.#opposites = new Opposites(machine, frameworks)
    this.#outside = new Outside(roles, callers)
    this.#absorbed = new Absorbed(parts, this.#outside)
    this.#unreached = parts.unreached
  }

  /** The departures of a function that {@link exit} makes exits of. */
  departuresOf(of: FunctionValue, role: Exit["role"]): readonly Departure[] {
    if (this.#outside.has(of)) return []
    const departures = [...departuresOf(this.#machine, this.#frameworks, of), ...this.#lost(of, role)]
    if (departures.length === 0 || this.#unreached.has(of)) return []
    const isAbsorbed = departures.some(({ how }) => how === "raise") && this.#absorbed.has(of)
    return departures.filter(({ how, status }) => status.kind !== "given" && !(isAbsorbed && how === "raise"))
  }

  exit(departure: Departure, role: Exit["role"]): Exit {
    const { of, how, at, response, status } = departure
    const header = response === undefined ? undefined : this.#challenge(departure, response)
    return {
      at,
      how,
      function: of.declaration.name,
      role,
      status:
        status.kind === "known"
          ? { known: true, value: status.value, at: status.at }
          : { known: false, why: status.kind === "given" ? "a parameter" : status.why },
      cause: causeOf(this.#machine, departure),
      challenge: header ?? { presence: "unknown", text: undefined },
      asks: this.#asks(departure, header),
      leaks: this.#leaks(departure, role),
      says: isHiding(this.#machine, this.#frameworks, departure) ? undefined : wordsOf(this.#machine, departure),
      compared: comparedIn(this.#machine, departure.path),
      catchAll: catchAllOf(this.#machine, departure),
      forwarded: isForwarded(this.#parts, departure, this.#roles.errorsOf(of)),
      dead: this.#dead(departure, role),
      goesOn: goesOnAt(this.#machine, this.#frameworks, departure),
      slots: { ...slotsOf(this.#machine, departure), opposite: this.#opposites.of(departure) },
    }
  }

  /** What a helper shows that is only called while somebody develops, nobody else sees. */
  #leaks(departure: Departure, role: Exit["role"]): Exit["leaks"] {
    const { of } = departure
    if (role === "helper" && isForDevelopers(this.#callers, of, configOf(this.#config, of.closure.file))) return []
    return leaksOf(this.#machine, departure, this.#roles, this.#config)
  }

  #challenge(departure: Departure, response: Response): Challenge {
    const { of, how } = departure
    const challenge = challengeOf(this.#machine, response)
    if (challenge.presence !== "never") return challenge
    if (how === "raise" || how === "send")
      return lastingChallenge(this.#machine, this.#frameworks, this.#callers, departure) ?? challenge
    if (how !== "return") return challenge
    const isOpen = isCompleted(this.#machine, this.#frameworks, this.#callers, of, response)
    return isOpen ? { presence: "unknown", text: undefined } : challenge
  }

  #asks(departure: Departure, challenge: Challenge | undefined): Asks {
    const { status } = departure
    if (status.kind === "known" && status.value !== 401 && status.value !== 403) return unasked
    // RFC 6750's error codes and RFC 9470's name the reason themselves.
    const code = /\berror\s*=\s*"?(\w+)/.exec(challenge?.text ?? "")?.[1]
    const at = departure.at
    if (code === "insufficient_scope") return { kind: "authorization", strong: true, why: `it says ${code} itself`, at }
    if (code === "invalid_token") return { kind: "authentication", strong: true, why: `it says ${code} itself`, at }
    if (code === "insufficient_user_authentication") return { ...unasked, why: "a step-up, which RFC 9470 answers 401" }
    const { declaration, owner } = departure.of
    if (isBesideThePoint(declaration.name) || isBesideThePoint(owner?.declaration.name ?? "")) {
      return { ...unasked, why: "neither authentication nor authorization" }
    }
    const own = this.#turned(departure) ?? asksOf(this.#machine, departure.path)
    return own ?? this.#fromCallers(departure.of) ?? this.#fromLibrary(departure) ?? unasked
  }

  /** A library calls the function where nobody was identified: `@jwt.expired_token_loader`. */
  #fromLibrary({ of }: Departure): Asks | undefined {
    const model = decoratorModels(this.#machine, of).find((one) => one.kind === "callback" && one.asks !== undefined)
    if (model?.kind !== "callback" || model.asks === undefined) return undefined
    return { kind: model.asks, strong: true, why: "it answers where nobody was identified", at: undefined }
  }

  /** `except Exception: raise HTTPException(401)` around a 403 for lack of rights answers that lack as well. */
  #turned({ of, path, status }: Departure): Asks | undefined {
    const last = path.findLast(({ role }) => role !== "after-refusal")
    if (last?.kind !== "failure" || status.kind !== "known" || status.value !== 401) return undefined
    for (const inner of departuresOf(this.#machine, this.#frameworks, of)) {
      const isTurned = inner.handledBy?.failure === last.failure && !isPassedOn(this.#machine, this.#frameworks, inner)
      if (!isTurned || inner.status.kind !== "known" || inner.status.value !== 403) continue
      const asks = asksOf(this.#machine, inner.path)
      if (asks?.kind === "authorization") return { ...asks, why: "a 403 is caught and becomes this 401", at: inner.at }
    }
    return undefined
  }

  /** A helper that always refuses asks what its callers ask, where they agree. */
  #fromCallers(of: FunctionValue): Asks | undefined {
    const asked = this.#callers.sitesOf(of).map(({ called }) => asksOf(this.#machine, called.path))
    const [first] = asked
    if (first === undefined || !asked.every((asks) => asks?.kind === first.kind)) return undefined
    return { ...first, strong: asked.every((asks) => asks?.strong === true) }
  }

  #dead(departure: Departure, role: Role): Dead | undefined {
    if (departure.handledBy !== undefined && !isPassedOn(this.#machine, this.#frameworks, departure))
      return { kind: "swallowed", instead: "what the handler around it gives", repair: undefined, headers: undefined }
    const { of, value, at, how } = departure
    const leaving = how === "raise" ? leavingRole(this.#roles, this.#callers, of) : role
    for (const framework of this.#roles.frameworksOf(of)) {
      const dead = framework.lost?.(this.#machine, leaving, how, value)
      if (dead === undefined) continue
      const repair = framework.repairs?.reach(this.#machine, { dead, role, of, value, at })
      return { ...dead, repair, headers: headersAfter(repair, departure.response) }
    }
    return undefined
  }

  /** Returned values that look like refusals and are none. */
  #lost(of: FunctionValue, role: Role): readonly Departure[] {
    return this.#machine.trace(of).returns.flatMap(({ value, path, at }): readonly Departure[] =>
      optionsOf(settle(this.#machine, value)).flatMap((option): readonly Departure[] => {
        const status = this.#lostStatus(of, option.value, role)
        if (status === undefined) return []
        const where: readonly Condition[] = [...path, ...option.when]
        return [
          {
            of,
            how: "return",
            at,
            value: option.value,
            response: this.#error(of, option.value),
            status: { kind: "known", value: status, at: undefined },
            path: where,
            handledBy: undefined,
          },
        ]
      }),
    )
  }

  #error(of: FunctionValue, value: Value): Response | undefined {
    for (const framework of this.#roles.frameworksOf(of)) {
      const response = framework.error(this.#machine, value)
      if (response !== undefined) return response
    }
    return undefined
  }

  #lostStatus(of: FunctionValue, value: Value, role: Role): number | undefined {
    for (const framework of this.#roles.frameworksOf(of)) {
      if (framework.response(this.#machine, value, of) !== undefined) return undefined
      if (framework.lost?.(this.#machine, role, "return", value) === undefined) continue
      const error = framework.error(this.#machine, value)
      if (error !== undefined && error.status === undefined) return error.defaultStatus
      const status = error?.status ?? (value.kind === "list" ? value.items[1] : undefined)
      const known = status === undefined ? undefined : settle(this.#machine, status)
      const number = known?.kind === "constant" ? known.value : statusName(known)
      if (typeof number === "number") return number
    }
    return undefined
  }
}

/** A rewritten answer takes its headers where it is written; one that only leaves otherwise, where it is made. */
function headersAfter(repair: readonly Edit[] | undefined, response: Response | undefined): Slot | undefined {
  if (repair === undefined) return undefined
  const codes = repair.flatMap((edit) => ("code" in edit ? (edit.code ?? []) : []))
  if (codes.some((part) => typeof part !== "string" && part.kind === "headers")) return { kind: "new" }
  return codes.length > 0 || response === undefined ? undefined : headersSlot(response, response.built.at)
}

function statusName(value: Value | undefined): number | undefined {
  const digits = value?.kind === "external" ? /HTTP_(\d{3})/.exec(value.path)?.[1] : undefined
  return digits === undefined ? undefined : Number(digits)
}

/** The challenge of an answer as it was made. */
export function challengeOf(machine: Machine, response: Response): Challenge {
  if (response.open && response.headers === undefined) return { presence: "unknown", text: undefined }
  const fact: HeaderFact = headerOf(machine, response.headers, response.built.effects, "www-authenticate")
  if (fact.value === undefined) return { presence: fact.presence, text: undefined }
  const value = settle(machine, fact.value)
  return { presence: fact.presence, text: textOf(value), at: value.at }
}

/** Text as far as it is known; a hole is `…`. */
function textOf(settled: Value): string | undefined {
  if (settled.kind === "constant") return typeof settled.value === "string" ? settled.value : undefined
  if (settled.kind !== "text") return undefined
  return settled.parts.map((part) => (part.kind === "constant" ? String(part.value) : "…")).join("")
}
