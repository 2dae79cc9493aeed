import { describe, expect, it } from "vitest"
import type { Module } from "../../../src/ir/module.ts"
import { printModule } from "../../support/print-ir.ts"
import { read } from "./front-end.ts"

const BEFORE = `import os

app = FastAPI()

`
const AFTER = `
@app.get("/me")
def me(user: User = Depends(current)):
    """Doc 'string'."""
    return user


class Denied(Exception):
    """More."""

    status = 403

ROUTES = {
    "a": 1,
}

async def x():
    """Doc three."""
    raise Denied()
`
const WHOLE = [
  "import os",
  "app = FastAPI()",
  '@app.get("/me")',
  "class Denied(Exception):",
  "ROUTES = {",
  "async def x():",
]

const HALF_TYPED = [
  "raise HTTPException(",
  "def f():\n    raise HTTPException(\n",
  "if x",
  "if x:",
  "def f(",
  "def f(a, b",
  "def f(a):",
  "def f(:\n    x = 1\n    return x",
  "def f():\n    x = a.\n    y = 2",
  "async def",
  "class A",
  "class A(B):\n    def f(self",
  "class A:\n    def f(self):\n        return (1\n\n    def g(self):\n        return 2",
  "x = [1, 2",
  'x = {"a": ',
  'x = "abc',
  'x = """abc',
  "x = '''abc",
  'x = f"a{b',
  "x =",
  "x = y.",
  "x.",
  "from x import",
  "from x import (a, b",
  "import ",
  "try:\n    f()",
  "try:\n    f()\nexcept X as",
  "if a:\n    pass\nelse",
  "with open(a) as",
  "for x in",
  "d = {\n  'a': f(\n}",
  "match x:\n    case",
  "}",
]

/** The first line of every chunk of one kind. */
function heads(module: Module, text: string, broken: boolean): string[] {
  return module.chunks
    .filter((chunk) => chunk.broken === broken)
    .map((chunk) => text.slice(chunk.offset, chunk.offset + chunk.length).split("\n")[0] ?? "")
}

describe("half-typed statements", () => {
  it.each(HALF_TYPED)("%j costs nothing but itself", (half) => {
    const text = `${BEFORE}${half}\n${AFTER}`
    const module = read(text)
    expect(heads(module, text, false)).toEqual(WHOLE)
    expect(heads(module, text, true).length).toBeGreaterThan(0)
  })

  it.each(HALF_TYPED.slice(0, 12))("%j at the end of a file", (half) => {
    const text = `${BEFORE}${half}`
    expect(heads(read(text), text, false)).toEqual(WHOLE.slice(0, 2))
  })

  it("takes the statement that its decorators decorate", () => {
    const text = `${BEFORE}@app.get(\ndef f(): pass\n\ndef g(): pass\n`
    expect(heads(read(text), text, false)).toEqual([...WHOLE.slice(0, 2), "def g(): pass"])
  })

  it("does not take the inside of a string for statements", () => {
    const text = `SQL = """\nimport x\ndef y(): pass\n"""\ndef f(\n\nz = 1\n`
    expect(heads(read(text), text, false)).toEqual(['SQL = """', "z = 1"])
  })

  it("keeps chunks in order and apart", () => {
    for (const half of HALF_TYPED) {
      let end = 0
      for (const chunk of read(`${BEFORE}${half}\n${AFTER}`).chunks) {
        expect(chunk.offset).toBeGreaterThanOrEqual(end)
        end = chunk.offset + chunk.length
      }
    }
  })

  it("keeps a call over several lines whole", () => {
    const text = "x = (\n    a.\n    b +\n    c\n)\ny = a + \\\n  b\n"
    expect(heads(read(text), text, true)).toEqual([])
  })
})

describe("reading again", () => {
  const first = "import a\n\ndef f():\n    return 1  # one\n\nx = 1\nx = 1\n"

  it("keeps chunks whose text did not change, and moves them", () => {
    const before = read(first)
    const held = [...before.chunks]
    const text = `# new\n${first.replace("import a", "import ab")}`
    const after = read(text, before)
    expect(after.chunks.map((chunk) => held.indexOf(chunk))).toEqual([-1, 1, 2, 3])
    expect(heads(after, text, false)).toEqual(["import ab", "def f():", "x = 1", "x = 1"])
    for (const { start, end, text: inner } of after.comments) expect(text.slice(start, end)).toBe(`#${inner}`)
    expect(after.comments).toHaveLength(2)
  })

  it("keeps what follows a half-typed statement, and the statement while nothing changes in it", () => {
    const before = read(first)
    const held = [...before.chunks]
    const half = read(first.replace("import a", "import a\n\nif x("), before)
    expect(half.chunks.map((chunk) => held.indexOf(chunk))).toEqual([0, -1, 1, 2, 3])
    const again = read(first.replace("import a", "import a\n\n\nif x("), half)
    expect(again.chunks).toEqual(half.chunks)
    expect(again.chunks[1]).toBe(half.chunks[1])
  })

  it("says the same as reading for the first time", () => {
    const before = read(first)
    const text = first.replace("return 1", "return 2").replace("import a\n", "")
    const fresh = read(text)
    const again = read(text, before)
    expect(printModule(again)).toBe(printModule(fresh))
    expect(again.comments).toEqual(fresh.comments)
    expect(again.chunks.map((chunk) => chunk.offset)).toEqual(fresh.chunks.map((chunk) => chunk.offset))
  })

  it("does not mix up files that share a text", () => {
    const one = read("x = 1\n")
    const two = read("\nx = 1\n")
    expect(one.chunks[0]).not.toBe(two.chunks[0])
    expect(one.chunks[0]?.offset).toBe(0)
  })
})
