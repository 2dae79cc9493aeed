/** One challenge of a `WWW-Authenticate` value (RFC 9110, section 11.6.1). */
export interface ParsedChallenge {
  /** As written: `Bearer`. */
  readonly scheme: string
  /** `YWxhZGRpbg==`, in place of parameters. */
  readonly token68: string | undefined
  readonly parameters: readonly ChallengeParameter[]
}

export interface ChallengeParameter {
  /** As written; names are compared without case. */
  readonly name: string
  /** Without quotes and backslashes. */
  readonly value: string
  readonly quoted: boolean
}

/** What a value says, or where it stops to make sense and why. */
export type ParsedChallenges =
  | { readonly kind: "challenges"; readonly challenges: readonly ParsedChallenge[] }
  | { readonly kind: "fault"; readonly why: string; readonly at: number }

/** Stands for what is filled in at run time. */
export const hole = "…"

const token = /[!#$%&'*+\-.^_`|~0-9A-Za-z]+/y
const token68 = /[A-Za-z0-9\-._~+/]+=*(?=[ \t]*(?:,|$))/y
const quoted = /"(?:[^"\\\p{Cc}]|\t|\\[^\p{Cc}])*"/uy
const space = /[ \t]*/y

/**
 * Reads a list of challenges, one or several, by RFC 9110's grammar for senders.
 * @param text the whole value; a {@link hole} may stand inside quotes
 */
export function parseChallenges(text: string): ParsedChallenges {
  return new Parser(text).list()
}

/** One value for challenges; parameters that have to be are quoted. */
export function writeChallenges(challenges: readonly ParsedChallenge[]): string {
  return challenges
    .map(({ scheme, token68: blob, parameters }) => {
      const written = parameters.map(({ name, value, quoted: isQuoted }) => {
        const isBare = !isQuoted && isToken(value) && name.toLowerCase() !== "realm"
        return `${name}=${isBare ? value : `"${value.replace(/["\\]/g, "\\$&")}"`}`
      })
      const rest = blob ?? written.join(", ")
      return rest === "" ? scheme : `${scheme} ${rest}`
    })
    .join(", ")
}

function isToken(text: string): boolean {
  token.lastIndex = 0
  return token.exec(text)?.[0] === text
}

class Parser {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  list(): ParsedChallenges {
    const challenges: ParsedChallenge[] = []
    this.#take(space)
    if (this.#at === this.#text.length) return this.#fault("it is empty")
    for (;;) {
      const scheme = this.#take(token)
      if (scheme === undefined) return this.#fault("a scheme's name is expected")
      const parameters: ChallengeParameter[] = []
      const blank = this.#take(space)
      const blob = blank === "" ? undefined : this.#blob()
      if (blob === undefined && blank !== "" && !this.#isEnd() && this.#peek() !== ",") {
        const fault = this.#parameters(parameters)
        if (fault !== undefined) return fault
      }
      challenges.push({ scheme, token68: blob, parameters })
      this.#take(space)
      if (this.#isEnd()) return { kind: "challenges", challenges }
      if (this.#peek() !== ",")
        return this.#fault(this.#peek() === ":" ? "a colon follows the scheme" : "a comma is missing")
      this.#at++
      this.#take(space)
      if (this.#isEnd()) return this.#fault("it ends with a comma")
    }
  }

  /** A credential-like blob in place of parameters; `x=` at a value's end is one, `x=y` is none. */
  #blob(): string | undefined {
    return this.#take(token68)
  }

  /** Parameters up to the end or the comma in front of the next challenge. */
  #parameters(into: ChallengeParameter[]): ParsedChallenges | undefined {
    for (;;) {
      const name = this.#take(token)
      if (name === undefined) return this.#fault("a parameter's name is expected")
      this.#take(space)
      if (this.#peek() !== "=") return this.#fault(`\`${name}\` has no value`)
      this.#at++
      this.#take(space)
      const start = this.#at
      const inQuotes = this.#take(quoted)
      const value = inQuotes === undefined ? this.#take(token) : inQuotes.slice(1, -1).replace(/\\(.)/g, "$1")
      const isCut = inQuotes === undefined && !this.#isEnd() && !/[ \t,]/.test(this.#peek() ?? "")
      if (value === undefined || isCut) {
        return this.#fault(
          this.#text[start] === '"' ? "a quote is not closed" : `the value of \`${name}\` has to be quoted`,
        )
      }
      into.push({ name, value, quoted: inQuotes !== undefined })
      const end = this.#at
      this.#take(space)
      if (this.#isEnd() || this.#peek() !== ",") return undefined
      this.#at++
      this.#take(space)
      if (this.#isEnd()) return this.#fault("it ends with a comma")
      if (!this.#isParameter()) {
        this.#at = end
        return undefined
      }
    }
  }

  /** Whether `name=` comes next, and not the next challenge's scheme. */
  #isParameter(): boolean {
    const start = this.#at
    const isNamed = this.#take(token) !== undefined
    this.#take(space)
    const isFollowed = this.#peek() === "="
    this.#at = start
    return isNamed && isFollowed
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0]
    this.#at += found?.length ?? 0
    return found
  }

  #peek(): string | undefined {
    return this.#text[this.#at]
  }

  #isEnd(): boolean {
    return this.#at === this.#text.length
  }

  #fault(why: string): ParsedChallenges {
    return { kind: "fault", why, at: this.#at }
  }
}
