import type { Answer, HandlerFact, PreflightFact } from "./answer.ts"
import type { Edit } from "./edit.ts"
import type { Place } from "./place.ts"
import type { Severity } from "./report.ts"
import type { IdleSuppression } from "./suppression.ts"
import type { WiringFact } from "./wiring.ts"

/** A rule is a question asked of facts. It knows no language and no framework. */
export interface Rule<Message extends string = string> {
  /** Its file's name: `missing-challenge`. */
  readonly id: string
  /** `Disallow …`, `Demand …`. */
  readonly description: string
  readonly severity: Severity
  readonly preset: "recommended" | "strict"
  /** The section that proves it. */
  readonly spec: string
  /** Sentences with `{{placeholders}}`. */
  readonly messages: Readonly<Record<Message, string>>
  readonly answer?: (answer: Answer, context: RuleContext<Message>) => void
  readonly handler?: (handler: HandlerFact, context: RuleContext<Message>) => void
  readonly wiring?: (wiring: WiringFact, context: RuleContext<Message>) => void
  /** Wirings that only this rule speaks of: they are not worked out where it is off. */
  readonly needs?: readonly WiringFact["kind"][]
  readonly preflight?: (preflight: PreflightFact, context: RuleContext<Message>) => void
  /**
   * What other rules leave unsaid behind its findings, since it could not be mended there: `["missing-challenge"]`.
   * They speak once it is mended, and were right before.
   */
  readonly hides?: readonly string[]
  /** Asked once the other rules have spoken. */
  readonly suppression?: (suppression: IdleSuppression, context: RuleContext<Message>) => void
}

export interface RuleContext<Message extends string> {
  report(claim: Claim<Message>): void
}

/** What a rule says of one answer; the engine merges claims with one cause into one finding. */
export interface Claim<Message extends string> {
  /** Where the finding stands: its cause. */
  readonly at: Place
  /** Where the answer is made: it is blamed instead, where everything that is made there deserves the claim. */
  readonly cause?: Place
  readonly message: Message
  readonly data?: Readonly<Record<string, string>>
  /** Louder or quieter than the rule. */
  readonly severity?: Severity
  /** The test or text that it rests on, shown as written. */
  readonly evidence?: Place | undefined
  /** In words, where there is no place to show. */
  readonly why?: string
  /** What may be done about it where it stands, the best first. */
  readonly fixes?: readonly Proposal[]
  /** What may be done at its cause: instead, where the claim stands there. */
  readonly atCause?: readonly Proposal[]
  /** Other places that it explains. */
  readonly sites?: readonly Place[]
  readonly related?: readonly { readonly at: Place; readonly message: string; readonly role: "cause" | "evidence" }[]
}

/** A fix in HTTP terms. */
export interface Proposal {
  /** One of the rule's titles, with its data. */
  readonly title: string
  /** Cannot change what a correct client sees: may be applied unseen. */
  readonly safe: boolean
  /** What most projects want: applied by one key. */
  readonly preferred: boolean
  readonly edits: readonly Edit[]
  /** The status that clients get no more, where it changes: tests may assert it. */
  readonly restates?: number
}

/** Checks at compile time that a rule's claims use its own messages. */
export function defineRule<Message extends string>(rule: Rule<Message>): Rule<Message> {
  return rule
}
