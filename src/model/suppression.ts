import type { Place } from "./place.ts"

/** A suppression comment that silences nothing of what it names: `# gatelint: ignore[leaky-detail]`. */
export interface IdleSuppression {
  /** The comment. */
  readonly at: Place
  /** Rules that it names and that report nothing there; `undefined` where it names none, and covers every rule. */
  readonly rules: readonly string[] | undefined
  /** What it names that is no rule, and the rule that was probably meant: `missing-chalenge`. */
  readonly unknown: readonly { readonly name: string; readonly nearest: string | undefined }[]
}
