import { wrap } from "../reporters/pretty/columns.ts"
import type { Host } from "./host.ts"
import { styleOf } from "./style.ts"
import { type ColorChoice, wantsColor, widthOf } from "./terminal.ts"

/** `gatelint rules`: every rule with what it says and how loud. */
export function listRules(host: Host, color: ColorChoice): void {
  const { ruleCatalogue } = host.engine
  const style = styleOf(wantsColor(color, host.stdout, host.env))
  const idWidth = Math.max(0, ...ruleCatalogue.map(({ id }) => id.length))
  const indent = idWidth + 2 + "warning".length + 2
  const lines = ruleCatalogue.flatMap(({ id, severity, preset, description }) => {
    const text = preset === "strict" ? `${description} (strict)` : description
    const [first = "", ...rest] = wrap(text, Math.max(24, widthOf(host.stdout) - indent))
    return [
      `${style.bold(id.padEnd(idWidth))}  ${style.dim(severity.padEnd("warning".length))}  ${first}`,
      ...rest.map((line) => " ".repeat(indent) + line),
    ]
  })
  host.stdout.write(`${[...lines, "", style.dim("gatelint explain RULE shows a rule's page.")].join("\n")}\n`)
}
