import { expect, it } from "vitest"
import { Lines } from "../../src/model/lines.ts"
import { excerptOf } from "../../src/reporters/excerpt.ts"
import { range } from "./sample-report.ts"

const lines = new Lines(["def a():", "    raise E(", "        401,", "    )", "", "end"].join("\n"))
const long = new Lines(Array.from({ length: 40 }, (_, index) => `line ${index + 1}`).join("\n"))

it.each<[string, Lines, string, number, readonly string[]]>([
  [
    "a part of a line, with its neighbours",
    lines,
    "2:11-2:12",
    1,
    ["1 def a():", "2     raise «E»(", "3         401,"],
  ],
  [
    "whole lines are meant from their indent on",
    lines,
    "2:5-4:6",
    0,
    ["2     «raise E(»", "3         «401,»", "4     «)»"],
  ],
  ["empty lines at the edge go", lines, "4:5-4:6", 1, ["3         401,", "4     «)»"]],
  ["a range that ends before a line's first character", lines, "1:1-2:1", 0, ["1 «def a():»"]],
  ["a position of no width", lines, "1:4-1:4", 0, ["1 def a():"]],
  ["a line that is not there", lines, "90:1-90:2", 1, []],
  ["a column that is not there", lines, "6:1-6:99", 0, ["6 «end»"]],
  [
    "the beginning of a long range",
    long,
    "3:1-30:2",
    0,
    [3, 4, 5, 6, 7, 8, 9, 10].map((number) => `${number} «line ${number}»`),
  ],
])("%s", (_, text, place, around, expected) => {
  const printed = excerptOf(text, range(place), around).map(({ number, text: line, from, to }) =>
    from === to ? `${number} ${line}` : `${number} ${line.slice(0, from)}«${line.slice(from, to)}»${line.slice(to)}`,
  )
  expect(printed).toEqual(expected)
})
