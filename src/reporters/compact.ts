import type { Report } from "../model/report.ts"
import type { ReportContext } from "./reporter.ts"

/** A line for each finding, as compilers write them: `app/main.py:12:5: warning [missing-challenge] This 401 …`. */
export function compact({ findings }: Report, { pathOf }: ReportContext): string {
  return findings
    .filter(({ severity }) => severity !== "hint")
    .map(({ file, range: { start }, severity, rule, message }) => {
      return `${pathOf(file)}:${start.line}:${start.column}: ${severity} [${rule}] ${message.replaceAll("\n", " ")}\n`
    })
    .join("")
}
