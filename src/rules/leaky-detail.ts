import type { Exit, Leak } from "../model/answer.ts"
import { defineRule, type Proposal } from "../model/rule.ts"

const messages = {
  text: "The client is shown {{why}}, which may name tables, paths, hosts or keys.",
  stack: "The client is shown a stack trace, which tells an attacker how the program is built.",
  secret: "The answer repeats {{why}}, so it ends in logs and caches along the way.",
}

const messageOf: Readonly<Record<Leak["what"], keyof typeof messages>> = {
  "exception-text": "text",
  stack: "stack",
  secret: "secret",
}

/** What is said where the authors had no words of their own. */
const usual: Readonly<Record<number, string>> = {
  400: "Bad request",
  401: "Invalid credentials",
  403: "Forbidden",
  404: "Not found",
  409: "Conflict",
  422: "Invalid input",
  502: "Bad gateway",
  503: "Service unavailable",
}

function fixesOf({ status, at }: Exit, { leaf, words, what }: Leak): readonly Proposal[] {
  if (leaf === undefined) return []
  const own = words.replace(/[\s:;,.(\-–—'"`[{=]+$/, "").trim()
  const known = status.known ? status.value : 500
  const text = /\p{L}{3}/u.test(own) ? own : (usual[known] ?? (known >= 500 ? "Internal server error" : "Bad request"))
  const isLogged = what !== "secret"
  const logged = isLogged ? [{ kind: "log-cause", before: at, text } as const] : []
  return [
    {
      title: isLogged ? `Answer "${text}" and log the cause` : `Answer "${text}"`,
      safe: false,
      preferred: true,
      edits: [{ kind: "set-text", at: leaf, text }, ...logged],
    },
  ]
}

export default defineRule({
  id: "leaky-detail",
  description: "Disallow internal detail in the body of a refusal or error.",
  severity: "warning",
  preset: "recommended",
  spec: "https://cwe.mitre.org/data/definitions/209.html",
  messages,
  answer({ exit }, { report }) {
    if (exit.dead?.kind === "swallowed") return
    for (const leak of exit.leaks) {
      const { at, what, why } = leak
      report({ at, message: messageOf[what], data: { why }, why, fixes: fixesOf(exit, leak) })
    }
  },
})
