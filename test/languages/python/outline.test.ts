import { describe, expect, it } from "vitest"
import { outlinePython } from "../../../src/languages/python/outline.ts"

const IMPORTS: readonly (readonly [string, readonly string[]])[] = [
  ["import a.b as c, d", ["a.b", "d"]],
  ["import a, \\\n  b", ["a", "b"]],
  ["from . import x", ["."]],
  ["from .. import (\n  x,\n)", [".."]],
  ["from ..a.b import c", ["..a.b"]],
  ["from .import x", ["."]],
  ["from a.b import (\n  c,\n  d,\n)", ["a.b"]],
  ["from a \\\n  import b", ["a"]],
  ["\ufeffimport a", ["a"]],
  ["def f():\n    from a import b\n    import c", ["a", "c"]],
  ["if x: import a; from b import c", ["a", "b"]],
  ["import a\r\nfrom b import c\r\n", ["a", "b"]],
  ["importlib.import_module('a.b')", ["a.b"]],
  ["# import a", []],
  ["important = 1", []],
]

const NAMES: readonly (readonly [string, readonly string[]])[] = [
  ["def f(): pass\nclass A: pass\nasync def g(): pass", ["f", "A", "g"]],
  ["a = 1\nb: int = 2\nc: str", ["a", "b", "c"]],
  ["a = b = c", ["a", "b"]],
  ["a, b = c", ["a", "b"]],
  ["(a, *b) = c", ["a", "b"]],
  ["a += 1", ["a"]],
  ["a == b", []],
  ["a.b = 1", []],
  ["f(a=1)", []],
  ["def f():\n    a = 1", ["f"]],
  ["try:\n    a = 1\nexcept E:\n\n    b = 2\nelse:\n    def c(): pass", ["a", "b", "c"]],
  ["with open() as a:\n    b = a", ["a", "b"]],
  ["for a, b in c:\n    d = 1", ["a", "b", "d"]],
  ["def f():\n    global a\n    a = 1", ["f", "a"]],
  ["type X = int", ["X"]],
  ["größe = 1", ["größe"]],
  ["a = 1\r\nb = 2\r\n", ["a", "b"]],
]

describe("outline", () => {
  it.each(IMPORTS)("imports of %j", (text, imports) => {
    expect(outlinePython(text).imports).toEqual(imports)
  })
  it.each(NAMES)("names of %j", (text, names) => {
    expect(outlinePython(text).names).toEqual(names)
  })
})
