import { expect, it } from "vitest"
import { compact } from "../../src/reporters/compact.ts"
import { context } from "./context.ts"
import { finding, range, report } from "./sample-report.ts"

it("writes a line for each finding, hints left out", () => {
  const found = finding({
    file: "app/a.py",
    range: range("3:5-3:9"),
    rule: "leaky-detail",
    severity: "error",
    message: "Text\nleaks.",
  })
  const hint = finding({ file: "app/b.py", range: range("1:1-1:2"), severity: "hint" })
  const text = compact(report({ findings: [found, hint] }), context({ pathOf: (file) => `../${file}` }))
  expect(text).toBe("../app/a.py:3:5: error [leaky-detail] Text leaks.\n")
})

it("writes nothing where nothing was found", () => {
  expect(compact(report({}), context())).toBe("")
})
