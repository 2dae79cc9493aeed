import type { Report } from "../model/report.ts"
import { shownFindings } from "./order.ts"
import { blockWriter } from "./pretty/block.ts"
import { summaryOf } from "./pretty/summary.ts"
import { themeOf } from "./pretty/theme.ts"
import type { ReportContext } from "./reporter.ts"

/** For people: a block per cause with its code, then totals, coverage and what to do next. */
export function pretty(report: Report, context: ReportContext): string {
  const theme = themeOf(context)
  const findings = shownFindings(report)
  const block = blockWriter(context, theme)
  const lines = findings.flatMap((finding) => [...block(finding), ""])
  return `${[...lines, ...summaryOf({ ...report, findings }, context, theme)].join("\n")}\n`
}
