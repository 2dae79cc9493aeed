/** A place in a report: path from the root, 1-based. */
export interface ReportPlace {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** What the report view says to the extension. */
export type FromView =
  | { readonly kind: "open"; readonly place: ReportPlace }
  | { readonly kind: "fix"; readonly place: ReportPlace; readonly rule: string }
  | { readonly kind: "export"; readonly format: string }
  | { readonly kind: "root"; readonly uri: string }
  | { readonly kind: "audit" }

/** What the extension puts into the page for the view's script. */
export interface ViewSetup {
  readonly roots: readonly { readonly uri: string; readonly name: string }[]
  /** The root that is shown. */
  readonly shown: string
  /** `["html", "markdown", "sarif", "json"]`. */
  readonly formats: readonly string[]
  /** Where a fix is at hand, as `file:line:column rule`. */
  readonly fixable: readonly string[]
  /** The words of the buttons, in the user's language. */
  readonly words: { readonly export: string; readonly audit: string; readonly fix: string; readonly root: string }
}
