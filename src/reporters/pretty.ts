import type { Finding, Report } from "../model/report.ts"
import { blockWriter } from "./pretty/block.ts"
import { compareFindings } from "./pretty/order.ts"
import { summaryOf } from "./pretty/summary.ts"
import { themeOf } from "./pretty/theme.ts"
import type { ReportContext } from "./reporter.ts"

/** For people: a block per cause with its code, then totals, coverage and what to do next. */
export function pretty(report: Report, context: ReportContext): string {
  const theme = themeOf(context)
  const findings = report.findings.filter(isShown).toSorted(compareFindings)
  const block = blockWriter(context, theme)
  const lines = findings.flatMap((finding) => [...block(finding), ""])
  return `${[...lines, ...summaryOf({ ...report, findings }, context, theme)].join("\n")}\n`
}

/** The sites of a wall are told by its cause. */
function isShown({ severity }: Finding): boolean {
  return severity !== "hint"
}
