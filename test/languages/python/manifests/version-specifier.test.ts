import { describe, expect, test } from "vitest"
import { rangeOf, union } from "../../../../src/languages/python/manifests/version-specifier.ts"
import { since } from "../../../../src/model/version.ts"

const I = Number.POSITIVE_INFINITY

describe("rangeOf", () => {
  test.each([
    ["", undefined, undefined],
    ["*", undefined, undefined],
    ["!=0.79.1", undefined, undefined],
    ["==0.79.2", [0, 79, 2], [0, 79, 2]],
    ["===0.79.2", [0, 79, 2], [0, 79, 2]],
    ["0.79.2", [0, 79, 2], [0, 79, 2]],
    ["==0.79.*", [0, 79], [0, 79, I]],
    ["0.79.*", [0, 79], [0, 79, I]],
    ["=0.79", [0, 79], [0, 79, I]],
    [">=0.79", [0, 79], undefined],
    [">0.79", [0, 79, 1], undefined],
    [">0.79.1", [0, 79, 2], undefined],
    ["<=0.79", undefined, [0, 79]],
    ["<0.80", undefined, [0, 79, I]],
    ["<0.80.0", undefined, [0, 79, I]],
    ["<0.80.2", undefined, [0, 80, 1, I]],
    ["<1", undefined, [0, I]],
    [">=0.79,<0.80", [0, 79], [0, 79, I]],
    [">= 0.79 , < 0.80", [0, 79], [0, 79, I]],
    [">=0.79 <0.80", [0, 79], [0, 79, I]],
    ["(>=0.79,!=0.79.3,<1.0)", [0, 79], [0, I]],
    ["~=0.79.1", [0, 79, 1], [0, 79, I]],
    ["~=0.79", [0, 79], [0, I]],
    ["~0.79.1", [0, 79, 1], [0, 79, I]],
    ["~0.79", [0, 79], [0, 79, I]],
    ["~1", [1], [1, I]],
    ["^0.79", [0, 79], [0, 79, I]],
    ["^1.2.3", [1, 2, 3], [1, I]],
    ["^0.0.3", [0, 0, 3], [0, 0, 3, I]],
    ["^0", [0], [0, I]],
    ["^0.79 || ^0.100", [0, 79], [0, 100, I]],
    ["==0.80.0rc1", [0, 80, 0], [0, 80, 0]],
    ["==1!2.0", [2, 0], [2, 0]],
    ["nonsense", undefined, undefined],
  ])("%s", (specifier, from, to) => {
    expect(rangeOf(specifier)).toEqual({ from, to })
  })
})

describe("union", () => {
  test.each([
    [
      ["==0.79.2", "==0.110"],
      [0, 79, 2],
      [0, 110],
    ],
    [["<0.80", "==0.110"], undefined, [0, 110]],
    [[">=0.79", "==0.60"], [0, 60], undefined],
    [["", ""], undefined, undefined],
    [["", "==0.79.2"], [0, 79, 2], undefined],
    [["<0.80", ">=0.110"], [0], undefined],
  ])("%j", (specifiers, from, to) => {
    expect(union(specifiers.map(rangeOf))).toEqual({ from, to })
  })

  test("of nothing is nothing", () => expect(union([])).toBeUndefined())

  // Two open ends would read as "current".
  test("an unlimited requirement beside an old one leaves a behaviour unknown", () => {
    expect(since([0, 122], union([rangeOf("<0.80"), rangeOf("")]))).toBe("unknown")
  })
})
