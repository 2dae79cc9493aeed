import type { Asks } from "./asks.ts"
import type { Edit, Slot, Slots } from "./edit.ts"
import type { Place } from "./place.ts"

/** Something that analysis found out, or why it did not. */
export type Static<T> =
  | { readonly known: true; readonly value: T; readonly at: Place | undefined }
  | { readonly known: false; readonly why: string }

/** What goes on after a refusal was sent: `next()`. */
export interface GoingOn {
  readonly at: Place
  /** What sends the refusal, whole: `await response(scope, receive, send)`; `undefined` where that is no one call. */
  readonly from: Place | undefined
}

/** One way out of one function with an answer. */
export interface Exit {
  /** The statement that leaves: `raise HTTPException(401)`. */
  readonly at: Place
  /** `implicit`: the framework answers by itself; the place is where its gate is made. */
  readonly how: "raise" | "return" | "send" | "write" | "implicit"
  /** The function it leaves: `get_current_user`. */
  readonly function: string
  /** `authenticator`: a middleware asks it who is there, and takes no answer from it. */
  readonly role: "handler" | "dependency" | "middleware" | "authenticator" | "error-handler" | "helper"
  readonly status: Static<number>
  /** Where the answer is made as it is: the call itself, a class's constructor, a shared instance. */
  readonly cause: Place
  readonly challenge: Challenge
  readonly asks: Asks
  readonly leaks: readonly Leak[]
  /** What the client is told, where that is one constant text, and not kept the same for what does not exist. */
  readonly says: Saying | undefined
  /** The names that the test in front of it compares with: `orders:write`. */
  readonly compared: readonly string[]
  /** The handler around it takes what has nothing to do with a credential as well. */
  readonly catchAll: CatchAll | undefined
  /** Another server answered this status, and it is passed on. */
  readonly forwarded: boolean
  /** Why the client never gets it; `undefined` where it does. */
  readonly dead: Dead | undefined
  /** What runs after it all the same: `next()`; `undefined` where it ends what it refuses. */
  readonly goesOn: GoingOn | undefined
  /** Where it may be changed. */
  readonly slots: Slots
}

/** A handler of every error, behind more than a check of credentials. */
export interface CatchAll {
  /** What may fail for other reasons: `users.find_one`. */
  readonly call: string
  readonly at: Place
  /** `swallowed`: a function takes the failure for a no; `written`: all that may fail only notes something. */
  readonly how: "caught" | "swallowed" | "written"
  /** Makes it take the errors of the verification alone, by their name; `undefined` where that cannot be written. */
  readonly narrowed: { readonly error: string; readonly edits: readonly Edit[] } | undefined
}

/** `WWW-Authenticate`: `never` only where everything that may add it was read. */
export interface Challenge {
  readonly presence: "always" | "sometimes" | "never" | "unknown"
  /** Its value as far as it is text, `…` for what is not known: `Bearer error="insufficient_scope"`. */
  readonly text: string | undefined
  /** Where that text is written. */
  readonly at?: Place
}

/** A constant text in an answer's body. */
export interface Saying {
  readonly text: string
  readonly at: Place
  /** It says no more than the status does: `Not enough permissions`. */
  readonly isEmpty: boolean
}

/** Words in the body that the application's authors did not write for the client. */
export interface Leak {
  readonly at: Place
  /** The expressions that give them: `f"bad token: {e}"`; none where one of them is not written where the answer leaves. */
  readonly leaves: readonly {
    readonly at: Place
    /** The authors' own words around them: `bad token`. */
    readonly words: string
  }[]
  /** `domain-text`: of an error that the project itself words. */
  readonly what: "exception-text" | "stack" | "secret" | "domain-text"
  /** `\`except Exception\``, `the presented token`. */
  readonly why: string
}

/**
 * How a refusal is lost. `returned-error`: an error is returned, not raised; `returned-tuple`: a status in a tuple that
 * the framework does not read; `ignored-result`: a dependency's answer is dropped; `misread-result`: the framework
 * takes what is returned for something else, and fails; `unsendable`: it fails while it is sent, as it is written;
 * `outside-handlers`: raised where nothing turns it into an answer; `swallowed`: a handler around it takes it;
 * `misplaced-status`: it stands where the framework reads something else; `unanswered`: a gate sets the status of the
 * answer and lets the request in.
 */
