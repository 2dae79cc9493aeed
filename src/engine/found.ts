import type { Answer, AppRef } from "../model/answer.ts"
import type { Place } from "../model/place.ts"
import type { Severity } from "../model/report.ts"
import type { Claim, Proposal, Rule } from "../model/rule.ts"

/** A claim of a rule, placed and worded, with everything that it explains. */
export interface Found {
  readonly rule: string
  readonly severity: Severity
  readonly message: string
  readonly at: Place
  readonly apps: readonly string[]
  readonly evidence: Place | undefined
  readonly why: string
  readonly sites: readonly Place[]
  readonly fixes: readonly Proposal[]
  readonly related: readonly { readonly at: Place; readonly message: string; readonly role: "cause" | "evidence" }[]
}

/** One claim before it is merged with its likes. */
export interface Raw {
  readonly rule: Rule
  readonly claim: Claim<string>
  readonly site: Place
  readonly app: AppRef | undefined
  /** The answer that it is about, where it is about one. */
  readonly answer: Answer | undefined
}
