/**
 * Words that developers use for the things of authentication and authorization. They give an origin to what nothing
 * else explains, and only a weak one. This is the one place that knows them.
 */

export type Topic =
  | "credential"
  | "identity"
  | "claim"
  | "registered-claim"
  | "right"
  | "ownership"
  | "account-state"
  | "config"
  | "upstream"

const topics: Readonly<Record<Topic, RegExp>> = {
  "registered-claim":
    /^((get|read|extract|peek) (token |jwt )?)?(sub|subject|exp|expires?( at)?|aud|audience|iss|issuer|iat|nbf|jti|azp|typ|type|token type|alg|kid|nonce)$/,
  right:
    /(^|\s)(roles?|role names?|scopes?|permissions?|perms?|privileges?|grants?|groups?|superuser|super ?admin|admin|administrator|staff|rights|policies|policy|acl|access level|plan|subscription|tier|quota|feature|entitlements?|peer type)$|^(permitted|allowed|granted|authori[sz]ed) |^(is|has) (admin|superuser|staff|owner|moderator|editor)$|^can\s(?!activate\b)/,
  ownership:
    /(^|\s)(owner|author|creator|created by|owned by|user id|owner id|author id|creator id|tenant|tenant id|org|organi[sz]ation|organi[sz]ation id|team|team id|workspace|workspace id|membership|member|members|project id|company id|account id|customer id)$/,
  "account-state":
    /(^|\s)(active|inactive|enabled|disabled|banned|blocked|locked|suspended|deleted|archived|verified|confirmed|activated|approved|pending|status( id)?|state|onboarded|mfa|totp|two factor|2fa|must change password|email verified|terms accepted|registered|initiali[sz]ed)$/,
  credential:
    /(^|\s)(token|tokens|jwt|bearer|credentials?|creds|authorization|auth header|api key|apikey|password|passwd|pwd|passphrase|secret|secret key|cookie|session token|session id|otp|signature|hmac|id token|auth token|access key|assertion|ticket|basic auth)$|^(authorization|auth|scheme|auth scheme|token prefix|x api key)$/,
  claim:
    /(^|\s)(claims?|payload|token data|decoded|token info|token payload|decoded token|jwt data|userinfo|user info|id info)$/,
  identity:
    /(^|\s)(user|users|principal|account|identity|actor|caller|viewer|me|subject user|auth|authenticated user|employee|person|profile|session user)$/,
  config: /(^|\s)(settings?|config|configuration|conf|env|environ|environment|options|constants?|app config)$/,
  upstream: /(^|\s)(response|resp|res|upstream|status code)$/,
}

/** The topic of an identifier, `undefined` when it is none of ours. `is_superuser`, `isSuperuser` read the same. */
export function topicOf(identifier: string): Topic | undefined {
  const words = wordsOf(identifier)
  for (const [topic, pattern] of Object.entries(topics)) {
    if (pattern.test(words) && isTopic(topic)) return topic
  }
  return undefined
}

function isTopic(topic: string): topic is Topic {
  return topic in topics
}

/** What narrows a query of a database and leaves it at that: `db.select().from(users).where(and(eq(…), …)).limit(1)`. */
export function isQueryStep(name: string): boolean {
  return /^(where|and where|or where|filter|filter by|having|(inner |left |right )?join|limit|take|order by|eq|equals|and|or)$/.test(
    wordsOf(name),
  )
}

/** Whether something went well or not, whatever it was: `result.isErr()`. */
export function isOutcome(name: string): boolean {
  return /^(is )?(err|error|fail|failed|failure|left|ok|success|successful|none|some)$/.test(wordsOf(name))
}

/** What kinds of token there are: of `payload["type"] != "access"`. */
export function isTokenKind(text: string): boolean {
  return /^(access|refresh|id|bearer|api|session)( (token|jwt))?$/.test(wordsOf(text))
}

/** What tells one from all others: `user.id`. */
export function isIdentifier(name: string): boolean {
  return /^(id|uid|uuid|sub|subject|user id|email|e mail|username|user name|login)$/.test(wordsOf(name))
}

/** What makes all tokens before it bad once it is raised: `user.token_version`. */
export function isGeneration(name: string): boolean {
  return /^((auth|token|session|password|credentials?) (version|generation|epoch|stamp|family)|security stamp)$/.test(
    wordsOf(name),
  )
}

/** Who is called for what they may: a table of `admins`, no table of `roles`. */
export function isPerson(name: string): boolean {
  return /(^|\s)((super ?)?(users?|admins?)|administrators?|staff|moderators?|editors?)$/.test(wordsOf(name))
}

/** What somebody who is logged in is asked for once more: `body.currentPassword`. */
export function isConfirmation(name: string): boolean {
  return /^(current|old|existing|previous|present) (password|passwd|pwd|passphrase|pin)$/.test(wordsOf(name))
}

/** Names that are true only while debugging. */
export function isDebugFlag(name: string): boolean {
  return /^(is debug|debug( mode| enabled)?|is dev|is development|dev mode|development|testing|(serve|show) traceback)$/.test(
    wordsOf(name),
  )
}

