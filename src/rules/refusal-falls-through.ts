import { defineRule } from "../model/rule.ts"

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
      fixes: [
        {
          title: "Return here",
          safe: false,
          preferred: true,
          edits: [{ kind: "replace", at: goesOn.from, code: ["return ", { kind: "source", at: goesOn.from }] }],
        },
      ],
    })
  },
})
