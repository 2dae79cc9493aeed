import { type Place, samePlace } from "../model/place.ts"
import { membersOf, shownIn } from "./bare-error.ts"
import { isClientsFault } from "./clients-fault.ts"
import { isDebug, isDebugTest } from "./debug.ts"
import { declaredPath, isNamed } from "./declared-path.ts"
import { isClientsText, isNoText, isOfInput, isReasonPhrase } from "./error-vocabulary.ts"
import { foreignPath } from "./foreign-path.ts"
import { settle } from "./look-through.ts"
import type { Machine } from "./machine.ts"
import { isMadeForClients } from "./made-for-clients.ts"
import { originOf } from "./origin.ts"
import { failsInOwnWords } from "./own-words.ts"
import { standsForAll } from "./stands-for-all.ts"
import type { TaintContext } from "./taint-context.ts"
import { testedTypes } from "./tested-types.ts"
import { isOfCheckedInput, isOfTriedInput } from "./tried-input.ts"
import type { Caught, Choice, Condition, Failure, MemberValue, RecordValue, Value } from "./value.ts"
import { isSecret } from "./vocabulary.ts"
import { isWhole, wordsGivenBy, wordsOf } from "./words.ts"

/** Foreign text on its way to a client. */
export interface Taint {
  readonly what: "exception-text" | "stack" | "secret" | "domain-text"
  readonly why: string
  readonly at: Place
  /** The whole expression of which it is a part: `f"bad token: {e}"`. */
  readonly leaf: Place
  /** The authors' own words in front of it: `bad token: `. */
  readonly words: string
}

/** Taint before it is known in what it stands. */
type Bare = Omit<Taint, "leaf" | "words">

const depthLimit = 24

/** More than anybody shows in one answer. */
const taintLimit = 8

/** All words in a body that the application's authors did not write for the client. */
export function taintsOf(machine: Machine, body: Value, context: TaintContext): readonly Taint[] {
  if (context.path.some((condition) => isDebug(condition, context.debugFlags))) return []
  const found: Taint[] = []
  while (found.length < taintLimit) {
    const leaves = found.map(({ leaf }) => leaf)
    const taint = new Search(machine, context, leaves).of(body, 0)
    if (taint === undefined || leaves.some((leaf) => samePlace(leaf, taint.leaf))) break
    found.push(taint)
  }
  return found
}

class Search {
  readonly #machine: Machine
  readonly #context: TaintContext
  readonly #known: readonly Place[]
  readonly #seen = new Set<Value>()
  /** The tests that lead to what is being looked at: the exit's own, then those of the choices on the way in. */
  #path: readonly Condition[]

  /** @param known leaves that were found before */
  constructor(machine: Machine, context: TaintContext, known: readonly Place[]) {
    this.#known = known
    this.#machine = machine
    this.#context = context
    this.#path = context.path
  }

