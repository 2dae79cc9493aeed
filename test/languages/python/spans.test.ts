import { describe, expect, it } from "vitest"
import type { Module } from "../../../src/ir/module.ts"
import type { Node } from "../../../src/ir/node.ts"
import { read } from "./front-end.ts"

/** Every node's kind and the text under its span, outermost first. */
function texts(module: Module, text: string): string[] {
  const found: string[] = []
  for (const chunk of module.chunks) {
    visit(chunk.body, (node, kind) => {
      found.push(`${kind} ${text.slice(chunk.offset + node.start, chunk.offset + node.end)}`)
    })
  }
  return found
}

function visit(value: unknown, see: (node: Node, kind: string) => void): void {
  if (typeof value !== "object" || value === null) return
  if ("start" in value && "end" in value && typeof value.start === "number" && typeof value.end === "number")
    see({ start: value.start, end: value.end }, "kind" in value ? String(value.kind) : "-")
  for (const part of Object.values(value)) visit(part, see)
}

const SPANS: readonly (readonly [string, string, readonly string[]])[] = [
  ["parentheses are no part of a value", "x = (  a )", ["assign x = (  a )", "name a"]],
  ["a raise is whole", "def f():\n    raise (E(1)) from e", ["raise raise (E(1)) from e", "call E(1)"]],
  ["arguments", "f(a, detail = 'no', *r)", ["positional a", "keyword detail = 'no'", "literal 'no'", "spread *r"]],
  ["decorators belong to the function", "@d(1)\ndef f(): pass", ["function @d(1)\ndef f(): pass", "call d(1)", "- f"]],
  ["after CRLF", "import a\r\n\r\nx = b(\r\n  1,\r\n)\r\ny = 2\r\n", ["call b(\r\n  1,\r\n)", "assign y = 2"]],
  ["after astral characters", "a = '😀'; b = '𝒳', c\nd = e", ["literal '😀'", "literal '𝒳'", "name c", "name e"]],
  ["after a byte order mark", "\ufeffimport a\nx = y", ["import import a", "name y"]],
  ["tabs", "if a:\n\tb\n\tc = d", ["name b", "assign c = d"]],
  ["inside f-strings", "f'é{ user }{x:>{w}}'", ["name user", "name x"]],
  ["chained comparisons", "a < b <= c", ["compare a < b", "compare b <= c"]],
  ["elif reaches to the end", "if a: b\nelif c: d\nelse: e", ["if elif c: d\nelse: e"]],
  ["imported names", "from a import b as c, d", ["- b as c", "- d"]],
]

describe("spans", () => {
  it.each(SPANS)("%s", (_, text, expected) => {
    expect(texts(read(text), text)).toEqual(expect.arrayContaining([...expected]))
  })

  it("lie inside their chunk, parents around children", () => {
    const text = "# c\n@d\nclass A(B):\n    x = {'a': [1, (2), *c]}\n    def f(self, a=1): return f'{a}' 'b'\n"
    for (const chunk of read(text).chunks) {
      visit(chunk.body, ({ start, end }) => {
        expect(start).toBeGreaterThanOrEqual(0)
        expect(end).toBeGreaterThanOrEqual(start)
        expect(end).toBeLessThanOrEqual(chunk.length)
      })
    }
  })
})

describe("comments", () => {
  it("stand at file offsets, without their marker, in order", () => {
    const text = "#!a\nx = 1  # b é\n\ndef f():  #c\n    # d\n    return [\n        1, # e\n    ]\n# f"
    const { comments } = read(text)
    expect(comments.map((comment) => comment.text)).toEqual(["!a", " b é", "c", " d", " e", " f"])
    for (const { start, end, text: inner } of comments) expect(text.slice(start, end)).toBe(`#${inner}`)
  })

  it("end before the line's ending, whatever it is", () => {
    const { comments } = read("# a\r\nx = 1  # b\r\ndef f():\r\n    return 1  # c\r\n")
    expect(comments.map((comment) => comment.text)).toEqual([" a", " b", " c"])
  })
})
