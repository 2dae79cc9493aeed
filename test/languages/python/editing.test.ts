import { describe, expect, it } from "vitest"
import type { Module } from "../../../src/ir/module.ts"
import { printModule } from "../../support/print-ir.ts"
import { python } from "./front-end.ts"

const start = `import os
@app.get("/é")
def first(a, b=1):
    """Text."""
    if a:
        return b
    return f"{a} 😀"

class Second(Base):
    def method(self):
        return self

x = [1,
     2]
def third(): return 3
`
const pieces = [
  "x",
  " ",
  "\n",
  "    ",
  "(",
  ")",
  '"',
  "'''",
  "#",
  ":",
  "def f():\n    pass\n",
  "if a:\n",
  "é",
  "😀",
  "\r\n",
  "\t",
  "@",
  "=",
]

/** The same numbers on every run. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor((state / 2147483648) * below)
  }
}

const shape = (module: Module) => ({
  tree: printModule(module),
  places: module.chunks.map(({ offset, length, broken }) => [offset, length, broken]),
  comments: module.comments,
})

describe("a file that is edited", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])("reads as if it were new, edit after edit: %i", (seed) => {
    const random = randomNumbers(seed)
    let text = start
    let module = python.read("a.py", text, undefined)
    for (let edit = 0; edit < 60; edit++) {
      const at = random(text.length + 1)
      const gone = random(3) === 0 ? random(6) : 0
      const piece = random(4) === 0 ? "" : (pieces[random(pieces.length)] ?? "")
      // Now and then the file is whole again.
      text = random(6) === 0 ? start : text.slice(0, at) + piece + text.slice(at + gone)
      module = python.read("a.py", text, module)
      const { tree, ...rest } = shape(python.read("b.py", text, undefined))
      const kept = shape(module)
      expect({ text, places: kept.places, comments: kept.comments }).toEqual({ text, ...rest })
      // A half-typed function keeps its last whole body.
      if (!module.chunks.some(({ broken }) => broken)) expect(kept.tree).toBe(tree)
    }
  })

  it("keeps the chunk of a function whose body alone changes", () => {
    const before = python.read("a.py", start, undefined)
    const [, first] = before.chunks
    const after = python.read("a.py", start.replace("return b", "return a"), before)
    expect(after.chunks).toEqual(before.chunks)
    expect(after.chunks[1]).toBe(first)
    expect(first?.revision).toBe(1)
    const head = python.read("a.py", start.replace("b=1", "b=2"), after)
    expect(head.chunks[1]).not.toBe(first)
  })
})
