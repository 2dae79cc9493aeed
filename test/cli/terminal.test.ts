import { execFileSync, spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { describe, expect, test } from "vitest"
import { renderMarkdown } from "../../src/cli/markdown.ts"
import { ProgressLine } from "../../src/cli/progress.ts"
import { styleOf } from "../../src/cli/style.ts"
import { showsUnicode } from "../../src/cli/terminal.ts"

describe("what the terminal can show", () => {
  test.each([
    [{ LANG: "en_US.UTF-8" }, "linux", true],
    [{ LANG: "de_DE.utf8" }, "linux", true],
    [{ LANG: "C" }, "linux", false],
    [{}, "linux", false],
    [{ LANG: "en_US.UTF-8", LC_ALL: "POSIX" }, "linux", false],
    [{ LANG: "C", LC_ALL: "", LC_CTYPE: "C.UTF-8" }, "linux", true],
    [{ LANG: "en_US.UTF-8", TERM: "linux" }, "linux", false],
    [{ CI: "true" }, "linux", true],
    [{}, "darwin", true],
    [{}, "win32", false],
    [{ WT_SESSION: "1" }, "win32", true],
  ])("%j on %s: %s", (env, platform, expected) => {
    expect(showsUnicode({ env, platform })).toBe(expected)
  })
})

describe("the progress line", () => {
  const written = (isTTY: boolean, times: readonly number[]) => {
    let now = 0
    const texts: string[] = []
    const line = new ProgressLine({ write: (text) => texts.push(text), isTTY, columns: 12 }, () => now)
    for (const time of times) {
      now = time
      line.show(`${time} ms of work`)
    }
    line.erase()
    return texts.join("").replaceAll("\r\u001b[2K", "<")
  }
  test.each([
    ["short work shows nothing", true, [0, 100, 299], ""],
    [
      "long work shows a line, not too often, and erases it",
      true,
      [100, 300, 310, 379, 380],
      "<300 ms of w<380 ms of w<",
    ],
    ["nothing without a terminal", false, [300, 1000], ""],
  ])("%s", (_, isTTY, times, expected) => {
    expect(written(isTTY, times)).toBe(expected)
  })
})

test("a page in the terminal", () => {
  const page = [
    "<!-- generated -->",
    "# rule",
    "",
    "A **long** sentence with [a link](https://example.org/x) and",
    "`code`, *softly* wrapped; [a page](other.md).",
    "",
    "- one item that is",
    "  continued",
    "- another",
    "",
    "```python",
    "if x:",
    "",
    "    raise *y*",
    "```",
    "",
    "",
    "| a | b |",
    "| - | - |",
    "| c | d |",
  ].join("\n")
  expect(renderMarkdown(page, styleOf(false), 40).split("\n")).toEqual([
    "rule",
    "",
    "A long sentence with a link",
    "(https://example.org/x) and `code`,",
    "softly wrapped; a page.",
    "",
    "- one item that is continued",
    "- another",
    "",
    "    if x:",
    "",
    "        raise *y*",
    "",
    "  a | b",
    "  c | d",
    "",
  ])
})

describe("the program itself", () => {
  const main = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url))
  const command = [process.execPath, "--import", "tsx", main]

  test.skipIf(process.platform === "win32")("a closed pipe is silent", () => {
    const line = `${command.map((word) => `'${word}'`).join(" ")} rules; echo "code $?" >&2`
    const { stderr } = spawnSync("sh", ["-c", `{ ${line}; } | true`], { encoding: "utf8" })
    expect(stderr).toBe("code 0\n")
  })

  test("it has a version", () => {
    const [node = "", ...words] = command
    expect(execFileSync(node, [...words, "--version"], { encoding: "utf8" })).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})
