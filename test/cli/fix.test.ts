import { chmodSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import type { Engine } from "../../src/cli/host.ts"
import * as engine from "../../src/gatelint.ts"
import { folderOf } from "./fake-host.ts"
import { runReal } from "./real-engine.ts"

const head = `from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer
app = FastAPI()
bearer = OAuth2PasswordBearer(tokenUrl="token")
`
const bare = `@app.get("/a")
def a(token: str = Depends(bearer)):
    if not token:
        raise HTTPException(401)
    return 1
`
const leak = `@app.get("/b")
def b():
    try:
        return work()
    except Exception as e:
        raise HTTPException(500, str(e))
`
const challenged = 'raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})'

const files = { ".git/": "", "app/main.py": head + bare + leak, "lib/other.py": head + bare }
const read = (folder: string, file = "app/main.py") => readFileSync(join(folder, file), "utf8")

describe("gatelint fix", () => {
  it("applies the safe fixes, says what is left, and which command applies the rest", async () => {
    const folder = folderOf(files)
    const { out, err, code } = await runReal(folder, "fix app")
    expect(err).toBe("")
    expect(out).toBe(`app/main.py:8  missing-challenge  Add WWW-Authenticate: Bearer

1 problem fixed in 1 file, 1 remains.
1 of them can be fixed in a way that may change more than the finding: gatelint fix --unsafe app
`)
    expect(code).toBe(1)
    expect(read(folder)).toBe((head + bare + leak).replace("raise HTTPException(401)", challenged))
    expect(read(folder, "lib/other.py")).toBe(head + bare)
  })

  it("applies all of them with --unsafe, and changes nothing the second time", async () => {
    const folder = folderOf(files)
    const { code } = await runReal(folder, "fix --unsafe")
    expect(code).toBe(0)
    const once = [read(folder), read(folder, "lib/other.py")]
    expect((await runReal(folder, "fix --unsafe")).out).toBe("0 problems fixed, none remains.\n")
    expect([read(folder), read(folder, "lib/other.py")]).toEqual(once)
    expect((await runReal(folder, "check")).code).toBe(0)
  })

  it("shows a unified diff with --dry-run, and writes nothing", async () => {
    const folder = folderOf(files)
    const { out, err } = await runReal(folder, "fix app --dry-run")
    expect(out).toContain("--- a/app/main.py\n+++ b/app/main.py\n@@ ")
    expect(out).toContain(`-        raise HTTPException(401)\n+        ${challenged}\n`)
    expect(err).toContain("1 problem would be fixed in 1 file, 1 remains.")
    expect(read(folder)).toBe(head + bare + leak)
  })

  it("fixes one rule where one is named", async () => {
    const folder = folderOf(files)
    const { out } = await runReal(folder, "fix --unsafe --rule leaky-detail")
    expect(out).toContain("1 problem fixed in 1 file, none remains.")
    expect(read(folder)).toContain("raise HTTPException(401)\n")
  })

  it("keeps line endings, the byte order mark and the file's mode", async () => {
    const folder = folderOf(files)
    const path = join(folder, "app/main.py")
    const text = `\uFEFF${(head + bare).replaceAll("\n", "\r\n")}`
    writeFileSync(path, text)
    chmodSync(path, 0o640)
    await runReal(folder, "fix app")
    expect(readFileSync(path, "utf8")).toBe(text.replace("raise HTTPException(401)", challenged))
    expect(statSync(path).mode & 0o777).toBe(0o640)
  })

  it("leaves a file alone that changed since it was read", async () => {
    const folder = folderOf(files)
    const path = join(folder, "app/main.py")
    const typed = `# typed meanwhile\n${head}${bare}`
    const createProject: Engine["createProject"] = async (options) => {
      const project = await engine.createProject(options)
      const { put } = project
      // Somebody types while the fix is thought through in memory.
      project.put = (file, content) => {
        if (new TextDecoder().decode(content instanceof Uint8Array ? content : undefined).includes(challenged))
          writeFileSync(path, typed)
        put.call(project, file, content)
      }
      return project
    }
    const { err, out, code } = await runReal(folder, "fix app", { engine: { ...engine, createProject } })
    expect(err).toBe("gatelint: app/main.py changed while it was being fixed, and is left alone\n")
    expect(out).toContain("0 problems fixed")
    expect(code).toBe(1)
    expect(read(folder)).toBe(typed)
  })

  it("complains in one line of a path or rule that is not there", async () => {
    const folder = folderOf(files)
    expect((await runReal(folder, "fix nowhere")).err).toBe("gatelint: no such file or folder `nowhere`\n")
    const { err, code } = await runReal(folder, "fix --rule missing-chalenge")
    expect(err).toBe("gatelint: unknown rule `missing-chalenge`: did you mean `missing-challenge`?\n")
    expect(code).toBe(2)
  })
})
