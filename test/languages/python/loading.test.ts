import { expect, it } from "vitest"
import { createPython } from "../../../src/languages/python/index.ts"
import { grammars } from "../../support/check.ts"

it("may be made for several projects at once", async () => {
  const made = await Promise.all([createPython(grammars), createPython(grammars), createPython(grammars)])
  expect(made.map((python) => python.read("a.py", "x = 1\n", undefined).chunks.length)).toEqual([1, 1, 1])
})
