import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import type { Module } from "../../../src/ir/module.ts"
import { createEcmascript } from "../../../src/languages/ecmascript/index.ts"
import { ecmascriptParser } from "../../../src/languages/ecmascript/parser.ts"
import { read } from "./front-end.ts"

const TEXT = `import express from "express"

// The way in.
const app = express()
app.get("/", (req, res) => {
  // Nobody is asked.
  res.json({ a: 1 })
})
const port = 3000
type Port = typeof port

app.listen(port) // soon
`

/** What is known of a module, without what it is kept in. */
const facts = ({ chunks, comments }: Module) => ({
  chunks: chunks.map((chunk) => ({ ...chunk, revision: 0 })),
  comments,
})

function expectSame(before: string, after: string): void {
  expect(facts(read(after, "src/main.ts", read(before)))).toEqual(facts(read(after)))
}

/** Lengths of what was parsed for an edit. */
function parsedFor(before: string, after: string): readonly number[] {
  const lengths: number[] = []
  const parse: typeof ecmascriptParser.parse = (path, text) => {
    lengths.push(text.length)
    return ecmascriptParser.parse(path, text)
  }
  const { read } = createEcmascript(() => ({ parse }))
  const last = read("src/main.ts", before, undefined)
  lengths.length = 0
  read("src/main.ts", after, last)
  return lengths
}

describe("a statement that is edited", () => {
  it("is parsed alone", () => {
    const handler = `app.get("/", (req, res) => {\n  // Nobody is asked.\n  res.json({ a: 12 })\n})\nexport {}`
    expect(parsedFor(TEXT, TEXT.replace("a: 1", "a: 12"))).toEqual([handler.length])
  })

  it("is parsed with its file where its first word changes", () => {
    const after = TEXT.replace("const port", "let port")
    expect(parsedFor(TEXT, after)).toEqual([after.length])
  })

  it.each([
    ["a character more", "a: 1", "a: 12"],
    ["half-typed", "res.json({ a: 1 })", "if (\n  res.json({ a: 1 })"],
    ["half-typed at its end", "a: 1 })", "a: 1 }."],
    ["a bracket more", "a: 1 }", "a: { }"],
    ["a bracket less", "a: 1 }", "a: 1 "],
    ["a template that is open", "a: 1", "a: `1"],
    ["a comment that is open", "a: 1", "a: /* 1"],
    ["a text that is open", '"/"', '"/'],
    ["another name", "const port", "const portal"],
    ["its comment", "Nobody is", "Somebody was"],
    ["a comment above it", "The way in", "In"],
    ["two statements at once", /port = 3000\ntype/, "port = 300\nexport type"],
    ["one that becomes two", "const port = 3000", "const port = 3; let q = 0"],
    ["one that is awaited", "express()", "await express()"],
  ])("%s", (_, from, to) => expectSame(TEXT, TEXT.replace(from, to)))

  it.each([
    ["a call of what stood before", "const a = b\n(c)\n", "const a = bb\n(c)\n"],
    ["a template behind it", "const a = bc\n`d`\n", "const a = bdc\n`d`\n"],
    ["decorators before an export", "@Dec()\nexport class A { a = 1 }\n", "@Dec()\nexport class A { a = 12 }\n"],
    ["decorators behind an export", "export @Dec() class A { a = 1 }\n", "export @Dec() class A { a = 12 }\n"],
    ["a stray bracket behind it", "f(a)\n}\nf(b)\n", "f(aa)\n}\nf(b)\n"],
    ["a stray bracket before it", "}\nf(a)\nf(b)\n", "}\nf(aa)\nf(b)\n"],
    ["else that is typed behind an if", "if (a) b()\nels (c)\n", "if (a) b()\nelse (c)\n"],
    ["a type that a value hides", "type A = B\nconst C = 1\n", "type A = BB\nconst C = 1\n"],
    ["one of two on a line", "f(a); g(b)\n", "f(aa); g(b)\n"],
    ["one of two on a line that needs its end", "f(a) g(b)\n", "f(aa) g(b)\n"],
    [
      "a part of a broken class",
      "class A {\n  b() {\n    return 1\n  }}\n  c() {\n    return 2\n  }\n}\n",
      "class A {\n  b() {\n    return 1\n  }}\n  c() {\n    return 23\n  }\n}\n",
    ],
    ["type arguments that are half-typed", "f(a)\ng(b, c)\n", "f(a)\ng(b<, c)\n"],
    ["an import that is half-typed", "import(a)\ng(b, c)\n", "import()\ng(b, c)\n"],
    ["a type that is half-typed", "let a: B = c\n", "let a: B< = c\n"],
    ["a directive", '"use strict"\nf(a)\n', '"use xstrict"\nf(a)\n'],
  ])("%s", (_, before, after) => expectSame(before, after))

  it("is read as a fresh reading would, whatever is typed", () => {
    const example = readFileSync(join(import.meta.dirname, "../../../examples/express/main.js"), "utf8")
    let text = example
    let state = 7
    const random = (below: number) => {
      state = (state * 1103515245 + 12345) % 2147483648
      return Math.floor((state / 2147483648) * below)
    }
    let module = read(text, "src/main.js")
    for (let turn = 0; turn < 400; turn++) {
      if (turn % 20 === 0) text = example
      const at = random(text.length)
      const typed = ["", "a", "(", ")", "{", "}", "`", "'", "\n", ";", "/*", "await ", "1", ".b"][random(14)] ?? ""
      text = text.slice(0, at) + typed + text.slice(at + random(3))
      module = read(text, "src/main.js", module)
      expect(facts(module)).toEqual(facts(read(text, "src/main.js")))
    }
  })
})