export interface Dead {
  readonly kind:
    | "returned-error"
    | "returned-tuple"
    | "ignored-result"
    | "misread-result"
    | "unsendable"
    | "misplaced-status"
    | "unanswered"
    | "outside-handlers"
    | "swallowed"
  /** What the client gets instead: `200`, `500`, `the endpoint's answer`. */
  readonly instead: string
  /** What makes it reach the client; `undefined` where that cannot be written. */
  readonly repair: readonly Edit[] | undefined
  /** Where the refusal that the repair lets arrive takes its headers. */
  readonly headers: Slot | undefined
}

/** An exit under one app, after everything that changes answers on their way out. */
export interface Answer {
  readonly exit: Exit
  /** Empty where no app reaches the exit: then the project's defaults hold. */
  readonly app: AppRef | undefined
  readonly status: Static<number>
  readonly challenge: Challenge
  /** Who asks, when the exit is reached. */
  readonly caller: "anonymous" | "authenticated" | "unknown"
  /** The error handler that makes the answer from what was raised. */
  readonly handler: HandlerRef | undefined
  /** What kind of thing refuses: a login form, a webhook, a cookie session and a page that a browser opens have no registered scheme, an OAuth token endpoint has rules of its own, and code in a browser learns no status of a WebSocket's handshake. */
  readonly setting: "api" | "login" | "webhook" | "handshake" | "cookie-session" | "page" | "mcp" | "token-endpoint"
  /** The scheme in use where the exit is reached, as far as it is known. */
  readonly scheme: Scheme | undefined
  /** Challenges that may be written here, the likeliest first; none where one cannot be written by hand. */
  readonly challenges: readonly ChallengeChoice[]
  /** What makes the answer takes a challenge from others who call it: the call lacks one, not the place. */
  readonly takesChallenge: boolean
}

export type Scheme = "Bearer" | "Basic" | "Digest" | "APIKey"

export interface ChallengeChoice {
  readonly scheme: string
  /** `Bearer realm="api"`. */
  readonly value: string
  /** The code says that this is the scheme in use. */
  readonly inUse: boolean
}

export interface AppRef {
  /** `app`. */
  readonly name: string
  readonly at: Place
}

export interface HandlerRef {
  readonly name: string
  readonly at: Place
  /** It rebuilds answers without the error's headers. */
  readonly drops: boolean
  /** The status that the error brought, where that is known. */
  readonly raised: number | undefined
  /** The error brought headers. */
  readonly carries: boolean
}

/** An error handler of an app that takes the framework's own errors. */
export interface HandlerFact {
  readonly app: AppRef
  /** `http_error_handler`. */
  readonly name: string
  /** Its name where it is defined. */
  readonly definition: Place
  /** Its registration. */
  readonly at: Place
  /** Which of the framework's own errors come to it with headers: `others` are 405s with their `Allow`. */
  readonly takes: "401" | "others" | "all"
  /** Errors with headers are known to come to it. */
  readonly isKnown: boolean
  /** No 401 that comes to it brings a challenge, so that none is lost yet. */
  readonly isBare: boolean
  /** The exits whose 401 it answers. */
  readonly loses: readonly Place[]
  /** What it sends, where that loses the error's headers. */
  readonly drops: readonly {
    readonly at: Place
    /** What passes the headers on; `undefined` where that cannot be written. */
    readonly repair: readonly Edit[] | undefined
    /** The status that every 401 leaves with, where that goes as well: `500`. */
    readonly becomes: number | undefined
  }[]
}

/** A preflight that meets authentication before CORS answers it. */
export interface PreflightFact {
  readonly app: AppRef
  /** The registration of the layer that refuses. */
  readonly gate: Place
  /** `AuthMiddleware`. */
  readonly gateName: string
  /** The refusal that an OPTIONS request without credentials meets. */
  readonly refusal: Place
  /** The registration of CORS; `undefined` where a route takes OPTIONS itself and nothing answers before. */
  readonly cors: Place | undefined
  /** Puts CORS in front of the gate; `undefined` where that cannot be written. */
  readonly reorder: readonly Edit[] | undefined
  /** Lets a preflight through the gate. */
  readonly earlyPass: readonly Edit[] | undefined
}
