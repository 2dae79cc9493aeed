import type { Answer } from "../model/answer.ts"
import { defineRule, type Proposal } from "../model/rule.ts"

/** The verification's errors alone are answered, and with the challenge that the answer lacks. */
function fixesOf({ exit, challenges }: Answer): readonly Proposal[] {
  const { catchAll, challenge, slots } = exit
  if (catchAll?.narrowed === undefined) return []
  const { error, edits } = catchAll.narrowed
  const [choice] = challenges
  const added =
    challenge.presence === "never" && slots.headers !== undefined && choice !== undefined
      ? [{ kind: "set-header", slot: slots.headers, name: "WWW-Authenticate", value: choice.value } as const]
      : []
  return [{ title: `Catch ${error} alone`, safe: false, preferred: true, edits: [...edits, ...added] }]
}

const messageOf = { caught: "outage", swallowed: "swallowed", written: "written" } as const

const told: Readonly<Record<number, string>> = { 401: "their credentials are bad", 403: "they may not" }

export default defineRule({
  id: "catch-all-401",
  description: "Disallow a refusal for whatever went wrong.",
  severity: "warning",
  preset: "recommended",
  hides: ["terse-challenge", "challenge-not-exposed"],
  spec: "https://www.rfc-editor.org/rfc/rfc9110#section-15.6.4",
  messages: {
    outage:
      "Every error becomes a {{status}} here, also while what `{{call}}` asks is down: an outage tells all clients that {{told}}.",
    swallowed:
      "When `{{call}}` fails, whatever the reason, it is taken for a no and answered {{status}} here: an outage tells clients that {{told}}.",
    written:
      "Every error becomes a {{status}} here, and no credential is checked in front of it: when `{{call}}` fails, clients are told that {{told}}, where the server is at fault.",
  },
  answer(answer, { report }) {
    const { exit, status } = answer
    const { catchAll, asks } = exit
    if (catchAll === undefined || !status.known || exit.dead !== undefined) return
    // What else is wrong with the status is said first.
    if (asks.kind === "authorization" || (status.value === 403 && asks.kind === "authentication" && asks.strong)) return
    report({
      at: exit.at,
      message: messageOf[catchAll.how],
      data: { status: String(status.value), call: catchAll.call, told: told[status.value] ?? "they are refused" },
      evidence: catchAll.at,
      fixes: fixesOf(answer),
    })
  },
})
