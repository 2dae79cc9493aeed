/*
 * What the page and a host that shows it live say to each other, such as an editor's webview. Plain data both ways;
 * a page without a host says nothing and listens to nobody.
 */

/** What the page asks of its host. Lines and columns are 1-based, columns in UTF-16 code units. */
export type PageMessage =
  | { readonly type: "ready" }
  | { readonly type: "open"; readonly file: string; readonly range: PageRange }
  /** A finding's fix, by its place in `finding.fixes`. */
  | { readonly type: "fix"; readonly rule: string; readonly fingerprint: string; readonly fix: number }

export interface PageRange {
  readonly start: { readonly line: number; readonly column: number }
  readonly end: { readonly line: number; readonly column: number }
}

/** What the host tells the page: `html` is what `bodyOf` gave. The reader's filters and opened rows stay. */
export interface HostMessage {
  readonly type: "body"
  readonly html: string
}
