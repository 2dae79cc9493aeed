import { describe, expect, test } from "vitest"
import { type Directive, parseDirectives, suppresses } from "../../src/engine/directives.ts"
import { Lines } from "../../src/model/lines.ts"

/** Comments as a front-end gives them: from the marker to the end, the marker left out of the text. */
function directives(text: string): readonly Directive[] {
  const comments = [...text.matchAll(/#.*|\/\/.*|\/\*[\s\S]*?\*\//g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    text: match[0].replace(/^(?:#|\/\/|\/\*)/, "").replace(/\*\/$/, ""),
  }))
  return parseDirectives(comments, new Lines(text))
}

describe("spelling", () => {
  test.each<[string, Partial<Directive>]>([
    ["x # gatelint: ignore", { scope: "line", rules: undefined, reason: undefined }],
    ["x # gatelint: ignore[a]", { rules: ["a"] }],
    ["x #gatelint:ignore[ a , b-c,]", { rules: ["a", "b-c"] }],
    ["x # gatelint: ignore [a]", { rules: ["a"] }],
    ["x # gatelint: ignore[a] -- behind the -- gateway", { rules: ["a"], reason: "behind the -- gateway" }],
    ["x # gatelint: ignore -- why", { rules: undefined, reason: "why" }],
    ["x # gatelint: ignore[a] --", { rules: ["a"], reason: undefined }],
    ["x # gatelint: ignore[]", { rules: [] }],
    ["x # gatelint: ignore-file[a] -- legacy", { scope: "file", rules: ["a"], reason: "legacy" }],
    ["x # gatelint: ignore-file", { scope: "file", rules: undefined }],
    ["x # type: ignore # gatelint: ignore[a]", { rules: ["a"] }],
    ["x # gatelint: ignore[a]  # noqa: E501", { rules: ["a"] }],
    ["x // gatelint: ignore[a]", { rules: ["a"] }],
    ["x /* gatelint: ignore[a] -- why */", { rules: ["a"], reason: "why" }],
  ])("%s", (text, expected) => {
    const found = directives(text)
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject(expected)
  })

  test.each([
    "x # gatelint ignore[a]",
    "x # see gatelint: ignore[a]",
    "x # gatelint: ignored",
    "x # gatelint: ignore-next[a]",
    "x # gatelint: ignored[a]",
    // Without brackets it would cover more than was meant.
    "x # gatelint: ignore missing-challenge",
    "x # gatelint: ignore[a",
  ])("%s is none", (text) => {
    expect(directives(text)).toEqual([])
  })
})

describe("the line that it covers", () => {
  test.each([
    ["its own, behind code", "a\nb # gatelint: ignore\nc", 2],
    ["the next, alone", "a\n# gatelint: ignore\nc", 3],
    ["past blank lines", "# gatelint: ignore\n\n\nc", 4],
    ["past other comments", "# gatelint: ignore\n# why\nc # x\nd", 3],
    ["past a comment of several lines", "/* gatelint: ignore */\n/* a\n b */\nc", 4],
    ["indented", "if a:\n    # gatelint: ignore\n    b", 3],
    ["with \\r\\n", "a\r\n# gatelint: ignore\r\n\r\nc", 4],
  ])("%s", (_, text, line) => {
    expect(directives(text).map((directive) => directive.line)).toEqual([line])
  })

  test("two may stand above each other", () => {
    expect(directives("# gatelint: ignore[a]\n# gatelint: ignore[b]\nc").map(({ line }) => line)).toEqual([3, 3])
  })
})

describe("suppresses", () => {
  const text =
    "raise Denied(\n    401,\n)  # gatelint: ignore[a]\n# gatelint: ignore[b]\nraise Denied(\n    403,\n)\n# gatelint: ignore-file\n"
  const [behind, above, file] = directives(text)
  test.each<[string, Directive | undefined, string, number, number, boolean]>([
    ["the statement it stands behind", behind, "a", 1, 3, true],
    ["another rule", behind, "b", 1, 3, false],
    ["the next statement", behind, "a", 5, 7, false],
    ["a statement of several lines below", above, "b", 5, 7, true],
    ["the statement above", above, "b", 1, 3, false],
    ["anything in the file", file, "z", 100, 100, true],
  ])("%s", (_, directive, rule, start, end, expected) => {
    expect(directive && suppresses(directive, rule, start, end)).toBe(expected)
  })
})

test.each([
  ["x # gatelint: ignore[a] -- why", "# gatelint: ignore[a] -- why"],
  ["x # type: ignore # gatelint: ignore[a]", "# gatelint: ignore[a]"],
  ["x /* gatelint: ignore[a] */", "/* gatelint: ignore[a] */"],
])("removing it from %s", (text, removed) => {
  const [directive] = directives(text)
  expect(text.slice(directive?.start, directive?.end)).toBe(removed)
})
