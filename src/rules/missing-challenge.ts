import type { Answer } from "../model/answer.ts"
import { defineRule, type Proposal } from "../model/rule.ts"

/** The answer is a 401 of authentication that the client gets, and nothing on its way adds a challenge. */
function lacksChallenge({ exit, status, challenge, handler }: Answer): boolean {
  if (!status.known || status.value !== 401 || exit.dead !== undefined || exit.forwarded) return false
  // A handler that drops headers is the cause, and says so itself.
  if (handler?.drops === true) return false
  return challenge.presence === "never" && exit.asks.kind !== "authorization"
}

/** The challenge of the scheme in use first. `Basic` makes browsers ask, so it is never added unseen. */
function fixesOf({ exit, challenges, setting, takesChallenge }: Answer): readonly Proposal[] {
  const slot = exit.slots.headers
  if (slot === undefined || takesChallenge) return []
  return challenges.map(({ scheme, value, inUse }, index) => ({
    title: `Add WWW-Authenticate: ${value}`,
    safe: inUse && scheme !== "Basic" && setting === "api",
    preferred: index === 0 && setting === "api",
    edits: [{ kind: "set-header", slot, name: "WWW-Authenticate", value }],
  }))
}

export default defineRule({
  id: "missing-challenge",
  description: "Demand WWW-Authenticate on every 401.",
  severity: "warning",
  preset: "recommended",
  // What is asked of a challenge is asked once there is one.
  hides: ["terse-challenge", "challenge-not-exposed"],
  spec: "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2",
  messages: {
    missing: "This 401 carries no WWW-Authenticate header, so a client cannot tell how to authenticate.",
    input:
      "This 401 says that an input is missing, which no authentication mends: 400 says so, and a 401 has to carry a WWW-Authenticate header.",
    login:
      "This 401 of a login carries no WWW-Authenticate header; no registered scheme fits a form, yet RFC 9110 asks for one.",
    "cookie-session":
      "This 401 of a cookie session carries no WWW-Authenticate header; no registered scheme fits a cookie, yet RFC 9110 asks for one.",
    page: "This 401 of a page carries no WWW-Authenticate header; no registered scheme fits a log-in on a page, yet RFC 9110 asks for one.",
    mcp: "This 401 of an MCP server carries no WWW-Authenticate header with resource_metadata, so clients cannot find out where to log in.",
    "token-endpoint":
      "This 401 of a token endpoint carries no WWW-Authenticate header, which tells a client by which schemes it may authenticate itself.",
    handshake:
      "This 401 of a WebSocket's handshake carries no WWW-Authenticate header, which RFC 9110 asks of every 401.",
    webhook: "This 401 of a webhook carries no WWW-Authenticate header, which RFC 9110 asks of every 401.",
  },
  answer(answer, { report }) {
    if (!lacksChallenge(answer)) return
    const { exit, setting, takesChallenge } = answer
    const at = takesChallenge ? exit.at : exit.cause
    const why = exit.asks.kind === "unknown" ? "" : exit.asks.why
    const fixes = fixesOf(answer)
    if (setting === "mcp") {
      report({ at, message: "mcp", severity: "error", evidence: exit.asks.at, why, fixes })
      return
    }
    if (setting !== "api") {
      report({ at, message: setting, severity: "info", evidence: exit.asks.at, why, fixes })
      return
    }
    if (exit.asks.ofInput === true) {
      report({ at, message: "input", severity: "info", evidence: exit.asks.at, why })
      return
    }
    report({ at, message: "missing", evidence: exit.asks.at, why, fixes })
  },
})
