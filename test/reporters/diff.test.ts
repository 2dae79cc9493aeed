import { expect, it } from "vitest"
import type { FileEdit } from "../../src/model/report.ts"
import { hunksOf } from "../../src/reporters/diff.ts"
import { range } from "./sample-report.ts"

const text = "import a\nraise E(401)\nif x:\n    pass\nend"
const edit = (place: string, newText: string): FileEdit => ({ file: "a.py", range: range(place), newText })

it.each<[string, readonly FileEdit[], string]>([
  ["a change within a line", [edit("2:9-2:12", "403")], "2 -raise E(401) +raise E(403)"],
  ["an insertion within a line", [edit("2:12-2:12", ', "no"')], '2 -raise E(401) +raise E(401, "no")'],
  ["a new line", [edit("1:9-1:9", "\nimport b")], "2 +import b"],
  ["a new first line", [edit("1:1-1:1", "import z\n")], "1 +import z"],
  ["a line that goes", [edit("2:1-3:1", "")], "2 -raise E(401)"],
  ["a change over lines", [edit("3:1-4:9", "pass")], "3 -if x: -    pass +pass"],
  ["the last line, which has no ending", [edit("5:1-5:4", "done")], "5 -end +done"],
  [
    "two edits on one line, given in any order",
    [edit("2:9-2:12", "403"), edit("2:1-2:6", "throw")],
    "2 -raise E(401) +throw E(403)",
  ],
  ["two edits far apart", [edit("5:1-5:4", "done"), edit("1:8-1:9", "b")], "1 -import a +import b / 5 -end +done"],
  ["nothing", [], ""],
])("%s", (_, edits, expected) => {
  const hunks = hunksOf({ title: "", safe: true, preferred: true, edits }, () => text)
  const printed = hunks.map(({ line, removed, added }) =>
    [line, ...removed.map((one) => `-${one}`), ...added.map((one) => `+${one}`)].join(" "),
  )
  expect(printed.join(" / ")).toBe(expected)
})

it("line endings of any kind are no part of a line; a file that is not at hand has no hunks", () => {
  const fix = { title: "", safe: true, preferred: true, edits: [edit("2:1-2:2", "c")] }
  expect(hunksOf(fix, () => "a\r\nb\r\n")).toEqual([{ file: "a.py", line: 2, removed: ["b"], added: ["c"] }])
  expect(hunksOf(fix, () => undefined)).toEqual([])
})
