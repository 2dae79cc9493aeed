import type { Severity } from "./report.ts"

/** What is told of a rule without running it. */
export interface CatalogueRule {
  readonly id: string
  readonly description: string
  readonly severity: Severity
  readonly spec: string
  readonly preset: "recommended" | "strict"
  /** The rules that say nothing behind its findings. */
  readonly hides: readonly string[]
  /** The rule's page, from the package's root. */
  readonly docs: string
}
