import type { Rule } from "../model/rule.ts"
import accountEnumeration from "./account-enumeration.ts"
import authOnOptions from "./auth-on-options.ts"
import catchAll401 from "./catch-all-401.ts"
import challengeNotExposed from "./challenge-not-exposed.ts"
import corsCredentialsWildcard from "./cors-credentials-wildcard.ts"
import corsOrder from "./cors-order.ts"
import deadRefusal from "./dead-refusal.ts"
import dependencyCalled from "./dependency-called.ts"
import dependencyOverrideInApp from "./dependency-override-in-app.ts"
import domainDetail from "./domain-detail.ts"
import handlerDropsHeaders from "./handler-drops-headers.ts"
import invalidChallenge from "./invalid-challenge.ts"
import leakyDetail from "./leaky-detail.ts"
import missingChallenge from "./missing-challenge.ts"
import optionalCredentialsUnchecked from "./optional-credentials-unchecked.ts"
import refusalFallsThrough from "./refusal-falls-through.ts"
import scopeCheck401 from "./scope-check-401.ts"
import scopesNotEnforced from "./scopes-not-enforced.ts"
import swallowedAuthError from "./swallowed-auth-error.ts"
import terseChallenge from "./terse-challenge.ts"
import timingUnsafeCompare from "./timing-unsafe-compare.ts"
import tokenKeyMismatch from "./token-key-mismatch.ts"
import tokenUrlMismatch from "./token-url-mismatch.ts"
import unauthenticated403 from "./unauthenticated-403.ts"
import undeclaredScope from "./undeclared-scope.ts"
import undocumentedRefusal from "./undocumented-refusal.ts"
import unguardedSibling from "./unguarded-sibling.ts"
import unsetSecret from "./unset-secret.ts"
import unusedSuppression from "./unused-suppression.ts"
import vague403 from "./vague-403.ts"

export const rules: readonly Rule[] = [
  accountEnumeration,
  authOnOptions,
  catchAll401,
  challengeNotExposed,
  corsCredentialsWildcard,
  corsOrder,
  deadRefusal,
  dependencyCalled,
  dependencyOverrideInApp,
  domainDetail,
  handlerDropsHeaders,
  invalidChallenge,
  leakyDetail,
  missingChallenge,
  optionalCredentialsUnchecked,
  refusalFallsThrough,
  scopeCheck401,
  scopesNotEnforced,
  swallowedAuthError,
  terseChallenge,
  timingUnsafeCompare,
  tokenKeyMismatch,
  tokenUrlMismatch,
  unauthenticated403,
  undeclaredScope,
  undocumentedRefusal,
  unguardedSibling,
  unsetSecret,
  unusedSuppression,
  vague403,
]
