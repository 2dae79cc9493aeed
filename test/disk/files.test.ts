import { execFileSync } from "node:child_process"
import { chmodSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { findFiles } from "../../src/disk/files.ts"
import { readSource } from "../../src/disk/read.ts"
import { folderOf, runIn } from "../cli/fake-host.ts"

const wants = (path: string) => path.endsWith(".py")
const list = (root: string, honoursIgnore = true) => findFiles({ root, wants, honoursIgnore })

/** Names that a test only lists. */
function empty(...paths: readonly string[]): Record<string, string> {
  return Object.fromEntries(paths.map((path) => [path, ""]))
}

describe("what is listed", () => {
  test.each<[string, Record<string, string>, readonly string[]]>([
    [
      "files before folders, by name",
      empty("b.py", "a/z.py", "a.py", "B.py", "a.txt"),
      ["B.py", "a.py", "b.py", "a/z.py"],
    ],
    [
      "a .gitignore for its own folder",
      { ...empty("gen.py", "a/gen.py", "a/b/gen.py", "c/gen.py"), "a/.gitignore": "gen.py" },
      ["gen.py", "c/gen.py"],
    ],
    ["an anchored pattern", { ...empty("gen.py", "a/gen.py"), ".gitignore": "/gen.py\n" }, ["a/gen.py"]],
    [
      "a deeper .gitignore takes back",
      { ...empty("a/gen.py", "b/gen.py"), ".gitignore": "gen.py", "a/.gitignore": "!gen.py" },
      ["a/gen.py"],
    ],
    [
      "nothing comes back below an ignored folder",
      { ...empty("out/a.py", "b.py"), ".gitignore": "out/\n!out/a.py", "out/.gitignore": "!a.py" },
      ["b.py"],
    ],
    [
      "a pattern for folders spares files",
      { ...empty("out.py", "d/out.py/x.py"), ".gitignore": "out.py/" },
      ["out.py"],
    ],
    ["CRLF and comments", { ...empty("a.py", "b.py"), ".gitignore": "# note\r\na.py\r\n" }, ["b.py"]],
    ["the repository's own excludes", { ...empty("a.py", "b.py"), ".git/info/exclude": "a.py\n" }, ["b.py"]],
    [
      "vendored folders, virtual environments and git's own data",
      empty(
        "node_modules/a.py",
        "lib/site-packages/a.py",
        "vendor/a.py",
        "third_party/a.py",
        ".venv/a.py",
        "__pycache__/a.py",
        ".git/hook.py",
        "myenv/pyvenv.cfg",
        "myenv/lib/a.py",
        "vendors/a.py",
      ),
      ["vendors/a.py"],
    ],
  ])("%s", (_, files, expected) => {
    expect(list(folderOf(files))).toEqual({ files: expected, skipped: [] })
  })

  test("--no-ignore lists what is ignored and vendored, but not git's data", () => {
    const root = folderOf({
      ...empty("a.py", "node_modules/b.py", "env/pyvenv.cfg", "env/c.py", ".git/d.py"),
      ".gitignore": "a.py",
    })
    expect(list(root, false).files).toEqual(["a.py", "env/c.py", "node_modules/b.py"])
  })
})

describe("symbolic links", () => {
  test("loops and ways out are named, the rest is listed where it lies", () => {
    const outside = folderOf(empty("shared/x.py", "one.py"))
    const root = folderOf(empty("a/b/c.py", "real.py"))
    symlinkSync("..", join(root, "a/b/up"))
    symlinkSync("self", join(root, "self"))
    symlinkSync("a", join(root, "twin"))
    symlinkSync("real.py", join(root, "again.py"))
    symlinkSync("gone.py", join(root, "broken.py"))
    symlinkSync(join(outside, "shared"), join(root, "shared"))
    symlinkSync(join(outside, "one.py"), join(root, "one.py"))
    expect(list(root)).toEqual({
      files: ["one.py", "real.py", "a/b/c.py"],
      skipped: [
        { file: "broken.py", why: "broken symlink" },
        { file: "self", why: "symlink loop" },
        { file: "shared", why: "symlink out of the project" },
        { file: "a/b/up", why: "symlink loop" },
      ],
    })
  })

  test("a loop lands in the report", async () => {
    const root = folderOf({ "app.py": "", ".git/": "" })
    symlinkSync(".", join(root, "loop"))
    const { out, code } = await runIn(root, "--format json")
    expect(code).toBe(0)
    expect(JSON.parse(out).files.skipped).toEqual([{ file: "loop", why: "symlink loop" }])
  })
})

test.runIf(process.platform !== "win32")("a pipe with a source file's name is named, and not waited for", async () => {
  const root = folderOf({ ...empty("app.py"), ".git/": "" })
  execFileSync("mkfifo", [join(root, "pipe.py"), join(root, "pipe.txt")])
  const { out, code } = await runIn(root, "--format json")
  expect(code).toBe(0)
  expect(JSON.parse(out).files.skipped).toEqual([{ file: "pipe.py", why: "not a regular file" }])
})

describe("reading", () => {
  const megabyte = 1024 * 1024
  test.each([
    ["small", 10, false, undefined],
    ["just small enough", megabyte, false, undefined],
    ["too large", megabyte + 1, false, "larger than 1 MB"],
    ["a large lock file", megabyte + 1, true, undefined],
  ])("%s", (_, size, anySize, why) => {
    const root = folderOf({ "a.py": "x".repeat(size) })
    const content = readSource(join(root, "a.py"), { anySize })
    expect(content instanceof Uint8Array ? content.length : content).toEqual(why === undefined ? size : { why })
  })

  test.each([
    ["gone.py", "vanished"],
    ["file.py/a.py", "vanished"],
    ["folder.py", "not a regular file"],
  ])("%s: %s", (path, why) => {
    const root = folderOf({ "file.py": "", "folder.py/": "" })
    expect(readSource(join(root, path), { anySize: false })).toEqual({ why })
  })

  test.runIf(process.platform !== "win32")("without permission", () => {
    const root = folderOf({ "a.py": "" })
    chmodSync(root, 0o755)
    chmodSync(join(root, "a.py"), 0)
    expect(asNobody(() => readSource(join(root, "a.py"), { anySize: false }))).toEqual({ why: "no permission to read" })
  })

  test("a file that vanishes and one too large are skipped, the rest goes on", async () => {
    const root = folderOf({
      ".git/": "",
      "a.py": "# !scope-check-401",
      "b.py": "",
      "uv.lock": "x".repeat(megabyte + 1),
    })
    writeFileSync(join(root, "c.py"), "x".repeat(megabyte + 1))
    // Grammars are read between the listing and the first file.
    const readGrammars = async () => {
      unlinkSync(join(root, "b.py"))
      return {
        core: new Uint8Array(),
        python: new Uint8Array(),
        ecmascript: () => ({
          parse: () => {
            throw new Error("nothing to parse")
          },
        }),
      }
    }
    const { out, code } = await runIn(root, "--format json", { readGrammars })
    const { files, findings } = JSON.parse(out)
    expect(code).toBe(1)
    expect(findings).toHaveLength(1)
    expect(files.skipped).toEqual([
      { file: "b.py", why: "vanished" },
      { file: "c.py", why: "larger than 1 MB" },
    ])
  })
})

/** Root may read everything: it steps down while it reads. */
function asNobody<T>(read: () => T): T {
  const isRoot = process.geteuid?.() === 0
  if (isRoot) process.seteuid?.("nobody")
  try {
    return read()
  } finally {
    if (isRoot) process.seteuid?.(0)
  }
}
