import { describe, expect, it } from "vitest"
import { findingsOf, markedLines } from "../support/dialects/check-scenario.ts"
import type { Dialect, Scenario } from "../support/dialects/dialect.ts"
import { ecmascriptDialects } from "../support/dialects/ecmascript.ts"
import { ecmascriptScenarios } from "../support/dialects/ecmascript-scenarios.ts"
import { pythonDialects } from "../support/dialects/python.ts"
import { pythonScenarios } from "../support/dialects/python-scenarios.ts"

function told(dialects: readonly Dialect[], scenarios: readonly Scenario[]): void {
  describe.each(dialects)("$framework", (dialect) => {
    it.each(scenarios)("$rule is told of what is wrong, and of nothing else", async ({ rule, wrong, right }) => {
      const text = wrong(dialect)
      const findings = await findingsOf(rule, dialect, text)
      expect(findings.map(({ range }) => range.start.line)).toEqual(markedLines(text))
      expect(await findingsOf(rule, dialect, right(dialect))).toEqual([])
    })
  })
}

told(pythonDialects, pythonScenarios)
told(ecmascriptDialects, ecmascriptScenarios)
