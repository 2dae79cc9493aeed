import type { CallValue, ClassValue, Condition, Failure } from "./value.ts"

/** What the search for taint knows of the answer. */
export interface TaintContext {
  readonly status: number | undefined
  readonly path: readonly Condition[]
  /** The error whose own status is sent: what it says under a name of its own is meant for the client. */
  readonly told: Failure | undefined
  /** `settings.DEBUG` and its like are true only where nobody else looks. */
  readonly debugFlags: readonly string[]
  /** Functions whose result may be shown: `app.errors.public_message`. */
  readonly sanitizers: readonly string[]
  /** Whether the words of the project's own errors count. */
  readonly domain?: boolean
  /** Whether a call only makes or sends an answer, which fails in no words. */
  readonly isAnswer: (made: CallValue) => boolean
  /** Whether an error of the project's has a handler that answers for it. */
  readonly isAnswered: (error: ClassValue) => boolean
  /** The body is encoded as data, which an error is not in every language. */
  readonly isEncoded: boolean
}
