import { execFileSync } from "node:child_process"
import { appendFileSync, mkdirSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { folderOf } from "./fake-host.ts"
import { bareRoute, findingsOf, head, runReal } from "./real-engine.ts"

/** A repository with these files committed, tagged `base`. */
function repositoryOf(files: Readonly<Record<string, string>>): string {
  const folder = folderOf(files)
  git(folder, "init", "--quiet", "--initial-branch=main")
  commit(folder, "base")
  return folder
}

function git(folder: string, ...words: readonly string[]): void {
  const identity = ["-c", "user.name=Ada", "-c", "user.email=ada@harbour.example"]
  execFileSync("git", [...identity, ...words], { cwd: folder, stdio: "ignore" })
}

function commit(folder: string, tag: string): void {
  git(folder, "add", "--all")
  git(folder, "commit", "--quiet", "--allow-empty", "--message", tag)
  git(folder, "tag", tag)
}

const since = async (folder: string, words: string) => findingsOf(await runReal(folder, `check --format json ${words}`))

describe("--since", () => {
  it("shows what stands on changed lines, committed, staged or neither", async () => {
    const folder = repositoryOf({ "main.py": head + bareRoute("a") })
    expect(await since(folder, "--since base")).toEqual([])
    appendFileSync(join(folder, "main.py"), bareRoute("b"))
    expect(await since(folder, "--since base")).toEqual(["warning main.py:10 missing-challenge"])
    git(folder, "add", "--all")
    expect(await since(folder, "--since base")).toEqual(["warning main.py:10 missing-challenge"])
    commit(folder, "second")
    expect(await since(folder, "--since base")).toEqual(["warning main.py:10 missing-challenge"])
    expect(await since(folder, "--since HEAD")).toEqual([])
  })

  it("compares with the common ancestor, not with what happened there since", async () => {
    const folder = repositoryOf({ "main.py": head + bareRoute("a") })
    git(folder, "switch", "--quiet", "--create", "feature")
    appendFileSync(join(folder, "main.py"), bareRoute("b"))
    commit(folder, "mine")
    git(folder, "switch", "--quiet", "main")
    writeFileSync(join(folder, "main.py"), `${head}${bareRoute("a", "return 1")}`)
    commit(folder, "theirs")
    git(folder, "switch", "--quiet", "feature")
    expect(await since(folder, "--since main")).toEqual(["warning main.py:10 missing-challenge"])
  })

  it("takes a file that git does not know as changed from end to end", async () => {
    const folder = repositoryOf({ "main.py": head, ".gitignore": "ignored.py\n" })
    writeFileSync(join(folder, "new.py"), head + bareRoute("a"))
    expect(await since(folder, "--since base")).toEqual(["warning new.py:6 missing-challenge"])
  })

  it("follows renames", async () => {
    const folder = repositoryOf({ "main.py": head + ["a", "b", "c"].map((name) => bareRoute(name)).join("") })
    renameSync(join(folder, "main.py"), join(folder, "api.py"))
    git(folder, "add", "--all")
    expect(await since(folder, "--since base")).toEqual([])
    writeFileSync(
      join(folder, "api.py"),
      head +
        ["a", "z", "c"]
          .map((name) => bareRoute(name, name === "z" ? "raise HTTPException(401, 'z')" : undefined))
          .join(""),
    )
    git(folder, "add", "--all")
    expect(await since(folder, "--since base")).toEqual(["warning api.py:10 missing-challenge"])
  })

  it("does not take the neighbours of deleted lines for changed", async () => {
    const route =
      "@app.get('/')\ndef a(token):\n    if not token:\n        print(token)\n        raise HTTPException(401)\n"
    const folder = repositoryOf({ "main.py": head + route })
    writeFileSync(join(folder, "main.py"), head + route.replace("        print(token)\n", ""))
    expect(await since(folder, "--since base")).toEqual([])
  })

  it("shows a cause elsewhere when one of its exits changed", async () => {
    const errors =
      "from fastapi import HTTPException\nclass Denied(HTTPException):\n    def __init__(self):\n        super().__init__(401, 'no')\n"
    const main = `from fastapi import FastAPI\nfrom errors import Denied\napp = FastAPI()\n${bareRoute("a", "raise Denied()")}`
    const folder = repositoryOf({ "errors.py": errors, "main.py": main })
    writeFileSync(join(folder, "main.py"), main.replace("raise Denied()", "raise Denied()  # here"))
    expect(await since(folder, "--since base")).toEqual(["warning errors.py:4 missing-challenge"])
  })

  it("is not led astray by names, contents or the user's settings", async () => {
    const odd = 'sub dir/né "a"\ttab.py'
    const text = `${head}x = """\n--- a/main.py\n"""\n${bareRoute("a")}`
    const folder = repositoryOf({ [odd]: text, "main.py": head + bareRoute("a") })
    for (const [key, value] of [
      ["diff.noprefix", "true"],
      ["diff.mnemonicPrefix", "true"],
      ["color.ui", "always"],
      ["diff.context", "10"],
      ["diff.interHunkContext", "10"],
      ["diff.external", "false"],
      ["diff.renames", "false"],
    ] as const) {
      git(folder, "config", key, value)
    }
    const after = text
      .replace("--- a/main.py", "++ b/main.py\n@@ -1,9 +1,9 @@")
      .replace("HTTPException(401)", "HTTPException(401, 'no')")
    writeFileSync(join(folder, odd), after.replace(/\n$/, ""))
    expect(await since(folder, "--since base")).toEqual([`warning ${odd}:10 missing-challenge`])
  })

  it("works from a folder inside, and of a part of the tree", async () => {
    const folder = repositoryOf({ "api/main.py": head + bareRoute("a"), "web/main.py": head + bareRoute("a") })
    for (const part of ["api", "web"]) appendFileSync(join(folder, part, "main.py"), bareRoute("b"))
    expect(await since(join(folder, "api"), "--since base")).toEqual(["warning api/main.py:10 missing-challenge"])
    expect(await since(folder, "web --since base")).toEqual(["warning web/main.py:10 missing-challenge"])
  })

  it("says how many findings it left out", async () => {
    const folder = repositoryOf({ "main.py": head + bareRoute("a") })
    const { out, code } = await runReal(folder, "--since base")
    expect(out).toContain("No findings (1 left out by the options)")
    expect(code).toBe(0)
  })
})

describe("--since, asked wrongly, is told in one line", () => {
  it.each([
    ["none", "--since: git knows no revision `none`"],
    ["--output=x", "--since: git knows no revision `--output=x`"],
    ["HEAD;ls", "--since: git knows no revision `HEAD;ls`"],
    ["orphan", "--since: `orphan` and HEAD have no common ancestor"],
  ])("%s", async (ref, message) => {
    const folder = repositoryOf({ "main.py": head })
    git(folder, "checkout", "--quiet", "--orphan", "orphan")
    commit(folder, "other")
    git(folder, "checkout", "--quiet", "main")
    const { code, err } = await runReal(folder, `check --since=${ref}`)
    expect(code).toBe(2)
    expect(err).toBe(`gatelint: ${message}\n`)
  })

  it("outside of a repository", async () => {
    const folder = folderOf({ "main.py": head })
    const { code, err } = await runReal(folder, "check --since HEAD", {
      env: { ...process.env, GIT_CEILING_DIRECTORIES: "/" },
    })
    expect([code, err]).toEqual([2, `gatelint: --since needs a git repository: there is none at ${folder}\n`])
  })

  it("in a repository without a commit", async () => {
    const folder = folderOf({ "main.py": head })
    git(folder, "init", "--quiet")
    expect((await runReal(folder, "check --since HEAD")).err).toBe("gatelint: --since: git knows no revision `HEAD`\n")
  })

  it("without git", async () => {
    const folder = repositoryOf({ "main.py": head })
    mkdirSync(join(folder, "bin"))
    const { code, err } = await runReal(folder, "check --since HEAD", { env: { PATH: join(folder, "bin") } })
    expect([code, err]).toEqual([2, "gatelint: --since needs git, which cannot be started\n"])
  })
})
