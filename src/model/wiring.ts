import type { AppRef } from "./answer.ts"
import type { Edit } from "./edit.ts"
import type { Place } from "./place.ts"

/**
 * Something that is set up so that it cannot do what it is for, as its framework's adapter knows.
 * `open-cors`: any origin may send requests with the user's cookies; `open-cors-by-default`: the same where nobody sets
 * the origins; `called-dependency`: the result of a call stands
 * where the callable belongs; `uncalled-factory`: what makes a gate stands where the gate belongs; `unread-scopes`:
 * scopes that nothing compares; `token-url`: a log-in that no route answers; `unchecked-credentials`: an optional
 * credential that nobody misses; `swallowing-handler`: what takes every error makes something else of refusals, too;
 * `dropping-layer`: a middleware that rebuilds refusals without their headers; `unrefusing-callback`: what a library
 * asks for its refusal says 200; `outer-decorator`: a gate above what registers the function below it; `unread-verdict`: a gate that says no where
 * nobody looks; `swallowed-failure`: who fails to identify becomes nobody, and nobody looks;
 * `token-mismatch`: tokens that are issued are not what is accepted;
 * `overridden-gate`: a gate that an app replaces by one that refuses nobody; `hidden-challenge`: CORS that does not let
 * browser code read the challenge; `inner-cors`: what runs outside of CORS answers without its headers;
 * `undeclared-scope`: a scope that the documentation does not offer; `open-sibling`: the one route without a gate;
 * `undocumented-refusal`: a refusal that the documentation of its route leaves out; `slow-compare`: a secret that is
 * compared letter by letter; `known-secret`: a key that stands in the source for where none is set; `written-secret`:
 * one that always holds; `unset-key`: a key that nothing sets;
 * `told-account`: a log-in that tells an unknown account from a wrong password;
 * `dropped-error`: an error that is made, and neither raised nor handed to anybody.
 */
export interface WiringFact {
  readonly kind:
    | "open-cors"
    | "open-cors-by-default"
    | "called-dependency"
    | "uncalled-factory"
    | "unread-scopes"
    | "token-url"
    | "unchecked-credentials"
    | "swallowing-handler"
    | "dropping-layer"
    | "unrefusing-callback"
    | "outer-decorator"
    | "unread-verdict"
    | "swallowed-failure"
    | "token-mismatch"
    | "overridden-gate"
    | "hidden-challenge"
    | "inner-cors"
    | "undeclared-scope"
    | "open-sibling"
    | "undocumented-refusal"
    | "slow-compare"
    | "known-secret"
    | "written-secret"
    | "unset-key"
    | "told-account"
    | "dropped-error"
  readonly app: AppRef | undefined
  readonly at: Place
  /** Names for the rule's sentence. */
  readonly data: Readonly<Record<string, string>>
  readonly evidence: Place | undefined
  readonly why: string
  readonly repairs: readonly WiringRepair[]
  /** Of open CORS: nothing in the project reads what a browser sends along by itself. */
  readonly bringsNothing?: boolean
}

export interface WiringRepair {
  readonly title: string
  readonly edits: readonly Edit[]
}
