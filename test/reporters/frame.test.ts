import { describe, expect, test } from "vitest"
import { Lines } from "../../src/model/lines.ts"
import { frameOf } from "../../src/reporters/pretty/frame.ts"
import { themeOf } from "../../src/reporters/pretty/theme.ts"
import { range } from "./sample-report.ts"

const theme = themeOf({ color: false, unicode: true })

interface Case {
  readonly name: string
  readonly text: string
  readonly at: string
  readonly width?: number
  readonly frame: readonly string[]
}

const long = `value = call(${"a, ".repeat(60)}raise_here("401"), ${"b, ".repeat(60)}end)`

const cases: readonly Case[] = [
  {
    name: "one line, with the line above",
    text: "if x:\n    fail(401)\n",
    at: "2:5-2:14",
    frame: ["1 │ if x:", "2 │     fail(401)", "  │     ━━━━━━━━━"],
  },
  { name: "a blank line above is left out", text: "\nfail()\n", at: "2:1-2:5", frame: ["2 │ fail()", "  │ ━━━━"] },
  { name: "tabs", text: "\tif\tx: y", at: "1:5-1:6", frame: ["1 │     if  x: y", "  │         ━"] },
  {
    name: "wide characters",
    text: 'x("登录", 401)',
    at: "1:9-1:12",
    frame: ['1 │ x("登录", 401)', "  │           ━━━"],
  },
  { name: "wide characters inside", text: 'x("登录")', at: "1:3-1:7", frame: ['1 │ x("登录")', "  │   ━━━━━━"] },
  {
    name: "an emoji of several code points is two columns wide",
    text: 'x("👩‍💻", 401)',
    at: "1:12-1:15",
    frame: ['1 │ x("👩‍💻", 401)', "  │         ━━━"],
  },
  {
    name: "combining marks take no column",
    text: "e\u0301 = 1",
    at: "1:6-1:7",
    frame: ["1 │ e\u0301 = 1", "  │     ━"],
  },
  { name: "CRLF", text: "a\r\nfail()\r\n", at: "2:1-2:7", frame: ["1 │ a", "2 │ fail()", "  │ ━━━━━━"] },
  { name: "an empty range has one mark", text: "app = x", at: "1:5-1:5", frame: ["1 │ app = x", "  │     ━"] },
  { name: "the end of a line", text: "app = x", at: "1:8-1:8", frame: ["1 │ app = x", "  │        ━"] },
  { name: "a line that is not there", text: "app", at: "7:1-7:2", frame: [] },
  {
    name: "a range that takes its line's ending is still one line",
    text: "fail()\nx",
    at: "1:1-2:1",
    frame: ["1 │ fail()", "  │ ━━━━━━"],
  },
  {
    name: "several lines",
    text: "a\nfail(\n  401,\n)\n",
    at: "2:1-4:2",
    frame: ["1 │   a", "2 │ ┏ fail(", "3 │ ┃   401,", "4 │ ┗ )"],
  },
  {
    name: "many lines",
    text: `fail(\n${"  1,\n".repeat(9)})\n`,
    at: "1:1-11:2",
    frame: [" 1 │ ┏ fail(", " 2 │ ┃   1,", " 3 │ ┃   1,", " 4 │ ┃   1,", "   │ ┃ …", "11 │ ┗ )"],
  },
  {
    name: "a long line is cut around the range",
    text: long,
    at: "1:194-1:211",
    width: 60,
    frame: ['1 │ …a, a, a, a, a, a, raise_here("401"), b, b, b, b, b, b…', "  │                    ━━━━━━━━━━━━━━━━━"],
  },
  {
    name: "a long line is cut at its right",
    text: long,
    at: "1:1-1:6",
    width: 40,
    frame: ["1 │ value = call(a, a, a, a, a, a, a, …", "  │ ━━━━━"],
  },
  {
    name: "a range longer than the terminal",
    text: `x = "${"y".repeat(100)}"`,
    at: "1:5-1:107",
    width: 40,
    frame: [`1 │ x = "${"y".repeat(29)}…`, `  │     ${"━".repeat(31)}`],
  },
]

describe("a code frame", () => {
  test.each(cases)("$name", ({ text, at, width = 80, frame }) => {
    const where = range(at)
    const options = { theme, severity: "error", gutter: String(where.end.line).length, width } as const
    const lines = frameOf(new Lines(text), where, options)
    expect(lines).toEqual(frame)
  })

  test("no line is wider than the terminal, wherever the range is", () => {
    const text = `\t${long}登录${long}`
    for (let column = 1; column < text.length; column += 19) {
      for (const length of [0, 5, 80]) {
        const end = Math.min(text.length, column + length)
        const where = range(`1:${column}-1:${end + 1}`)
        const lines = frameOf(new Lines(text), where, { theme, severity: "error", gutter: 1, width: 50 })
        expect(Math.max(...lines.map(columns))).toBeLessThanOrEqual(50)
        expect(lines[1]).toContain("━")
      }
    }
  })
})

/** The two wide characters of the text above count twice. */
function columns(line: string): number {
  return line.replace(/[登录]/g, "xx").length
}
