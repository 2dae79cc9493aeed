import { expect, test } from "vitest"
import { differenceOf } from "../../src/model/difference.ts"

test.each([
  ["ab", "ab", { start: 2, before: 2, after: 2 }],
  ["", "x", { start: 0, before: 0, after: 1 }],
  ["abc", "axc", { start: 1, before: 2, after: 2 }],
  ["aaa", "aa", { start: 2, before: 3, after: 2 }],
  ["one two", "one", { start: 3, before: 7, after: 3 }],
  ["x", "axxa", { start: 0, before: 1, after: 4 }],
])("%j and %j", (before, after, expected) => {
  const found = differenceOf(before, after)
  expect(found).toEqual(expected)
  expect(before.slice(found.before)).toBe(after.slice(found.after))
})
