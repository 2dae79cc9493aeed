import { parseChallenges, writeChallenges } from "../http/challenge.ts"
import { contains } from "../model/place.ts"
import { defineRule } from "../model/rule.ts"

/** The challenge with the code for a token that is no good; `undefined` where it has one, or is none of Bearer's. */
function named(text: string): string | undefined {
  const parsed = parseChallenges(text)
  if (parsed.kind === "fault") return undefined
  const [only, ...more] = parsed.challenges
  if (only === undefined || more.length > 0 || !/^bearer$/i.test(only.scheme) || only.token68 !== undefined)
    return undefined
  if (only.parameters.some(({ name }) => name.toLowerCase() === "error")) return undefined
  const error = { name: "error", value: "invalid_token", quoted: true }
  return writeChallenges([{ ...only, parameters: [...only.parameters, error] }])
}

export default defineRule({
  id: "terse-challenge",
  description: 'Demand error="invalid_token" where a token was no good.',
  severity: "info",
  preset: "strict",
  spec: "https://www.rfc-editor.org/rfc/rfc6750#section-3.1",
  messages: {
    terse:
      "A client cannot tell a bad token from a missing one: this challenge names no error, so it will not fetch a new token.",
  },
  answer({ exit, status, setting, handler, challenge: sent }, { report }) {
    const { challenge, asks } = exit
    // Where tokens are given out, RFC 6749 has the codes: https://www.rfc-editor.org/rfc/rfc6749#section-5.2
    if (setting === "login" || setting === "token-endpoint") return
    if (!status.known || status.value !== 401 || exit.dead !== undefined || challenge.presence !== "always") return
    // What a handler drops reaches nobody, whatever it says.
    if (handler?.drops === true || sent.presence === "never") return
    if (asks.kind !== "authentication" || asks.presented !== true || challenge.text === undefined) return
    const text = challenge.text.includes("…") ? undefined : named(challenge.text)
    if (text === undefined) return
    const { at } = challenge
    const fixes =
      at === undefined || !contains(exit.at, at)
        ? []
        : [
            {
              title: `Answer WWW-Authenticate: ${text}`,
              safe: true,
              preferred: true,
              edits: [{ kind: "set-text", at, text } as const],
            },
          ]
    report({ at: exit.at, message: "terse", evidence: asks.at, why: asks.why, fixes })
  },
})
