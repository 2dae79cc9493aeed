import type { Place } from "../model/place.ts"
import { defineRule, type Proposal } from "../model/rule.ts"

function returning(from: Place | undefined): readonly Proposal[] {
  if (from === undefined) return []
  return [
    {
      title: "Return here",
      safe: false,
      preferred: true,
      edits: [{ kind: "replace", at: from, code: ["return ", { kind: "source", at: from }] }],
    },
  ]
}

export default defineRule({
  id: "refusal-falls-through",
  description: "Demand that nothing runs after a refusal.",
  severity: "error",
  preset: "recommended",
  spec: "https://expressjs.com/en/guide/using-middleware.html",
  messages: {
    through: "This {{status}} is sent, but the request goes on: what it refuses runs all the same.",
  },
  answer({ exit }, { report }) {
    const { at, goesOn, status } = exit
    if (goesOn === undefined || !status.known) return
    report({
      at,
      message: "through",
      data: { status: String(status.value) },
      why: "nothing ends the branch",
      related: [{ at: goesOn.at, message: "runs all the same", role: "evidence" }],
      fixes: returning(goesOn.from),
    })
  },
})
