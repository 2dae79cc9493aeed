import type { Report } from "../model/report.ts"

/** The report as it is; docs/report.schema.json describes it. */
export function json(report: Report): string {
  return `${JSON.stringify(report, undefined, 2)}\n`
}
