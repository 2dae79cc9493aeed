import { expect, test } from "vitest"
import { findNearest, suggest } from "../../src/config/nearest.ts"

test.each([
  ["missing-chalenge", ["leaky-detail", "missing-challenge"], "missing-challenge"],
  ["Missing-Challenge", ["missing-challenge"], "missing-challenge"],
  ["warn", ["error", "warning"], "warning"],
  ["sarif", ["pretty", "json"], undefined],
  ["jsno", ["pretty", "json"], "json"],
])("%s among %j is %s", (name, names, expected) => {
  expect(findNearest(name, names)).toBe(expected)
})

test("where nothing is near, a short list is told and a long one is not", () => {
  expect(suggest("sarif", ["pretty", "json"])).toBe("there are `pretty` and `json`")
  expect(suggest("sarif", ["json"])).toBe("there is `json`")
  expect(
    suggest(
      "sarif",
      [..."0123456789"].map((digit) => `name-${digit}`),
    ),
  ).toBeUndefined()
})
