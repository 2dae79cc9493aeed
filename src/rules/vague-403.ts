import { contains } from "../model/place.ts"
import { defineRule } from "../model/rule.ts"

export default defineRule({
  id: "vague-403",
  description: "Demand that a 403 says what is lacking.",
  severity: "info",
  preset: "strict",
  spec: "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.4",
  messages: {
    vague: "This 403 does not say which right is lacking, so that nobody knows what to ask for.",
  },
  answer({ exit, status }, { report }) {
    const { asks, says, compared } = exit
    if (!status.known || status.value !== 403 || exit.dead !== undefined || says === undefined) return
    if (asks.kind !== "authorization" || !asks.strong || asks.ofRight !== true || !says.isEmpty) return
    const [right, ...more] = compared
    const text = `${says.text.replace(/[.\s]+$/, "")}: ${right ?? ""}`
    const fixes =
      right === undefined || more.length > 0 || !contains(exit.at, says.at)
        ? []
        : [
            {
              title: `Answer "${text}"`,
              safe: false,
              preferred: true,
              edits: [{ kind: "set-text", at: says.at, text } as const],
            },
          ]
    report({ at: exit.at, message: "vague", evidence: asks.at, why: asks.why, fixes })
  },
})
