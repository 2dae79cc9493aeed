import { defineRule } from "../model/rule.ts"

export default defineRule({
  id: "unused-suppression",
  description: "Disallow suppression comments that silence nothing.",
  severity: "info",
  preset: "recommended",
  spec: "https://eslint.org/docs/latest/use/configure/rules#report-unused-eslint-disable-comments",
  messages: {
    bare: "This suppression silences nothing, and would hide whatever is found here next.",
    idle: "This suppression of {{rules}} silences nothing, and would hide what is found here next.",
    empty: "This suppression names no rule, so it silences nothing.",
    unknown: "This suppression names {{unknown}}, so it silences nothing.",
    both: "This suppression of {{rules}} silences nothing, and it names {{unknown}}.",
  },
  suppression({ at, rules, unknown }, { report }) {
    if (rules === undefined) return report({ at, message: "bare", why: "no finding here" })
    const data = {
      rules: listed(rules.map((rule) => `\`${rule}\``)),
      unknown: listed(
        unknown.map(
          ({ name, nearest }) =>
            `\`${name}\`, which is no rule${nearest === undefined ? "" : ` (did you mean \`${nearest}\`?)`}`,
        ),
      ),
    }
    if (unknown.length === 0) {
      return report({ at, message: rules.length === 0 ? "empty" : "idle", data, why: "no finding here" })
    }
    report({ at, message: rules.length === 0 ? "unknown" : "both", data, why: "no such rule" })
  },
})

function listed(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`
}
