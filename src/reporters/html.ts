import type { Report } from "../model/report.ts"
import { page } from "./html/page.ts"
import type { ReportContext } from "./reporter.ts"

/** One self-contained page that opens anywhere: totals, findings with code and fixes, routes with their gates. */
export function html(report: Report, context: ReportContext): string {
  return page(report, context, undefined)
}
