import { defineRule } from "../model/rule.ts"

export default defineRule({
  id: "auth-on-options",
  description: "Disallow authentication in front of a CORS preflight.",
  severity: "error",
  preset: "recommended",
  spec: "https://fetch.spec.whatwg.org/#cors-preflight-fetch",
  messages: {
    blocked:
      "{{gate}} runs before CORS and refuses a preflight, which never carries credentials: browsers cannot call this API, and its 401s reach scripts without CORS headers.",
  },
  preflight({ gate, gateName, refusal, cors }, { report }) {
    report({
      at: gate,
      message: "blocked",
      data: { gate: gateName },
      evidence: refusal,
      related: [
        { at: cors, message: "CORS is registered here, inside of it.", role: "evidence" },
        { at: refusal, message: "OPTIONS without credentials ends here.", role: "evidence" },
      ],
    })
  },
})
