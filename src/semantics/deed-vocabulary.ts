import { wordsOf } from "./vocabulary.ts"

/** What a function's name says that it does. */
export type Deed = "verify" | "authorize" | "look-up" | "parse" | "identify"

const deeds: readonly (readonly [Deed, RegExp])[] = [
  ["verify", /^authenticate\b/],
  ["identify", /^(get )?(current|authenticated|logged in) (\w+ )*(user|admin|superuser|staff|member|owner)$/],
  // Somebody is looked for, who is there or not: `get_member_by_id`, not `get_member_role`.
  [
    "look-up",
    /^(get|find|fetch|load|look ?up|read|query|select|retrieve)\b(?!.*\b(permissions?|perms?|roles?|scopes?|access|privileges?|rights?|policy|allowed|permitted|ownership|authori[sz]\w+)\b).*\b(members?|memberships?|owners?|admins?|superusers?)\b/,
  ],
  [
    "authorize",
    /^(?!(create|add|update|delete|remove|save|insert|upsert|send|build|make|rotate|store|register|invite|assign|sync)\b)(has|have|can|may|is|are|check|require|ensure|assert|validate|verify|enforce|get|user|current user|test)?\s*.*\b(permissions?|perms?|roles?|scopes?|access(?! tokens?)|allowed|permitted|authori[sz]ed for|admin|superuser|owner|ownership|membership|member|privileges?|rights?|policy|authori[sz]ation(?! (header|token|code)s?\b)|authori[sz]ed)\b|^(can|may)\b(?!.*\b(authenticate|log ?in|sign ?in|activate)\b)|^(enforce|authori[sz]e|is allowed|allows?|permits?)\b/,
  ],
  [
    "verify",
    /\b(verify|verifies|validate|validates|check|checkpw|compare|compare digest|authenticate|authenticates|matches|match|is valid|valid|login|log in|sign in)\b/,
  ],
  ["parse", /\b(decode|decodes|unsign|loads|introspect|parse)\b/],
  [
    "identify",
    /\b(current user|get user|user from|get me|from token|from request|from session|by token|by api key|by session)\b/,
  ],
  ["look-up", /^(get|find|fetch|load|lookup|look up|read|query|select|retrieve|one|first|scalar|scalars)\b/],
]

/** The deed of a function's name; `undefined` when it says nothing. */
export function deedOf(name: string): Deed | undefined {
  const words = wordsOf(name)
  return deeds.find(([, pattern]) => pattern.test(words))?.[0]
}

/** Names of functions that find out whether somebody is there: `isAuthenticationValid`. */
export function isAuthenticationTest(name: string): boolean {
  return deedOf(name) === "verify" && /\b(authenticat(es?|ed|ion)|log(ged)? ?in|sign(ed)? ?in)\b/.test(wordsOf(name))
}

/** Names of functions that look for somebody: `getUserById`, `findAccount`. */
export function isSearchForSomebody(name: string): boolean {
  return /^(get|find|fetch|load|look ?up|read)\b.*\b(user|account|profile|principal)( by\b.*)?$/.test(wordsOf(name))
}

/** Names of functions that look for one among others: `getTeamMember`, `find_owner`. */
export function isSearchForMember(name: string): boolean {
  return deedOf(name) === "look-up" && /\b(members?|memberships?|owners?)\b/.test(wordsOf(name))
}

/** Names of questions about somebody, answered yes or no: `is_manager(user)`. */
export function isQuestion(name: string): boolean {
  return /^(is|has|have|can|may|should|allows?|permits?)\b/.test(wordsOf(name))
}
