import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { folderOf } from "./fake-host.ts"
import { bareRoute, findingsOf, head, runReal } from "./real-engine.ts"

const files = {
  ".git/": "",
  "app/main.py": head + bareRoute("a"),
  "app/other.py": head + bareRoute("b"),
  "app/errors.py": "from fastapi import HTTPException\ndef denied(): return HTTPException(401)\n",
  "legacy/old.py": head + bareRoute("c"),
  "gatelint.json": '{"exclude": ["legacy/"]}',
}

const given = (text: string | Uint8Array) => ({
  readStdin: async () => (typeof text === "string" ? new TextEncoder().encode(text) : text),
})

describe("--stdin", () => {
  it("speaks of the text that was given, not of the file's, and of no other file", async () => {
    const folder = folderOf(files)
    const words = "check --format json --stdin --stdin-filename app/main.py"
    const text = `# typed\n${head}${bareRoute("a")}`
    expect(findingsOf(await runReal(folder, words, given(text)))).toEqual(["warning app/main.py:7 missing-challenge"])
    expect(findingsOf(await runReal(folder, words, given(head)))).toEqual([])
  })

  it("shows the given text", async () => {
    const words = "--stdin --stdin-filename app/main.py"
    const { out, code } = await runReal(
      folderOf(files),
      words,
      given(head + bareRoute("a", "raise HTTPException(401, 'typed now')")),
    )
    expect(out).toContain("raise HTTPException(401, 'typed now')")
    expect(code).toBe(1)
  })

  it("takes a file that is not there yet, with its project around it", async () => {
    const text = `from fastapi import FastAPI\nfrom .errors import denied\napp = FastAPI()\n${bareRoute("a", "raise denied()")}`
    const folder = folderOf(files)
    const words = "check --format json --stdin --stdin-filename new.py"
    // The cause stands in another file: nobody asked about that.
    expect(findingsOf(await runReal(join(folder, "app"), words, given(text)))).toEqual([])
    expect(findingsOf(await runReal(join(folder, "app"), words, given(head + bareRoute("a"))))).toEqual([
      "warning app/new.py:6 missing-challenge",
    ])
  })

  it("says nothing of a file that is excluded", async () => {
    const words = "check --format json --stdin --stdin-filename legacy/old.py"
    expect(findingsOf(await runReal(folderOf(files), words, given(head + bareRoute("a"))))).toEqual([])
  })

  it.each([
    ["nothing", new Uint8Array()],
    ["bytes that are no text", new Uint8Array([0x78, 0xff, 0x00])],
    ["half-typed code", `${head}${bareRoute("a")}def x(:`],
  ])("bears %s", async (_, text) => {
    const words = "check --format json --stdin --stdin-filename app/main.py"
    const { code, err } = await runReal(folderOf(files), words, given(text))
    expect(err).toBe("")
    expect(code).toBeLessThan(2)
  })

  it.each([
    ["--stdin", "--stdin needs --stdin-filename PATH: where the text belongs"],
    ["--stdin-filename app/main.py", "--stdin-filename goes with --stdin"],
    ["app --stdin --stdin-filename app/main.py", "--stdin takes one file and no paths"],
    [
      "--stdin --stdin-filename app",
      "--stdin-filename app: gatelint reads .py, .ts, .tsx, .mts, .cts, .js, .jsx, .mjs, .cjs",
    ],
    [
      "--stdin --stdin-filename notes.txt",
      "--stdin-filename notes.txt: gatelint reads .py, .ts, .tsx, .mts, .cts, .js, .jsx, .mjs, .cjs",
    ],
    ["--stdin --stdin-filename no/main.py", "--stdin-filename no/main.py: there is no folder no"],
    ["--stdin --stdin-filename odd.py", "--stdin-filename odd.py: it is a folder"],
    [
      "--stdin --stdin-filename app/main.py --since HEAD",
      "--since compares what is on the disk: it does not go with --stdin",
    ],
    [
      "--stdin --stdin-filename app/main.py --update-baseline",
      "--update-baseline writes all findings: it does not go with --stdin",
    ],
  ])("%s is a mistake, told in one line", async (words, message) => {
    const { code, err } = await runReal(folderOf({ ...files, "odd.py/": "" }), words, given(""))
    expect([code, err]).toEqual([2, `gatelint: ${message}\n`])
  })
})
