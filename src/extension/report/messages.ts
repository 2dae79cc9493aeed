/*
 * What the report's page and the extension say to each other: the page is what the `html` format writes, which knows
 * how to talk to an editor.
 */

/** What the page asks for. Lines and columns are 1-based. */
export type PageMessage =
  | { readonly type: "ready" }
  | { readonly type: "open"; readonly file: string; readonly range: PageRange }
  /** A finding's fix, by its place among the finding's fixes. */
  | { readonly type: "fix"; readonly rule: string; readonly fingerprint: string; readonly fix: number }

export interface PageRange {
  readonly start: { readonly line: number; readonly column: number }
  readonly end: { readonly line: number; readonly column: number }
}

/** A new body for the page; the reader's filters and opened rows stay. */
export interface NewBody {
  readonly type: "body"
  readonly html: string
}
