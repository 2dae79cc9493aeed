import type { Exit, Leak } from "../model/answer.ts"
import { defineRule, type Proposal } from "../model/rule.ts"

const messages = {
  text: "The client is shown {{why}}, which may name tables, paths, hosts or keys.",
  stack: "The client is shown a stack trace, which tells an attacker how the program is built.",
  secret: "The answer repeats {{why}}, so it ends in logs and caches along the way.",
}

const messageOf: Readonly<Record<Exclude<Leak["what"], "domain-text">, keyof typeof messages>> = {
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

function fixesOf({ status, at }: Exit, { leaves, what }: Leak): readonly Proposal[] {
  const known = status.known ? status.value : 500
  const texts = leaves.map((leaf) => ({ kind: "set-text", at: leaf.at, text: textOf(leaf.words, known) }) as const)
  const [text] = texts.map((one) => one.text)
  if (text === undefined) return []
  const isLogged = what !== "secret"
  const logged = isLogged ? [{ kind: "log-cause", before: at, text } as const] : []
  return [
    {
      title: isLogged ? `Answer "${text}" and log the cause` : `Answer "${text}"`,
      safe: false,
      preferred: true,
      edits: [...texts, ...logged],
    },
  ]
}

/** The authors' own words where they say something. */
function textOf(words: string, status: number): string {
  const own = words.replace(/[\s:;,.(\-–—'"`[{=]+$/, "").trim()
  if (/\p{L}{3}/u.test(own)) return own
  return usual[status] ?? (status >= 500 ? "Internal server error" : "Bad request")
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
      if (what !== "domain-text")
        report({ at, message: messageOf[what], data: { why }, why, fixes: fixesOf(exit, leak) })
    }
  },
})
