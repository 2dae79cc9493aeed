import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { folderOf } from "./fake-host.ts"
import { bareRoute, findingsOf, head, runReal } from "./real-engine.ts"

const write = (folder: string, file: string, text: string) => writeFileSync(join(folder, file), text)
const read = (folder: string, file = "gatelint-baseline.json") => readFileSync(join(folder, file), "utf8")

/** A project with a baseline of what is there. */
async function baselined(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = folderOf({ ".git/": "", ...files })
  expect((await runReal(folder, "--update-baseline")).code).toBe(0)
  return folder
}

const check = async (folder: string, words = "") => {
  const outcome = await runReal(folder, `check --baseline --format json ${words}`.trim())
  const report = JSON.parse(outcome.out)
  return { findings: findingsOf(outcome), baselined: report.baselined, err: outcome.err, code: outcome.code }
}

describe("--update-baseline", () => {
  it("writes an entry a line, sorted, and says what came and went", async () => {
    const folder = folderOf({ ".git/": "", "b.py": head + bareRoute("b"), "a.py": head + bareRoute("a") })
    const { code, err, out } = await runReal(folder, "check --update-baseline")
    expect(err).toBe("gatelint: gatelint-baseline.json has 2 entries now: 2 added, 0 dropped\n")
    expect(out).toBe("✓ No findings (2 baselined): 2 of 2 refusals understood, 2 of 2 apps complete.\n")
    expect(code).toBe(0)
    const lines = read(folder).split("\n")
    expect(lines.slice(0, 3).concat(lines.slice(-4))).toEqual([
      "{",
      '  "version": 1,',
      '  "findings": [',
      expect.stringMatching(
        /^ {4}\{ "file": "b\.py", "rule": "missing-challenge", "code": "HTTPException\(401\)", "fingerprint": "\w+" \}$/,
      ),
      "  ]",
      "}",
      "",
    ])
    const text = read(folder)
    expect((await runReal(folder, "check --update-baseline")).err).toContain("2 entries now: 0 added, 0 dropped")
    expect(read(folder)).toBe(text)
  })

  it("keeps the entries that the run did not ask about", async () => {
    const folder = await baselined({ "b.py": head + bareRoute("b"), "a.py": head + bareRoute("a") })
    write(folder, "a.py", head)
    write(folder, "b.py", head)
    expect((await runReal(folder, "check a.py --update-baseline")).err).toContain("1 entry now: 0 added, 1 dropped")
    expect((await runReal(folder, "--rule leaky-detail --update-baseline")).err).toContain(
      "1 entry now: 0 added, 0 dropped",
    )
    expect((await runReal(folder, "--update-baseline")).err).toContain("0 entries now: 0 added, 1 dropped")
    expect(read(folder)).toBe('{\n  "version": 1,\n  "findings": []\n}\n')
  })

  it("writes paths from its own folder, so that the root does not matter", async () => {
    const folder = folderOf({ ".git/": "", "api/requirements.txt": "fastapi\n", "api/main.py": head + bareRoute("a") })
    await runReal(join(folder, "api"), "check --update-baseline")
    expect(read(folder, "api/gatelint-baseline.json")).toContain('"file": "main.py"')
    rmSync(join(folder, ".git"), { recursive: true })
    expect((await check(join(folder, "api"))).findings).toEqual([])
  })
})

