import { describe, expect, it } from "vitest"
import { check, createTestProject, finish, plainConfig } from "../support/check.ts"

const bare = `from fastapi import FastAPI, HTTPException
app = FastAPI()

@app.get("/me")
def me(token):
    if not token:
        raise HTTPException(401)
`

const bytes = (text: string) => new TextEncoder().encode(text)

describe("a project", () => {
  it("asks for every listed file, and then thinks", async () => {
    const project = await createTestProject()
    project.list(["main.py", "notes.txt", "pyproject.toml"])
    expect([...project.work(100).needs].sort()).toEqual(["main.py", "pyproject.toml"])
    finish(project, { "main.py": bare })
    expect(project.report().findings.map(({ rule }) => rule)).toEqual(["missing-challenge"])
  })

  it("that was never listed says nothing of what is not there", async () => {
    const project = await createTestProject()
    project.put("main.py", bytes(bare))
    finish(project, {})
    expect(project.report().findings).toEqual([])
  })

  it("forgets a finding once its file is mended", async () => {
    const project = await createTestProject()
    project.list(["main.py"])
    finish(project, { "main.py": bare })
    project.put("main.py", bytes(bare.replace("401", '401, "no", {"WWW-Authenticate": "Bearer"}')))
    finish(project, {})
    expect(project.report().findings).toEqual([])
  })

  it("follows a change in another file", async () => {
    const files = {
      "errors.py": "from fastapi import HTTPException\ndef no(): return HTTPException(403)\n",
      "main.py":
        "from errors import no\nfrom fastapi import FastAPI\napp = FastAPI()\n@app.get('/')\ndef a(token):\n    if not token: raise no()\n",
    }
    const project = await createTestProject()
    project.list(Object.keys(files))
    finish(project, files)
    expect(project.report().findings).toEqual([])
    project.put("errors.py", bytes(files["errors.py"].replace("403", "401")))
    finish(project, {})
    expect(project.report().findings.map(({ file, rule }) => `${file} ${rule}`)).toEqual([
      "errors.py missing-challenge",
    ])
  })

  it("follows a change in what a whole module is", async () => {
    const files = {
      "app.js": `const express = require("express")
module.exports = async () => {
  const app = express()
  app.use((error, req, res, next) => {
    res.status(error.status).json({ sorry: true })
  })
}
`,
      "start.js": `module.exports = { async boot() { await require("./app")() } }\nrequire("express")\n`,
    }
    const project = await createTestProject()
    project.list(Object.keys(files))
    finish(project, files)
    expect(project.report().findings.map(({ rule }) => rule)).toEqual(["handler-drops-headers"])
    project.put("app.js", bytes(files["app.js"].replace("    res", "    res.set(error.headers)\n    res")))
    finish(project, {})
    expect(project.report().findings).toEqual([])
  })

  it("says the same of a helper that was edited as if it had been read so at first", async () => {
    const files = {
      "acl.py": `from fastapi import HTTPException
async def own(username, thread):
    if await author(thread) != username:
        raise HTTPException(401)
`,
      "main.py": `from fastapi import Depends, FastAPI
from fastapi.security import OAuth2PasswordBearer
import jwt
from acl import own
app = FastAPI()
def user(token=Depends(OAuth2PasswordBearer(tokenUrl="t"))):
    return jwt.decode(token, key_of())
@app.get("/")
async def a(thread, current=Depends(user)):
    await own(current["sub"], thread)
`,
    }
    const project = await createTestProject()
    project.list(Object.keys(files))
    finish(project, files)
    const rules = () => project.report().findings.map(({ file, rule }) => `${file} ${rule}`)
    expect(rules()).toEqual(["acl.py scope-check-401"])
    project.put("acl.py", bytes(files["acl.py"].replace("    if", "    # Only the author.\n    if")))
    finish(project, {})
    expect(rules()).toEqual(["acl.py scope-check-401"])
  })

  it("names what it skipped, and goes on", async () => {
    const project = await createTestProject()
    project.list(["main.py", "gone.py", "binary.py", "latin.py"])
    project.put("main.py", bytes(bare))
    project.put("gone.py", { why: "vanished" })
    project.put("binary.py", new Uint8Array([97, 0, 98]))
    project.put("latin.py", new Uint8Array([0x78, 0xff]))
    finish(project, {})
    const { files, findings } = project.report()
    expect(files.skipped.map(({ file, why }) => `${file}: ${why}`)).toEqual([
      "binary.py: binary",
      "gone.py: vanished",
      "latin.py: not UTF-8",
    ])
    expect(findings).toHaveLength(1)
  })

  it("says nothing inside of half-typed code, and goes on around it", async () => {
    const half = `${bare}\n@app.get("/x")\ndef x(token):\n    if not token:\n        raise HTTPException(401\n`
    const { findings } = await check({ "main.py": half })
    expect(findings.map(({ range }) => range.start.line)).toEqual([7])
  })

  it("leaves tests and vendored code alone", async () => {
    const { findings } = await check({ "tests/app.py": bare, "app/test_x.py": bare, "third_party/x.py": bare })
    expect(findings).toEqual([])
  })

  it("honours a suppression, and counts it", async () => {
    const silenced = bare.replace(
      "HTTPException(401)",
      "HTTPException(401)  # gatelint: ignore[missing-challenge] -- gateway",
    )
    const { findings, suppressed } = await check({ "main.py": silenced })
    expect({ findings, suppressed }).toEqual({ findings: [], suppressed: 1 })
  })

  it("keeps a finding's fingerprint when lines move", async () => {
    const before = await check({ "main.py": bare })
    const after = await check({ "main.py": `# one\n# two\n${bare}` })
    expect(after.findings[0]?.fingerprint).toBe(before.findings[0]?.fingerprint)
  })

  it("explains a line: what leaves there, why, and what is not known", async () => {
    const project = await createTestProject()
    project.list(["main.py"])
    finish(project, { "main.py": bare })
    const rows = project.explain("main.py", 7)?.facts[0]?.rows ?? []
    expect(rows.find(({ name }) => name === "status")?.value).toBe("401")
    expect(rows.find(({ name }) => name === "challenge")?.value).toBe("never")
    expect(rows.find(({ name }) => name === "asks")?.value).toContain("no credential")
    expect(project.explain("main.py", 3)?.facts[0]?.title).toBe("nothing is known of this line")
  })

  it("tells one app of a wall once, with the exits as hints", async () => {
    const routes = [1, 2, 3, 4, 5].map(
      (n) => `@app.get("/${n}")\ndef r${n}(token):\n    if not token: raise HTTPException(401)\n`,
    )
    const { findings } = await check({ "main.py": bare + routes.join("") })
    const loud = findings.filter(({ severity }) => severity === "warning")
    expect(loud.map(({ range, related }) => [range.start.line, related.length])).toEqual([[2, 6]])
    expect(findings.filter(({ severity }) => severity === "hint")).toHaveLength(6)
  })
})

