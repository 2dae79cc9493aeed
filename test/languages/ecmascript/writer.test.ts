import { expect, it } from "vitest"
import type { Code, Edit } from "../../../src/model/edit.ts"
import { placeOf } from "../../../src/model/place.ts"
import { ecmascript, read } from "./front-end.ts"

function written(text: string, from: string, edit: (at: ReturnType<typeof placeOf>) => Edit): string | undefined {
  const module = read(text)
  const chunk = module.chunks.find(({ offset, length }) => offset + length > text.indexOf(from))
  if (chunk === undefined) throw new Error(`${from} stands nowhere`)
  const start = text.indexOf(from) - chunk.offset
  const edits = ecmascript.write(module, text, [
    edit(placeOf({ start, end: start + from.length }, "src/main.ts", chunk)),
  ])
  return edits?.reduceRight((all, one) => all.slice(0, one.start) + one.newText + all.slice(one.end), text)
}

it("writes another status", () => {
  const text = `const a = 1\nres.status(401).end()\n`
  expect(written(text, "401", (at) => ({ kind: "set-status", slot: { kind: "value", at }, status: 403 }))).toBe(
    text.replace("401", "403"),
  )
})

it.each([
  [`f("a", error.message)`, `f("a", "It's over.")`],
  [`f('a', error.message)`, `f('a', "It's over.")`],
])("writes a text in the file's quotes: %s", (text, expected) => {
  expect(written(text, "error.message", (at) => ({ kind: "set-text", at, text: "It's over." }))).toBe(expected)
})

it("turns what is thrown into what is returned", () => {
  expect(
    written("throw new Denied()", "throw new Denied()", (at) => ({
      kind: "leave",
      at,
      how: "return",
      code: undefined,
    })),
  ).toBe("return new Denied()")
})

const secured: Code = [{ kind: "import", module: "node:crypto", name: "timingSafeEqual" }, "(a, b)"]

it.each([
  [
    `import a from "a"\nx = 1\n`,
    `import a from "a"\nimport { timingSafeEqual } from "node:crypto"\ntimingSafeEqual(a, b)\n`,
  ],
  [
    `import { randomUUID } from 'node:crypto';\nx = 1;\n`,
    `import { randomUUID, timingSafeEqual } from 'node:crypto';\ntimingSafeEqual(a, b);\n`,
  ],
  [
    `import { z, createHmac } from "node:crypto"\nx = 1\n`,
    `import { z, createHmac, timingSafeEqual } from "node:crypto"\ntimingSafeEqual(a, b)\n`,
  ],
  [
    `'use strict';\nconst a = require('a');\nx = 1;\n`,
    `'use strict';\nconst a = require('a');\nconst { timingSafeEqual } = require('node:crypto');\ntimingSafeEqual(a, b);\n`,
  ],
  [
    `"use strict"\n\nx = 1\n`,
    `"use strict"\n\nimport { timingSafeEqual } from "node:crypto"\n\ntimingSafeEqual(a, b)\n`,
  ],
  [
    `export const c = 1\nx = 1\n`,
    `import { timingSafeEqual } from "node:crypto"\n\nexport const c = 1\ntimingSafeEqual(a, b)\n`,
  ],
])("imports what it writes: %s", (text, expected) => {
  expect(written(text, "x = 1", (at) => ({ kind: "replace", at, code: secured }))).toBe(expected)
})

it.each([
  [`f()\n`, `f(undefined, undefined, { "A": "b" })\n`],
  [`f(1, 2, undefined)\n`, `f(1, 2, { "A": "b" })\n`],
  [`f(\n  1,\n  2, // two\n)\n`, `f(\n  1,\n  2, // two\n  { "A": "b" },\n)\n`],
  [`f(1, 2, { c: 3 })\n`, `f(1, 2, { c: 3, "A": "b" })\n`],
  [`f(1, 2, { "a": old })\n`, `f(1, 2, { "a": "b" })\n`],
])("puts a header into an argument: %s", (text, expected) => {
  const call = text.trimEnd()
  expect(
    written(text, call, (at) => ({
      kind: "set-header",
      slot: { kind: "argument", call: at, name: "headers", position: 2 },
      name: "A",
      value: "b",
    })),
  ).toBe(expected)
})

// What is spread, or is no map that can be seen, may hold anything.
it.each(["f(...given)", "f(1, 2, headers)", "f(1, 2, new Headers())"])(
  "leaves alone what it cannot see: %s",
  (text) => {
    expect(
      written(text, text, (at) => ({
        kind: "set-header",
        slot: { kind: "argument", call: at, name: "headers", position: 2 },
        name: "A",
        value: "b",
      })),
    ).toBe(undefined)
  },
)
