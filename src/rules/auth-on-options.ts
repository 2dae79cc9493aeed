import type { PreflightFact } from "../model/answer.ts"
import type { Place } from "../model/place.ts"
import { defineRule, type Proposal } from "../model/rule.ts"

/** The CORS layer that would have answered, had it been asked. */
function inside(at: Place) {
  return { at, message: "CORS is registered here, inside of it.", role: "evidence" } as const
}

/** Both are accepted practice. */
function fixesOf({ gateName, reorder, earlyPass }: PreflightFact): readonly Proposal[] {
  const ways = [
    { title: `Let CORS run before ${gateName}`, edits: reorder },
    { title: `Let preflights through ${gateName}`, edits: earlyPass },
  ]
  return ways
    .flatMap(({ title, edits }) => (edits === undefined ? [] : [{ title, edits }]))
    .map((way, index) => ({ ...way, safe: false, preferred: index === 0 }))
}

export default defineRule({
  id: "auth-on-options",
  description: "Disallow authentication in front of a CORS preflight.",
  severity: "error",
  preset: "recommended",
  // What does more than refuse preflights is told once it lets them through.
  hides: ["cors-order"],
  spec: "https://fetch.spec.whatwg.org/#cors-preflight-fetch",
  messages: {
    blocked:
      "{{gate}} runs before CORS and refuses a preflight, which never carries credentials: browsers cannot call this API, and its 401s reach scripts without CORS headers.",
    route:
      "This route takes OPTIONS, but {{gate}} in front of it refuses a preflight, which never carries credentials: browsers cannot call it.",
  },
  preflight(preflight, { report }) {
    const { gate, gateName, refusal, cors } = preflight
    report({
      at: gate,
      message: cors === undefined ? "route" : "blocked",
      data: { gate: gateName },
      evidence: refusal,
      fixes: fixesOf(preflight),
      related: [
        ...(cors === undefined ? [] : [inside(cors)]),
        { at: refusal, message: "OPTIONS without credentials ends here.", role: "evidence" },
      ],
    })
  },
})
