import type { Place } from "./place.ts"

/**
 * What the path to an exit asks. `authentication`: a credential, verification or identity is absent or failed;
 * `authorization`: somebody known is tested for what they may do; `mixed`: both in one test.
 */
export interface Asks {
  readonly kind: "authentication" | "authorization" | "mixed" | "unknown"
  /** Rests on what a framework, a library or data flow says; otherwise on words alone. */
  readonly strong: boolean
  /** A credential was there, and failed its verification. */
  readonly presented?: boolean
  /** Authorization by a role, a scope or a permission, not by whose something is. */
  readonly ofRight?: boolean
  /** Whether the request says what it is about: `!req.query.id`. */
  readonly ofInput?: boolean
  /** In a few words: `no credential`, `right tested`. */
  readonly why: string
  /** The test, as written. */
  readonly at: Place | undefined
}
