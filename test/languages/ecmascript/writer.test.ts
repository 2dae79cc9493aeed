import { expect, it } from "vitest"
import type { Edit } from "../../../src/model/edit.ts"
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
  [`f('a', error.message)`, `f('a', 'It\\'s over.')`],
])("writes a text in the file's quotes: %s", (text, expected) => {
  expect(written(text, "error.message", (at) => ({ kind: "set-text", at, text: "It's over." }))).toBe(expected)
})

it("writes nothing that would need more than one expression", () => {
  expect(written("throw new Denied()", "throw", (at) => ({ kind: "leave", at, how: "return", code: undefined }))).toBe(
    undefined,
  )
})
