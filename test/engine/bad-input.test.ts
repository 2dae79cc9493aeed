import { describe, expect, test } from "vitest"
import { check } from "../support/check.ts"

const guilty = `from fastapi import FastAPI, HTTPException, Request
app = FastAPI()
@app.get("/")
def read(request: Request):
    if "Authorization" not in request.headers:
        raise HTTPException(401)
`

/** Files with one plain finding beside them: whatever they hold, it is still told. */
async function beside(files: Readonly<Record<string, string>>) {
  const { findings, files: counted } = await check({ "main.py": guilty, ...files })
  return { findings: findings.map(({ rule, file }) => `${rule} ${file}`), skipped: counted.skipped }
}

describe("a file that defeats a parser is named, the rest goes on", () => {
  const deep = (open: string, close: string, depth: number) => `${open}\n`.repeat(depth) + `${close}\n`.repeat(depth)

  test.each<[string, string, string, string | undefined]>([
    ["brackets without end in Python", "a.py", `import fastapi\nx = ${deep("(", ")", 20_000)}`, undefined],
    ["calls without end in Python", "a.py", `import fastapi\nx = ${deep("f(", ")", 20_000)}`, undefined],
    ["a chain without end in Python", "a.py", `import fastapi\nx = (y${"\n.a()".repeat(20_000)})`, undefined],
    ["a sum without end in Python", "a.py", `import fastapi\nx = (1${"\n + 1".repeat(20_000)})`, undefined],
    ["elif without end", "a.py", `import fastapi\nif a: b\n${"elif a:\n  b\n".repeat(20_000)}`, undefined],
    ["brackets without end", "a.js", `require("express")()\nx = ${deep("[", "]", 20_000)}`, "nested too deeply"],
    ["functions without end", "a.ts", `require("express")()\n${deep("f(() => {", "})", 5_000)}`, "nested too deeply"],
    ["a sum without end", "a.js", `require("express")()\nx = 1${"\n + 1".repeat(20_000)}`, "nested too deeply"],
    ["minified code", "a.js", `require("express")();${"function a(){return 1};".repeat(1_000)}`, "minified"],
  ])("%s", async (_, file, text, why) => {
    expect(await beside({ [file]: text })).toEqual({
      findings: ["missing-challenge main.py"],
      skipped: why === undefined ? [] : [{ file, why }],
    })
  })
})

describe("imports that go round in circles", () => {
  test("star imports of one another still bring what each holds", async () => {
    const { findings } = await check({
      "main.py": `from one import *
from fastapi import Request
@app.get("/")
def read(request: Request):
    if "Authorization" not in request.headers:
        raise Unauthorized(401)
`,
      "one.py": "from two import *\n",
      "two.py": "from one import *\nfrom three import *\n",
      "three.py":
        "from one import *\nfrom two import *\nfrom fastapi import FastAPI, HTTPException as Unauthorized\napp = FastAPI()\n",
    })
    expect(findings.map(({ rule, file, range, apps }) => [rule, file, range.start.line, apps])).toEqual([
      ["missing-challenge", "main.py", 6, ["app"]],
    ])
  })

  test.each<[string, Readonly<Record<string, string>>]>([
    ["a name that only the circle has", { "a.py": "from b import x\n", "b.py": "from a import x\n" }],
    ["a module that imports itself", { "a.py": "import a\nfrom a import *\nfrom a import x\n" }],
    [
      "a base class of itself",
      { "a.py": "from fastapi import HTTPException\nclass A(A, HTTPException): pass\nraise A(401)\n" },
    ],
    ["a class below its own child", { "a.py": "class A(B): pass\nclass B(A): pass\nraise A(401)\n" }],
    [
      "modules that require each other",
      { "a.js": 'module.exports = require("./b")', "b.js": 'module.exports = require("./a")' },
    ],
    [
      "re-exports of one another",
      { "a.ts": 'export * from "./b"', "b.ts": 'export * from "./a"\nexport { x } from "./a"' },
    ],
  ])("%s", async (_, files) => {
    const server = Object.keys(files).some((path) => path.endsWith("py"))
      ? { "main.py": `${guilty}from a import x\n@app.get("/x", dependencies=[x])\ndef z(): raise x\n` }
      : { "main.js": 'import express from "express"\nimport { x } from "./a"\nexpress().get("/", x)\n' }
    expect((await beside({ ...files, ...server })).findings).toEqual(["missing-challenge main.py"])
  })
})
