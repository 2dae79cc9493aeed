import { topicOf, wordsOf } from "./vocabulary.ts"

// Words for what is no longer good, and for whether anybody is there at all.

const lapse = /\b(revoked|expired|blacklisted|blocklisted|denylisted|invalidated|blacklist|blocklist)\b/

/** Members of an identity that say whether there is one at all: `user.is_authenticated`. */
export function isPresenceFlag(name: string): boolean {
  return /^(is )?(authenticated|logged in)$/.test(wordsOf(name))
}

/** What is said of nobody, and of those whose account has no name: `user.isAnonymous`. */
export function isOfNameless(name: string): boolean {
  return /\b(anonymous|guest|unauthenticated)\b/.test(wordsOf(name))
}

/** Names of tests that are true when something is no longer good. */
export function isLapse(name: string): boolean {
  return lapse.test(wordsOf(name))
}

/** Whether a name says that somebody is kept out, as well as what they presented: `is_blacklisted`. */
export function isBan(name: string): boolean {
  return /\b(black|block|deny) ?list(ed)?\b/.test(wordsOf(name))
}

/** Whether a name says that it is a credential that is no longer good: `is_token_revoked`. */
export function isLapseOfCredential(name: string): boolean {
  const what = wordsOf(name).replace(lapse, "").trim()
  return topicOf(what) === "credential" || /\b(jti|session|token)\b/.test(what)
}
