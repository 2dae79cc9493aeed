import { describe, expect, it } from "vitest"
import { ruleCatalogue } from "../../src/gatelint.ts"
import { codeBlock, codeSpan, escapeText } from "../../src/reporters/markdown/escape.ts"
import { markdown } from "../../src/reporters/markdown.ts"
import { context } from "./context.ts"
import { hostile, hostileSource } from "./hostile-report.ts"
import { finding, range, report, sample, sources } from "./sample-report.ts"

const given = context({ rules: ruleCatalogue, source: (file) => sources[file] })

it("reads well", async () => {
  await expect(markdown(sample, given)).toMatchFileSnapshot("__golden__/sample.md")
})

it("says that nothing was found, and how much was understood", () => {
  expect(markdown(report({}), given)).toBe(
    "## gatelint: no findings\n\n<sub>9 of 10 refusals understood, 1 of 1 app complete · 5 files analysed of 12 · gatelint 0.1.0</sub>\n",
  )
})

it("stays below the size of a comment, and counts what was left out", () => {
  const many = Array.from({ length: 900 }, (_, index) =>
    finding({ file: `app/module${index}.py`, range: range("1:1-1:9") }),
  )
  const text = markdown(report({ findings: many }), given)
  expect(text.length).toBeLessThan(65_536)
  const omitted = /(\d+) further findings left out/.exec(text)?.[1]
  expect(Number(omitted) + [...text.matchAll(/^`app\/module/gm)].length).toBe(900)
})

it("text of strangers neither becomes HTML nor ends a fence, a cell or a span", () => {
  const text = markdown(hostile, context({ rules: ruleCatalogue, source: () => hostileSource }))
  const outsideCode = withoutCode(text)
  expect(outsideCode).toContain("&lt;img src=x onerror=alert(1)&gt;")
  expect(outsideCode).not.toMatch(/<(?!\/?(details|summary|sub|code)\b)/)
  expect(outsideCode).not.toMatch(/(^|\s)[@#]\w/m)
})

describe("escaping", () => {
  it.each([
    ["a_b *c* [d](e) <f> & ~g~", "a\\_b \\*c\\* \\[d\\](e) &lt;f&gt; &amp; \\~g\\~"],
    ["`token is None` fails", "`token is None` fails"],
    ["one ` alone", "one \\` alone"],
    ["ask @ada about #12", "ask @\u200bada about #\u200b12"],
  ])("%s", (text, expected) => {
    expect(escapeText(text)).toBe(expected)
  })

  it.each([
    ["x", "`x`"],
    ["a `b` c", "``a `b` c``"],
    ["`b`", "`` `b` ``"],
    ["a\nb", "`a b`"],
  ])("code %j", (code, expected) => {
    expect(codeSpan(code)).toBe(expected)
  })

  it("a fence is longer than any in the code", () => {
    expect(codeBlock("```\nx", "py")).toBe("````py\n```\nx\n````")
  })
})

/** As CommonMark reads it: fences of whole lines, then spans between runs of equally many backticks. */
function withoutCode(markdown: string): string {
  const text = markdown.replace(/^(`{3,})[^`\n]*\n[\s\S]*?^\1`*$/gm, "")
  let kept = ""
  for (let at = 0; at < text.length; ) {
    const run = /^`+/.exec(text.slice(at))?.[0] ?? ""
    if (run === "" || text[at - 1] === "\\") {
      kept += text[at++]
      continue
    }
    const rest = text.slice(at + run.length)
    const close = [...rest.matchAll(/`+/g)].find(([one]) => one === run)
    at += run.length + (close === undefined ? 0 : close.index + run.length)
  }
  return kept
}
