import { describe, expect, it } from "vitest"
import type { Module } from "../../../src/ir/module.ts"
import { outlineEcmascript } from "../../../src/languages/ecmascript/outline.ts"
import { ecmascript, read } from "./front-end.ts"

const TEXT = `import express from "express"
// who is asking
const app = express()
app.get("/", (req, res) => res.json({}))
`

describe("chunks", () => {
  it("stand where their statements do", () => {
    expect(stretches(read(TEXT), TEXT)).toEqual(
      TEXT.trim()
        .split("\n")
        .filter((line) => !line.startsWith("//")),
    )
  })

  it("are kept, moved, while their text is the same", () => {
    const before = read(TEXT)
    const edited = `"use strict"\n${TEXT.replace("{}", "{ a: 1 }")}`
    const after = read(edited, "src/main.ts", before)
    expect(after.chunks.map((chunk) => before.chunks.indexOf(chunk))).toEqual([-1, 0, 1, -1])
    expect(stretches(after, edited)[2]).toBe("const app = express()")
  })

  it("lowers a statement anew once the rest of the file changes what it means", () => {
    const type = "type Authed = express.Request\n"
    const before = read(type)
    const after = read(`${type}const Authed = 1\n`, "src/main.ts", before)
    expect(after.chunks.map(({ body }) => body)).toEqual(
      read(`${type}const Authed = 1\n`).chunks.map(({ body }) => body),
    )
    expect(after.chunks[0]).not.toBe(before.chunks[0])
  })

  it("lowers a class anew whose decorators before its export were edited", () => {
    const before = '@Controller("a")\nexport class A {}\n'
    const after = before.replace('"a"', '"bc"')
    const [chunk] = read(after, "src/main.ts", read(before)).chunks
    expect(chunk).toMatchObject({ offset: 0, length: after.length - 1, body: read(after).chunks[0]?.body })
  })

  it("count from their own start", () => {
    const [, , last] = read(TEXT).chunks
    expect(last?.body[0]).toMatchObject({ start: 0, end: last?.length })
  })

  it("know their comments", () => {
    expect(read(TEXT).comments.map(({ text }) => text)).toEqual([" who is asking"])
  })

  it("are broken where the syntax is, and nowhere else", () => {
    const { chunks } = read("const a = 1\nif (a\nfunction b() { return 1 }\nconst c = 2")
    expect(chunks.map(({ broken }) => broken)).toContain(true)
    expect(chunks[0]?.broken).toBe(false)
    expect(chunks.at(-1)?.broken).toBe(false)
  })

  it.each(["a.ts", "a.tsx", "a.mts", "a.cts", "a.js", "a.jsx", "a.mjs", "a.cjs"])("are read from %s", (path) => {
    expect(ecmascript.extensions.some((extension) => path.endsWith(extension))).toBe(true)
    expect(read("export const a = 1", path).chunks).toHaveLength(1)
  })

  // Each of these stands half-typed in an editor at some time.
  it.each([
    "app.get('/', (req, res) => { res.",
    "class A { @Get() m( }",
    "import { a, from 'b'",
    "const { a, = b",
    "export default",
    "return 401",
    "await x; for (const a of",
    "type A = { b: ",
    "enum E { A = , B }",
    "function f(a, { b: }) {}",
    "@Injectable()",
    "const a = `x ${",
    "switch (x) { case",
    "let let = 1; break",
  ])("do not mind half a statement: %s", (text) => {
    expect(read(text, "a.ts").language.name).toBe("ecmascript")
  })

  it("stop at a depth that no program needs", () => {
    const deep = `x = ${"[".repeat(500)}${"]".repeat(500)}`
    expect(JSON.stringify(read(deep).chunks[0]?.body)).toContain('"unknown"')
  })

  it("throw a RangeError for a file that is too deep to parse", () => {
    expect(() => read(`x = ${"(".repeat(200_000)}`)).toThrow(RangeError)
  })
})

describe("outlines", () => {
  it.each([
    [
      `import a from "./a"; import "./b"; export * from './c'; const d = require('./d'); await import("./e")`,
      "./a ./b ./c ./d ./e",
    ],
    [`import type { T }\n  from "t"`, "t"],
    ["const a = 1", ""],
  ])("find the imports of %s", (text, imports) => {
    expect(outlineEcmascript(text).imports.join(" ")).toBe(imports)
  })

  it("find names at the top", () => {
    const text =
      "export const a = 1\nfunction b() {\n  const c = 1\n}\nexport default class D {}\nexports.e = 1\nmodule.exports.f = 2"
    expect(outlineEcmascript(text).names).toEqual(["a", "b", "D", "e", "f"])
  })

  it.each([
    ["res.status(401).json({})", true],
    ["return reply.code(403).send()", true],
    ["ctx.throw(401)", true],
    ["throw next(error)", true],
    ["res.json({ ok: true })", true],
    ["const told = await res.json()", false],
    ["const first = rows.next()", false],
    [`// a page\n"use client"\nnext()`, false],
    [`/* a * page **/\n/** of ours */ 'use client'\nnext()`, false],
    [`${"// all // of it // is // a comment\n/* or * two */ /* or three */\n".repeat(300)}next()`, true],
    ["if (res.status === 401) logOut()", false],
    ["fetch(url).then((response) => response.data)", false],
    ["export const Gate = () => null", false],
  ])("seed the search with %s: %s", (text, answers) => {
    expect(outlineEcmascript(text).answers).toBe(answers)
  })

  it.each([
    [`export * from "./a"`, true],
    [`export * as a from "./a"`, true],
    [`module.exports = require("./a")`, true],
    [`__exportStar(require("./a"), exports)`, true],
    [`export { a } from "./a"`, false],
    ["if (module.exports == a) b()", false],
  ])("see all names of another module in %s: %s", (text, stars) => {
    expect(outlineEcmascript(text).stars).toBe(stars)
  })
})

function stretches({ chunks }: Module, text: string): readonly string[] {
  return chunks.map(({ offset, length }) => text.slice(offset, offset + length))
}
