import type { Rule } from "../model/rule.ts"
import authOnOptions from "./auth-on-options.ts"
import deadRefusal from "./dead-refusal.ts"
import handlerDropsHeaders from "./handler-drops-headers.ts"
import invalidChallenge from "./invalid-challenge.ts"
import leakyDetail from "./leaky-detail.ts"
import missingChallenge from "./missing-challenge.ts"
import scopeCheck401 from "./scope-check-401.ts"
import unauthenticated403 from "./unauthenticated-403.ts"
import unusedSuppression from "./unused-suppression.ts"

export const rules: readonly Rule[] = [
  authOnOptions,
  deadRefusal,
  handlerDropsHeaders,
  invalidChallenge,
  leakyDetail,
  missingChallenge,
  scopeCheck401,
  unauthenticated403,
  unusedSuppression,
]
