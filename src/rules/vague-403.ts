import { contains } from "../model/place.ts"
import { defineRule } from "../model/rule.ts"

/** Words that say no more than the status does: whoever reads them knows neither what is lacking nor for what. */
const empty =
  /^(a|an|the|this|that|you|your|user|account|client|request|is|are|was|do|does|not|no|dont|doesnt|isnt|arent|cannot|cant|have|has|lack|lacks|lacking|missing|need|needs|enough|insufficient|sufficient|adequate|proper|required|necessary|right|rights|permission|permissions|privilege|privileges|access|authorization|authorized|unauthorized|authorised|unauthorised|forbidden|denied|allowed|permitted|refused|to|for|on|of|in|with|perform|do|execute|view|see|read|edit|change|modify|update|delete|action|operation|resource|page|content|endpoint|area|it|here|sorry|error|http|403)$/

function isVague(text: string): boolean {
  const words = text
    .toLowerCase()
    .replace(/['’]/g, "")
    .match(/[\p{L}\d]+/gu)
  return words?.every((word) => empty.test(word)) === true
}

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
    if (asks.kind !== "authorization" || !asks.strong || !/right|permission|required/.test(asks.why)) return
    if (!isVague(says.text)) return
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