describe("the config", () => {
  it("lets a gateway answer for the challenge", async () => {
    const { findings } = await check({ "main.py": bare }, { ...plainConfig, gateway: ["challenge"] })
    expect(findings).toEqual([])
  })

  it("teaches what an in-house package does", async () => {
    const own = `from fastapi import FastAPI
from acme.errors import Denied
app = FastAPI()
@app.get("/")
def a(token):
    if not token: raise Denied()
`
    const acme = {
      name: "acme",
      packages: ["acme"],
      modules: ["acme"],
      members: {
        Denied: {
          kind: "refusing-error",
          extends: "fastapi.HTTPException",
          status: 401,
          challenge: false,
          detail: undefined,
        },
      },
    } as const
    expect((await check({ "main.py": own })).findings).toEqual([])
    const { findings } = await check({ "main.py": own }, { ...plainConfig, models: [acme] })
    expect(findings.map(({ rule }) => rule)).toEqual(["missing-challenge"])
  })

  it("turns a rule off, and makes one louder", async () => {
    const off = await check({ "main.py": bare }, { ...plainConfig, rules: { "missing-challenge": "off" } })
    expect(off.findings).toEqual([])
    const loud = await check({ "main.py": bare }, { ...plainConfig, rules: { "missing-challenge": "error" } })
    expect(loud.findings[0]?.severity).toBe("error")
  })
})
