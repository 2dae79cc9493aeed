import type { ReportContext } from "../../src/reporters/reporter.ts"

/** A plain terminal of 100 columns. */
export function context(fields: Partial<ReportContext> = {}): ReportContext {
  return {
    source: () => undefined,
    map: () => ({ apps: [] }),
    rules: [],
    page: () => undefined,
    pathOf: (file) => file,
    localPath: (file) => file,
    color: false,
    unicode: true,
    width: 100,
    hidden: 0,
    ...fields,
  }
}