describe("--baseline", () => {
  const two = `${head}@app.get("/a")\ndef a(token, key):\n    if not token:\n        raise HTTPException(401)\n    if not key:\n        raise HTTPException(401)\n`

  it("knows findings whose lines moved, and whose layout changed", async () => {
    const folder = await baselined({ "main.py": head + bareRoute("a") })
    write(folder, "main.py", `"""New words."""\n\n${head}\n\n${bareRoute("z", "return 1")}${bareRoute("a")}`)
    expect(await check(folder)).toEqual({ findings: [], baselined: 1, err: "", code: 0 })
  })

  it("shows what is new, and only that", async () => {
    const folder = await baselined({ "main.py": head + bareRoute("a") })
    write(folder, "main.py", head + bareRoute("b") + bareRoute("a"))
    const { findings, baselined: known, code } = await check(folder)
    expect({ findings, known, code }).toEqual({ findings: ["warning main.py:6 missing-challenge"], known: 1, code: 1 })
  })

  it("counts: a mended finding lends its entry to no other", async () => {
    const folder = await baselined({ "main.py": two })
    // One of two alike is mended, and another appears in another function.
    write(folder, "main.py", two.replace("HTTPException(401)", "HTTPException(404)") + bareRoute("b"))
    const { findings, baselined: known, err } = await check(folder)
    expect({ findings, known }).toEqual({ findings: ["warning main.py:12 missing-challenge"], known: 1 })
    expect(err).toBe("gatelint: 1 entry of gatelint-baseline.json is stale: `--update-baseline` drops it\n")
  })

  it("tells a third of two alike", async () => {
    const folder = await baselined({ "main.py": two })
    write(folder, "main.py", `${two}    if token == key:\n        raise HTTPException(401)\n`)
    expect((await check(folder)).findings).toEqual(["warning main.py:10 missing-challenge"])
  })

  it("knows a renamed file, and no second copy of it", async () => {
    const folder = await baselined({ "main.py": head + bareRoute("a") })
    renameSync(join(folder, "main.py"), join(folder, "app.py"))
    expect(await check(folder)).toEqual({ findings: [], baselined: 1, err: "", code: 0 })
    write(folder, "main.py", head + bareRoute("a"))
    // Now the old file is there again, so the new one is a copy.
    expect((await check(folder)).findings).toEqual(["warning app.py:6 missing-challenge"])
  })

  it("tells stale entries of the paths that were asked about only", async () => {
    const folder = await baselined({ "b.py": head + bareRoute("b"), "a.py": head + bareRoute("a") })
    write(folder, "b.py", head)
    expect((await check(folder, "a.py")).err).toBe("")
    expect((await check(folder, "b.py")).err).toContain("1 entry of gatelint-baseline.json is stale")
    rmSync(join(folder, "b.py"))
    expect((await check(folder)).err).toContain("1 entry of gatelint-baseline.json is stale")
  })

  it("of a wall, tells the sites that are new, and no more", async () => {
    const routes = ["a", "b", "c", "d", "e"].map((name) => bareRoute(name)).join("")
    const folder = await baselined({ "main.py": head + routes })
    expect((await check(folder)).findings).toEqual([])
    write(folder, "main.py", head + routes + bareRoute("f"))
    expect((await check(folder)).findings).toEqual(["warning main.py:26 missing-challenge"])
    // Below the size of a wall its sites speak for themselves, and are known as well.
    write(folder, "main.py", head + bareRoute("a") + bareRoute("b"))
    expect((await check(folder)).findings).toEqual([])
  })

  it("knows what becomes a wall, but for the site that makes it one", async () => {
    const routes = ["a", "b", "c", "d"].map((name) => bareRoute(name)).join("")
    const folder = await baselined({ "main.py": head + routes })
    write(folder, "main.py", head + routes + bareRoute("e"))
    expect((await check(folder)).findings).toEqual(["warning main.py:22 missing-challenge"])
  })

  it("is a file of any name", async () => {
    const folder = folderOf({ ".git/": "", "main.py": head + bareRoute("a") })
    await runReal(folder, "check --baseline known.json --update-baseline")
    expect((await runReal(folder, "check . --baseline known.json")).code).toBe(0)
  })
})

describe("a wrong baseline is told in one line", () => {
  it.each([
    ["check --baseline", "there is no baseline gatelint-baseline.json: `--update-baseline` writes it"],
    ["check --baseline none.json", "there is no baseline none.json: `--update-baseline` writes it"],
    ["check --baseline app", "the baseline app is a folder: name a file, or put the paths in front of --baseline"],
    ["check --baseline no/b.json --update-baseline", "cannot write no/b.json: there is no folder no"],
    ["check --baseline text.json", "text.json:1:1: not valid JSON (unexpected character 'h')"],
    [
      "check --baseline other.json",
      "other.json:1:1: no baseline of gatelint: remove it, and `--update-baseline` writes it anew",
    ],
    [
      "check --baseline later.json",
      "later.json:1:2: a baseline of version 2, where this gatelint knows 1: remove it, and `--update-baseline` writes it anew",
    ],
    ["check --update-baseline --since HEAD", "--update-baseline writes all findings: it does not go with --since"],
  ])("gatelint %s", async (line, message) => {
    const folder = folderOf({
      ".git/": "",
      "app/main.py": head,
      "text.json": "hello",
      "other.json": '{"findings": 3}',
      "later.json": '{"version": 2, "findings": []}',
    })
    const { code, err } = await runReal(folder, line)
    expect([code, err]).toEqual([2, `gatelint: ${message}\n`])
  })
})
