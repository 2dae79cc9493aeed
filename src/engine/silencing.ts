import type { Lines } from "../model/lines.ts"
import { inFile, type Place } from "../model/place.ts"
import type { IdleSuppression } from "../model/suppression.ts"
import { type Directive, parseDirectives, suppresses } from "./directives.ts"
import type { Sources } from "./sources.ts"

/** Speaks of suppressions. A comment silences it only by its name, or each would hide its own idleness. */
export const suppressionRule = "unused-suppression"

/** A comment and what it names in vain. */
export interface Idle {
  readonly directive: Directive
  readonly rules: IdleSuppression["rules"]
  readonly unknown: IdleSuppression["unknown"]
}

/** The rules as a file's comments meet them. */
export interface Naming {
  /** Every rule there is. */
  readonly known: readonly string[]
  /** Whether a rule would have spoken; without a name, whether each would that a bare comment is meant for. */
  isActive(rule: string | undefined): boolean
  /** The name that was probably meant. */
  nearest(name: string, names: readonly string[]): string | undefined
}

/** The suppression comments of a project, and which of them silenced something. */
export class Silencing {
  readonly #sources: Sources
  readonly #linesOf: (file: string) => Lines
  readonly #directives = new Map<string, readonly Directive[]>()
  readonly #used = new Map<Directive, Set<string>>()

  constructor(sources: Sources, linesOf: (file: string) => Lines) {
    this.#sources = sources
    this.#linesOf = linesOf
  }

  /** Whether a comment silences a rule at a place. Each one that does counts as used. */
  silences(rule: string, place: Place): boolean {
    const { file, start, end } = inFile(place)
    const directives = this.of(file)
    if (directives.length === 0) return false
    const lines = this.#linesOf(file)
    return this.#covering(directives, rule, lines.position(start).line, lines.position(end).line).length > 0
  }

  /** A file's comments that silenced nothing so far of what they name. */
  idle(file: string, naming: Naming): readonly Idle[] {
    const directives = this.of(file)
    const hiding = directives.filter(({ rules }) => rules?.includes(suppressionRule))
    const told = directives.flatMap((directive) => {
      const idle = this.#idle(directive, naming)
      const isTold =
        idle !== undefined && this.#covering(hiding, suppressionRule, directive.line, directive.line).length === 0
      return isTold ? [idle] : []
    })
    // Only now it is known which of them hid nothing.
    const vain = hiding.filter((directive) => !this.#isUsed(directive, suppressionRule))
    return [
      ...told.filter(({ directive }) => !vain.includes(directive)),
      ...vain.map((directive) => {
        const { rules = [], unknown = [] } = told.find((idle) => idle.directive === directive) ?? {}
        return { directive, rules: [...rules, suppressionRule], unknown }
      }),
    ]
  }

  /** The suppression comments of a file, in order. */
  of(file: string): readonly Directive[] {
    const known = this.#directives.get(file)
    if (known !== undefined) return known
    const comments = this.#sources.module(file)?.comments ?? []
    const found = parseDirectives(comments, this.#linesOf(file))
    this.#directives.set(file, found)
    return found
  }

  #idle(directive: Directive, { known, isActive, nearest }: Naming): Idle | undefined {
    const { rules } = directive
    if (rules === undefined) {
      const isIdle = !this.#used.has(directive) && isActive(undefined)
      return isIdle ? { directive, rules, unknown: [] } : undefined
    }
    const idle = rules.filter(
      (rule) => rule !== suppressionRule && known.includes(rule) && isActive(rule) && !this.#isUsed(directive, rule),
    )
    const unknown = rules
      .filter((rule) => !known.includes(rule))
      .map((name) => ({ name, nearest: nearest(name, known) }))
    const isIdle = idle.length + unknown.length > 0 || rules.length === 0
    return isIdle ? { directive, rules: idle, unknown } : undefined
  }

  #isUsed(directive: Directive, rule: string): boolean {
    return this.#used.get(directive)?.has(rule) === true
  }

  #covering(directives: readonly Directive[], rule: string, first: number, last: number): readonly Directive[] {
    const covering = directives.filter((directive) => suppresses(directive, rule, first, last))
    for (const directive of covering) {
      const rules = this.#used.get(directive)
      if (rules === undefined) this.#used.set(directive, new Set([rule]))
      else rules.add(rule)
    }
    return covering
  }
}
