import { stripVTControlCharacters } from "node:util"
import { describe, expect, test } from "vitest"
import type { Report } from "../../src/model/report.ts"
import { pretty } from "../../src/reporters/pretty.ts"
import { context } from "./context.ts"
import { finding, range, report, sample, sources } from "./sample-report.ts"

const source = (file: string) => sources[file]

test("a whole report", async () => {
  await expect(pretty(sample, context({ source }))).toMatchFileSnapshot("__golden__/sample.txt")
})

test("a narrow terminal that shows only ASCII", async () => {
  const text = pretty(sample, context({ source, unicode: false, width: 60 }))
  expect(text).toMatch(/^[\n -~]*$/)
  await expect(text).toMatchFileSnapshot("__golden__/narrow-ascii.txt")
})

test("colour changes nothing but the colour", () => {
  const colored = pretty(sample, context({ source, color: true }))
  expect(colored).toContain("\u001b[31m\u001b[1merror[scope-check-401]")
  expect(stripVTControlCharacters(colored)).toBe(pretty(sample, context({ source })))
})

test("hints are told by their wall alone", () => {
  expect(pretty(sample, context({ source }))).not.toContain("A site of the wall.")
})

test("paths are written from where the reader stands", () => {
  const text = pretty(sample, context({ source, pathOf: (file) => `../${file}` }))
  expect(text).toContain("╭─ ../app/errors.py:6:9")
  expect(text).toContain("gatelint explain ../app/api/items.py:4 ")
  expect(text).not.toMatch(/[^/]app\/(api|errors)/)
})

test("the order does not depend on the report's", () => {
  const reversed: Report = { ...sample, findings: sample.findings.toReversed() }
  expect(pretty(reversed, context({ source }))).toBe(pretty(sample, context({ source })))
})

test("what others wrote cannot steer the terminal", () => {
  const evil = finding({
    file: "a\u001b[2J.py",
    range: range("1:1-1:5"),
    message: "x\u001b]0;title\u0007y\nz",
    evidence: "\u202eevil",
  })
  const text = pretty(report({ findings: [evil] }), context({ source: () => "a = '\u001b[31m\u202e'" }))
  expect(text).not.toMatch(/[^\P{Cc}\n]|\u202e/u)
  expect(text).toContain("x·]0;title·y z")
})

describe("without findings, one line", () => {
  const coverage = { exits: { understood: 312, unknown: 44 }, apps: { complete: 4, open: 1 } }
  test.each<[string, Partial<Report>, number, string]>([
    ["clean", { coverage }, 0, "✓ No findings: 312 of 356 refusals understood, 4 of 5 apps complete.\n"],
    [
      "some left out",
      { coverage, suppressed: 2 },
      3,
      "✓ No findings (3 left out by the options, 2 suppressed): 312 of 356 refusals understood, 4 of 5 apps complete.\n",
    ],
    [
      "no server code",
      { coverage: { exits: { understood: 0, unknown: 0 }, apps: { complete: 0, open: 0 } } },
      0,
      "No server code found: there is none in 12 source files below /shop, so nothing was checked.\n",
    ],
    [
      "no source at all",
      {
        coverage: { exits: { understood: 0, unknown: 0 }, apps: { complete: 0, open: 0 } },
        files: { found: 0, read: 0, analysed: 0, skipped: [] },
      },
      0,
      "No server code found: there is no source file below /shop, so nothing was checked.\n",
    ],
    [
      "skipped files are named",
      { coverage, files: { found: 2, read: 1, analysed: 1, skipped: [{ file: "a.py", why: "not UTF-8" }] } },
      0,
      "✓ No findings: 312 of 356 refusals understood, 4 of 5 apps complete.\nskipped    a.py (not UTF-8)\n",
    ],
  ])("%s", (_, fields, hidden, expected) => {
    expect(pretty(report(fields), context({ hidden }))).toBe(expected)
  })
})

test("many skipped files are counted by their reason", () => {
  const skipped = [1, 2, 3, 4].map((index) => ({ file: `${index}.py`, why: index === 1 ? "not UTF-8" : "vanished" }))
  const text = pretty(report({ files: { found: 9, read: 5, analysed: 5, skipped } }), context())
  expect(text).toContain("skipped    4 files · 1 not UTF-8, 3 vanished\n")
})

test("a wall begins at five sites", () => {
  const siteLines = (count: number) => {
    const related = Array.from({ length: count }, (_, index) => ({
      file: "b.py",
      range: range(`${index + 1}:1-${index + 1}:2`),
      message: "",
      role: "site" as const,
    }))
    const text = pretty(report({ findings: [finding({ file: "a.py", range: range("1:1-1:2"), related })] }), context())
    return text.split("\n").filter((line) => /b\.py|one repair|more/.test(line))
  }
  expect(siteLines(4)).toEqual(["  ╰ also answers: b.py:1:1, b.py:2:1, b.py:3:1, b.py:4:1"])
  expect(siteLines(5)).toEqual([
    "  ╰ 5 exits of `app` answer like this: one repair",
    ...[1, 2, 3, 4, 5].map((line) => `      b.py:${line}:1`),
  ])
  expect(siteLines(1204).at(-1)).toBe("      … and 1,199 more (--format json lists all)")
})
