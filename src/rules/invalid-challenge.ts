import { hole, type ParsedChallenge, parseChallenges, writeChallenges } from "../http/challenge.ts"
import type { Answer } from "../model/answer.ts"
import { defineRule, type Proposal } from "../model/rule.ts"

/** Error codes that are registered for a scheme, and the status that each belongs to (RFC 6750, 9449, 9470). */
const codes: Readonly<Record<string, number>> = {
  invalid_request: 400,
  invalid_token: 401,
  insufficient_scope: 403,
  insufficient_user_authentication: 401,
  invalid_dpop_proof: 401,
  use_dpop_nonce: 401,
  // Continuous access evaluation, as Microsoft's identity platform asks for it.
  insufficient_claims: 401,
}

/** Schemes whose challenges are parameters and nothing else. */
const parametric = /^(bearer|basic|digest|dpop)$/i

interface Fault {
  /** `bare`: clients cope with what is missing. */
  readonly message?: "bare"
  readonly why: string
  /** `undefined` where nobody can say what was meant. */
  readonly corrected: string | undefined
}

function faultOf(text: string, { status, challenges }: Pick<Answer, "status" | "challenges">): Fault | undefined {
  const parsed = parseChallenges(text)
  if (parsed.kind === "fault") {
    // What is filled in where grammar matters may be anything.
    return text
      .slice(0, parsed.at + 1)
      .replace(/"[^"]*"?/g, "")
      .includes(hole)
      ? undefined
      : { why: parsed.why, corrected: mended(text) }
  }
  const isSpelled = parsed.challenges.length > 1 && parsed.challenges.every(({ scheme }) => scheme.length === 1)
  if (isSpelled) return { why: "every letter of it is sent as a scheme of its own", corrected: undefined }
  const known = status.known ? status.value : undefined
  for (const [index, challenge] of parsed.challenges.entries()) {
    const fault = inOne(challenge, known, challenges.find(({ scheme }) => scheme === "Basic")?.value)
    if (fault === undefined) continue
    const { why, instead, message } = fault
    const others = parsed.challenges.map((one, at) => (at === index ? instead : one))
    const isWhole = others.every((one) => one !== undefined) && !text.includes(hole)
    return {
      ...(message && { message }),
      why,
      corrected: isWhole ? writeChallenges(others.filter((one) => one !== undefined)) : undefined,
    }
  }
  return undefined
}

interface FaultInOne extends Pick<Fault, "message" | "why"> {
  readonly instead: ParsedChallenge | undefined
}

function inOne(
  challenge: ParsedChallenge,
  status: number | undefined,
  basic: string | undefined,
): FaultInOne | undefined {
  const { scheme, token68, parameters } = challenge
  if (!parametric.test(scheme)) return undefined
  if (token68 !== undefined && token68 !== hole) {
    return { why: `\`${token68}\` is no parameter of ${scheme}`, instead: { ...challenge, token68: undefined } }
  }
  const names = parameters.map(({ name }) => name.toLowerCase())
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) return { why: `it has two parameters \`${twice}\``, instead: undefined }
  const apostrophe = parameters.find(({ value, quoted }) => !quoted && /^'.*'$/.test(value))
  if (apostrophe !== undefined) {
    return {
      why: `the apostrophes are part of \`${apostrophe.name}\`'s value: HTTP quotes with \`"\``,
      instead: withParameter(challenge, apostrophe.name, apostrophe.value.slice(1, -1)),
    }
  }
  if (/^basic$/i.test(scheme) && !names.includes("realm")) {
    const realm = /realm="([^"]*)"/.exec(basic ?? "")?.[1] ?? "api"
    return { message: "bare", why: "it names no realm", instead: withParameter(challenge, "realm", realm) }
  }
  return /^(bearer|dpop)$/i.test(scheme) ? inError(challenge, status) : undefined
}

function inError(challenge: ParsedChallenge, status: number | undefined): FaultInOne | undefined {
  const error = challenge.parameters.find(({ name }) => name.toLowerCase() === "error")
  if (error === undefined || error.value.includes(hole)) return undefined
  const expected = codes[error.value]
  if (expected === undefined) {
    const instead = status === 401 ? "invalid_token" : status === 403 ? "insufficient_scope" : undefined
    return {
      why: `no client knows the error code \`${error.value}\` (RFC 6750, section 3.1)`,
      instead: instead === undefined ? undefined : withParameter(challenge, "error", instead),
    }
  }
  if (status === undefined || status === expected || (status !== 401 && status !== 403)) return undefined
  // The code says what was asked, so the status is what is wrong: that is told elsewhere.
  if (error.value === "invalid_token" || error.value === "insufficient_scope") return undefined
  // A 401 for want of credentials carries no code at all.
  const parameters = challenge.parameters.filter((one) => one !== error)
  return {
    why: `\`${error.value}\` belongs to a ${expected}, and this is a ${status}`,
    instead: status === 401 ? { ...challenge, parameters } : undefined,
  }
}

function withParameter(challenge: ParsedChallenge, name: string, value: string): ParsedChallenge {
  const written = { name, value, quoted: true }
  const isThere = challenge.parameters.some((one) => one.name === name)
  const parameters = isThere
    ? challenge.parameters.map((one) => (one.name === name ? written : one))
    : [...challenge.parameters, written]
  return { ...challenge, parameters }
}

/** What is all but certainly meant: commas between parameters, no colon after the scheme, no comma at the end. */
function mended(text: string): string | undefined {
  if (text.includes(hole)) return undefined
  const tried = text
    .trim()
    .replace(/^([\w-]+):\s*/, "$1 ")
    .replace(/,\s*$/, "")
    .replace(/("[^"]*")\s+(?=[\w-]+\s*=)/g, "$1, ")
  const parsed = parseChallenges(tried)
  return parsed.kind === "challenges" ? writeChallenges(parsed.challenges) : undefined
}

export default defineRule({
  id: "invalid-challenge",
  description: "Disallow challenges that clients cannot read.",
  severity: "warning",
  preset: "recommended",
  spec: "https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1",
  messages: {
    invalid: "Clients cannot make sense of this WWW-Authenticate: {{why}}.",
    bare: "Basic needs a realm (RFC 7617, section 2): clients cope without, but cannot tell which password is asked for.",
  },
  answer(answer, { report }) {
    const { text, at } = answer.exit.challenge
    if (text === undefined || at === undefined || answer.exit.dead !== undefined) return
    const fault = faultOf(text, answer)
    if (fault === undefined) return
    const { why, corrected, message = "invalid" } = fault
    const fixes: Proposal[] =
      corrected === undefined || corrected === ""
        ? []
        : [
            {
              title: `Answer WWW-Authenticate: ${corrected}`,
              safe: false,
              preferred: true,
              edits: [{ kind: "set-text", at, text: corrected }],
            },
          ]
    // Frameworks send it so themselves.
    report({ at, message, data: { why }, fixes, ...(message === "bare" && { severity: "info" }) })
  },
})
