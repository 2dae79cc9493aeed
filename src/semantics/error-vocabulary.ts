/**
 * The part of the {@link ./vocabulary.ts vocabulary} that is about errors and refusals: what they and their members are
 * called. No other file knows such words.
 */

import { wordsOf } from "./vocabulary.ts"

/** Names of error classes that tell of a credential that failed. */
export function isVerificationError(name: string): boolean {
  return /\b(jwt|jws|jose|token|signature|credentials?|authentication|authenticate|expired signature|unauthenticated|decode)\b/.test(
    wordsOf(name),
  )
}

/** Names of error classes that tell of a right that somebody lacks: Python's own `PermissionError`. */
export function isErrorOfRight(name: string): boolean {
  return /\b(permission|forbidden|access denied|not (allowed|permitted)|insufficient)\b/.test(wordsOf(name))
}

/** Names of error classes that tell that something is not there: `Berth.DoesNotExist`. */
export function isErrorOfNothing(name: string): boolean {
  return /\b(does not exist|not found|no result)\b/.test(wordsOf(name))
}

/** Members of an error that say which one it is: `error.name === "TokenExpiredError"`. */
export function isErrorName(name: string): boolean {
  return /^(name|code|type)$/.test(name)
}

/** What the error is called that all others are: `Error`, `Exception`. */
export function isErrorOfAnyKind(name: string): boolean {
  return /^(base )?(error|exception|throwable)$/.test(wordsOf(name))
}

/** What errors of languages and libraries are called: `TokenExpiredError`, `KeyError`. */
export function isClassName(name: string): boolean {
  return /^[A-Z]|(Error|Exception)$/.test(name)
}

/**
 * Members of an error that say whether its words are for the client: `error.expose`.
 * https://github.com/jshttp/http-errors
 */
export function isExposure(name: string): boolean {
  return /^(is )?(expose|exposed|operational|public)$/.test(wordsOf(name))
}

/** Members of an error that are no text. */
export function isNoText(name: string): boolean {
  return /^(status|status code|(error )?code|headers|errno|name|params|line|lineno|line number|col|colno|column|offset|index|pos|position|start|end)$/.test(
    wordsOf(name),
  )
}

/** Members of an error that hold what is to be shown: `error.user_message`. */
export function isClientsText(name: string): boolean {
  return /^(public|user|client|display|displayed|fallback|external|safe)( visible| facing)? (message|msg|text|error|detail|reason)$/.test(
    wordsOf(name),
  )
}

/** Members of an error by which clients tell it from others. */
export function isErrorCode(name: string): boolean {
  return /^(error )?code$/.test(wordsOf(name))
}

/** Methods of an error that put its own answer together: `toResponseObject`. */
export function isAnswering(name: string): boolean {
  return /^(to|as|get|make|build|create) ((http|api|oauth|json|error) )*response\b/.test(wordsOf(name))
}

/** Arguments of an error that word it: `message`, `exc`. */
export function isWordingOf(name: string): boolean {
  return (
    isMessageKey(name) ||
    /\b(message|msg|text|reason|details?|err|error|exc|exception|cause|original)$/.test(wordsOf(name))
  )
}

/** Names of errors that tell of what a client has sent: `InvalidParameterError`. */
export function isRefusedInput(name: string): boolean {
  return /\b(invalid|bad(?! gateway)|malformed|input|too (long|large|big|many)|(length|size|limit) exceeded)\b/.test(
    wordsOf(name),
  )
}

/** Parts of an answer that say its status in words. */
export function isReasonPhrase(name: string): boolean {
  return /^(reason|reason phrase|status text)$/.test(wordsOf(name))
}

/** Names of errors that tell of something that is down. */
export function isOutageError(name: string): boolean {
  return /\b(connection|connect|timeout|timed out|operational|sql alchemy|database|db api|redis|mongo|unavailable|network|interface|http status|client|request|ssl|socket|os error|io)\b/.test(
    wordsOf(name),
  )
}

/** Paths of errors that tell what is wrong with a text that was to be read: `pyparsing.ParseException`. */
export function isInputError(path: string): boolean {
  return /\b(validation|parse|parser|parsing|syntax)\b/.test(wordsOf(path.slice(path.lastIndexOf(".") + 1)))
}

/** Paths of errors that tell what is wrong with what a client has sent, and with no credential: `InvalidAddressError`. */
export function isOfInput(path: string): boolean {
  const name = path.slice(path.lastIndexOf(".") + 1)
  return isInputError(path) || (isRefusedInput(name) && !isVerificationError(name))
}

/** Functions that say whether a text or an object is as it should be, and do nothing else: `validateAddress`. */
export function isChecking(name: string): boolean {
  return /^(validate|assert|ensure|check)\b/.test(wordsOf(name))
}

/** Functions that look at what was sent and at nothing else: `validate_tags`, `parse_address`; `check_network` may ask. */
export function isOfTextAlone(name: string): boolean {
  return /^(validate|parse)\b/.test(wordsOf(name))
}

/** Functions that note what has gone wrong, and let nobody wait or fail: `logger.error`, `captureException`. */
export function isReporting(name: string): boolean {
  return /^(debug|info|warn|warning|error|critical|fatal|exception|trace|(capture|report|track) (exception|error|message)|add breadcrumb|print (exc|stack|exception))$/.test(
    wordsOf(name),
  )
}

/** Functions that put a page together from a template. */
export function isRendering(name: string): boolean {
  return /\b(render|template)\b/.test(wordsOf(name))
}

/** What gives its argument as JSON: `jsonify`, `JSONResponse`. */
export function isJson(name: string): boolean {
  return /\bjson(ify)?\b/.test(wordsOf(name))
}

/** Methods that give an object's fields as plain data: `model_dump`. */
export function isDump(name: string): boolean {
  return /^(model dump( json)?|(to |as )?(dict|json|object)|dump)$/.test(wordsOf(name))
}

/** Arguments that say how to encode what is no data: `dumps`, `default`. */
export function isEncoding(name: string): boolean {
  return /^(dumps|default|encoder|cls|json dumps params)$/.test(wordsOf(name))
}

/** Members of an answer that hold what the client is told. */
export function isMessageKey(name: string): boolean {
  return /^((error )?(message|msg|description|details?)|errors?|reason|title|text|info|cause)$/.test(wordsOf(name))
}

const emptyWord =
  /^(a|an|the|this|that|you|your|user|account|client|request|is|are|was|do|does|not|no|dont|doesnt|isnt|arent|cannot|cant|have|has|lack|lacks|lacking|missing|need|needs|enough|insufficient|sufficient|adequate|proper|required|necessary|right|rights|permission|permissions|privilege|privileges|access|authorization|authorized|unauthorized|authorised|unauthorised|forbidden|denied|allowed|permitted|refused|to|for|on|of|in|with|perform|do|execute|view|see|read|edit|change|modify|update|delete|action|operation|resource|page|content|endpoint|area|it|here|sorry|error|http|403)$/

/** Texts of refusals whose every word says what the status says: who reads them knows neither what is lacking nor for what. */
export function isEmptyRefusal(text: string): boolean {
  const words = text
    .toLowerCase()
    .replace(/['’]/g, "")
    .match(/[\p{L}\d]+/gu)
  return words?.every((word) => emptyWord.test(word)) === true
}
