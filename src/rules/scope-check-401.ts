import type { Answer } from "../model/answer.ts"
import type { Edit } from "../model/edit.ts"
import { defineRule, type Proposal } from "../model/rule.ts"

const title = "Answer 403"

/** 403 where the answer is made; its Bearer challenge says what lacks, any other has no place on a 403. */
function atCause({ exit }: Answer): readonly Proposal[] {
  const { status, headers } = exit.slots
  if (status === undefined) return []
  const edits: Edit[] = [{ kind: "set-status", slot: status, status: 403 }]
  const { presence, text } = exit.challenge
  if (headers !== undefined && (presence === "always" || presence === "sometimes")) {
    const name = "WWW-Authenticate"
    const value = text === undefined || /^bearer\b/i.test(text) ? insufficient(text) : undefined
    edits.push(
      value === undefined
        ? { kind: "remove-header", slot: headers, name }
        : { kind: "set-header", slot: headers, name, value, parameter: 'error="insufficient_scope"' },
    )
  }
  return [{ title, safe: false, preferred: true, edits, restates: 401 }]
}

/** RFC 6750 §3.1: the realm stays, the error says that a right is lacking. */
function insufficient(text: string | undefined): string {
  const realm = /\brealm="[^"…]*"/.exec(text ?? "")?.[0]
  return `Bearer ${realm === undefined ? "" : `${realm}, `}error="insufficient_scope"`
}

export default defineRule({
  id: "scope-check-401",
  description: "Disallow 401 where somebody known lacks a right.",
  severity: "error",
  preset: "recommended",
  // What a 403 says is asked once it is one, and of the challenges of 401s once those are few that need none.
  hides: ["vague-403", "challenge-not-exposed"],
  spec: "https://www.rfc-editor.org/rfc/rfc6750#section-3.1",
  messages: {
    refused:
      "401 tells the client to authenticate again, but who asks is known here and lacks a right: logging in anew cannot help.",
  },
  answer(answer, { report }) {
    const { exit, status } = answer
    if (!status.known || status.value !== 401 || exit.dead !== undefined) return
    if (exit.asks.kind !== "authorization") return
    const { opposite } = exit.slots
    report({
      at: exit.at,
      cause: exit.cause,
      message: "refused",
      evidence: exit.asks.at,
      why: exit.asks.why,
      ...(opposite && { fixes: [{ title, safe: false, preferred: true, edits: opposite, restates: 401 }] }),
      atCause: atCause(answer),
    })
  },
})