/** `isSuperuser`, `IS_SUPERUSER` and `is_superuser` are `is superuser`. */
export function wordsOf(identifier: string): string {
  return identifier
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .replace(/[_\-.\s]+/g, " ")
    .trim()
    .toLowerCase()
}

/** Names of environments that nobody else looks at. */
export function isDebugSetting(name: string): boolean {
  return /^(dev|develop|development|debug|local|test|testing)$/i.test(name)
}

/** Names of environments that everybody looks at: whatever is none of them is for debugging. */
export function isProductionSetting(name: string): boolean {
  return /^(prod|production|live)$/i.test(name)
}

/** Names of things that must not be shown, even to whoever sent them. */
export function isSecret(name: string): boolean {
  return /(^|\s)(token|tokens|jwt|password|passwd|pwd|passphrase|secret|secret key|api key|apikey|private key|access token|refresh token|id token)$/.test(
    wordsOf(name),
  )
}

/**
 * Defence against forged requests and robots, second factors, licences, addresses that are to be confirmed: refusals that
 * are neither authentication nor authorization.
 */
export function isBesideThePoint(name: string): boolean {
  return /\b(csrf|xsrf|re ?captcha|h ?captcha|captcha|turnstile|licen[cs]e)|^((oauth|cookie|arg|expected|stored|saved) )?state$|\bmfa\b|\b(verif(y|ied) e ?mail|e ?mail verif\w+|(confirm(ation)?|verification|activation) code)\b/.test(
    wordsOf(name),
  )
}

/** Members that hold a response's status. */
export function isStatusName(name: string): boolean {
  return /(^|\s)(status|status code|http code)$/.test(wordsOf(name))
}

/** Members that say when something ends: `session.expires_at`. */
export function isExpiry(name: string): boolean {
  return /^(exp|expir(es|y|ation|ed)( at| on| date| time)?|valid until)$/.test(wordsOf(name))
}

/** What logs in, confirms an address or invites, by one word for all of them. */
export function isAnyToken(name: string): boolean {
  return /^(token|key|code|secret|signature)$/.test(wordsOf(name))
}

/** What new tokens are given out for: `body.refreshToken`. */
export function isRefreshToken(name: string): boolean {
  return /(^|\s)refresh (token|jwt)$/.test(wordsOf(name))
}

/** What an account keeps to know its password by: `user.hashed_password`. */
export function isPassword(name: string): boolean {
  return /(^|\s)(password|passwd|pwd|passphrase)( (hash|hashed|digest|encrypted))?$/.test(wordsOf(name))
}

/** Methods of an account that hold a password against its own: `user.check_password(given)`. */
export function isPasswordTest(name: string): boolean {
  return /^(check|verify|validate|compare|match(es)?|is valid|valid|correct|authenticate) password$|^(password|is password) (match(es)?|valid|correct)$/.test(
    wordsOf(name),
  )
}

/** What one record is kept under, and nobody guesses: `user_id`. */
export function isRecordId(name: string): boolean {
  return /(^|\s)(id|uuid|pk)$/.test(wordsOf(name))
}

/** What is kept in a session to see whether it still holds: of a password, of a browser. */
export function isDigest(name: string): boolean {
  return /\b(hash|digest|fingerprint)\b/.test(wordsOf(name))
}

/** What writes the header, by its name: `add_challenge`. */
export function isOfChallenge(name: string): boolean {
  return /challenge/i.test(name)
}

/** Methods whose result holds the text that they were called on. */
export function isTextMethod(name: string): boolean {
  return /^(l?r?strip|trim|lower|upper|title|to (lower|upper) case|replace|split|format|encode|decode|to string)$/.test(
    wordsOf(name),
  )
}

/** Methods that ask what a text says. */
export function isTextTest(name: string): boolean {
  return /^(starts ?with|ends ?with|includes|contains|match|full ?match|index of|search)$/.test(wordsOf(name))
}

/** Methods of what keeps records that go and ask it: `db.query(User).filter(…)` is told by its `first()`. */
export function isStoreCall(name: string): boolean {
  return /^(execute|exec|scalars?|get|get one|first( or fail)?|one( or none)?|all|query|find\b.*|fetch\b.*|commit|flush|refresh|save|delete|remove|insert\b.*|update\b.*|upsert|create|count|exists|aggregate)$/.test(
    wordsOf(name),
  )
}

/** Methods with which a database is told something and asks nothing. */
export function isStoreWrite(name: string): boolean {
  return /^(commit|flush|save|add|create|insert|upsert|register|persist)\b/.test(wordsOf(name))
}

/** What a database, or the one who asks it, is called. */
export function isStoreName(name: string): boolean {
  return /(^|\s)(db|database|conn|connection|cursor|repo|repository|dao|prisma|knex|redis|db session|crud)$/.test(
    wordsOf(name),
  )
}

/** Names of what a server knows of somebody who has logged in. */
export function isSession(name: string): boolean {
  return /(^|\s)session$/.test(wordsOf(name))
}