  of(value: Value, depth: number): Taint | undefined {
    if (depth > depthLimit || this.#seen.has(value)) return undefined
    if (this.#known.some((leaf) => samePlace(leaf, value.at))) return undefined
    this.#seen.add(value)
    const found = this.#in(value, depth)
    if (found === undefined) return undefined
    const { leaf = value.at, words = "", ...bare }: Bare & Partial<Taint> = found
    return { ...bare, leaf: isWhole(value) ? value.at : leaf, words: wordsOf(value) ?? words }
  }

  #in(value: Value, depth: number): (Bare & Partial<Taint>) | undefined {
    switch (value.kind) {
      case "caught":
        return this.#caught(value, value.at)
      case "text":
        return this.#any(value.parts, depth)
      case "list":
        return this.#any(shownIn(value.items, this.#context), depth)
      case "record":
        return this.#named(value) ?? this.#any(shownIn(membersOf(value), this.#context), depth)
      case "operation":
        // The result of a test is no text of anybody's.
        if (value.operator === "and" && this.#isDebugOnly(value.operands[0])) return undefined
        return /^(\+|%|\||or|and|\?\?)$/.test(value.operator) ? this.#any(value.operands, depth) : undefined
      case "choice":
        return this.#choice(value, depth)
      case "member":
        return this.#member(value, depth)
      case "element":
        return this.of(value.object, depth + 1) ?? this.#secret(value)
      case "parameter":
        return this.#secret(value)
      case "call":
        return this.#call(value, depth)
      default:
        return undefined
    }
  }

  #choice(value: Choice, depth: number): Taint | undefined {
    const outer = this.#path
    for (const { value: option, when } of value.options) {
      if (when.some((condition) => isDebug(condition, this.#context.debugFlags))) continue
      this.#path = [...outer, ...when]
      const taint = this.of(option, depth + 1)
      this.#path = outer
      if (taint !== undefined) return taint
    }
    return undefined
  }

  /** `{"error": why, "token": token}` */
  #named({ entries }: RecordValue): Bare | undefined {
    for (const { key, value } of entries) {
      if (!isSecret(key) || value.kind === "constant") continue
      const origin = originOf(this.#machine, value)
      if (origin.kind === "credential" && origin.strong)
        return { what: "secret", why: `the presented ${key}`, at: value.at }
    }
    return undefined
  }

  /** `isDev && { stack }` */
  #isDebugOnly(test: Value | undefined): boolean {
    return test !== undefined && isDebugTest(test, true, this.#context.debugFlags)
  }

  #any(values: readonly Value[], depth: number): Taint | undefined {
    for (const value of values) {
      const taint = this.of(value, depth + 1)
      if (taint !== undefined) return taint
    }
    return undefined
  }

  #member(value: MemberValue, depth: number): Bare | undefined {
    const { object, name } = value
    if (object.kind === "caught") {
      // A status, a code or a header is no text.
      if (isNoText(name) || isClientsText(name) || object.failure === this.#context.told) return undefined
      return this.#caught(object, value.at)
    }
    // `error.response.status_code` is no more text than the error's own, and a reason phrase says as much.
    if (object.kind === "member" && (isNoText(name) || isReasonPhrase(name))) return undefined
    const settled = settle(this.#machine, value)
    return settled === value ? (this.#secret(value) ?? this.of(object, depth + 1)) : this.of(settled, depth + 1)
  }

  #call(value: Extract<Value, { kind: "call" }>, depth: number): Bare | undefined {
    const path = foreignPath(this.#machine, value.callee)
    const named = path ?? declaredPath(value.callee)
    if (named !== undefined && this.#context.sanitizers.some((name) => isNamed(named, name))) return undefined
    const model = path === undefined ? undefined : this.#machine.library(path)
    if (model?.kind === "stack-text") return { what: "stack", why: "a stack trace", at: value.at }
    const given = value.arguments.map((argument) => argument.value)
    if (model?.kind === "record" || (model?.kind === "conversion" && model.text)) return this.#any(given, depth)
    if (value.callee.kind === "member") {
      return this.#any(wordsGivenBy(value, value.callee), depth)
    }
    const settled = settle(this.#machine, value)
    return settled === value ? undefined : this.of(settled, depth + 1)
  }

  #caught({ failure }: Caught, at: Place): Bare | undefined {
    if (this.#path.some((condition) => isClientsFault(condition, failure))) return undefined
    const types = this.#narrowed(failure)
    if (!this.#isAnyForeign(types)) {
      const [own] = types
      if (this.#context.domain !== true || own?.kind !== "class") return undefined
      if (standsForAll(failure) || types.some((type) => this.#isForClients(type))) return undefined
      if (this.#isRefusal() && isOfCheckedInput(this.#machine, failure)) return undefined
      return { what: "domain-text", why: `the text of ${own.declaration.name}`, at }
    }
    if (failsInOwnWords(this.#machine, failure, this.#context.isAnswer)) return undefined
    if (this.#isRefusal() && isOfTriedInput(this.#machine, failure)) return undefined
    return {
      what: "exception-text",
      why:
        failure.broad && types === failure.types
          ? "the text of any error"
          : "the text of an error that the project did not write",
      at,
    }
  }

  #isForClients(type: Value): boolean {
    const { isAnswered, status } = this.#context
    return type.kind === "class" && (isAnswered(type) || isMadeForClients(this.#machine, type, status))
  }

  /** Of what was sent, and not of who sent it. */
  #isRefusal(): boolean {
    return this.#context.status === 400 || this.#context.status === 422
  }

  /** `isinstance(e, Denied)` on the way says which error it is; of several tests, one that says that it is the project's. */
  #narrowed(failure: Failure): readonly Value[] {
    const tested = this.#path.flatMap((condition) => {
      const types = condition.kind === "test" ? testedTypes(this.#machine, condition, failure) : undefined
      return types === undefined ? [] : [types]
    })
    return tested.find((types) => !this.#isAnyForeign(types)) ?? tested.at(-1) ?? failure.types
  }

  #isAnyForeign(types: readonly Value[]): boolean {
    return types.length === 0 || types.some((type) => this.#isForeign(type))
  }

  #isForeign(type: Value): boolean {
    if (type.kind !== "external") return false
    const model = this.#machine.library(type.path)
    if (model?.kind === "refusing-error") return false
    const { status } = this.#context
    if (model?.kind !== "failure") return !((status === 400 || status === 422) && isOfInput(type.path))
    if (model.of === "authored") return false
    if (model.of !== "validation") return true
    // What is wrong with the client's own input is for the client, unless it was refused for who it is.
    return status !== undefined && (status >= 500 || status === 401 || status === 403)
  }

  #secret(value: Extract<Value, { kind: "parameter" | "member" | "element" }>): Bare | undefined {
    const name =
      value.kind === "parameter"
        ? value.parameter.name
        : value.kind === "member"
          ? value.name
          : value.index?.kind === "constant"
            ? String(value.index.value)
            : ""
    if (!isSecret(name)) return undefined
    const origin = originOf(this.#machine, value)
    if (origin.kind !== "credential" || !origin.strong) return undefined
    return { what: "secret", why: `the presented ${name}`, at: value.at }
  }
}
