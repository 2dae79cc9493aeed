import { expect, it } from "vitest"
import { check, createTestProject, finish, plainConfig } from "../support/check.ts"

const head = `from fastapi import APIRouter, FastAPI, HTTPException
one = APIRouter()
two = APIRouter()
@one.get("/1")
def first(token):
    if not token: raise HTTPException(401)
@two.get("/2")
def second(token):
    if not token: raise HTTPException(401)
`

/** The apps that reach the two endpoints, in the order of their lines. */
async function appsOf(files: Readonly<Record<string, string>>): Promise<readonly (readonly string[])[]> {
  return (await check(files)).findings.map(({ apps }) => apps)
}

it.each([
  [
    "a helper that is called twice",
    "app = FastAPI()\ndef add(a, r): a.include_router(r)\nadd(app, one)\nadd(app, two)\n",
  ],
  [
    "a loop over a list",
    "app = FastAPI()\nROUTERS = [one, two]\nfor router in ROUTERS:\n    app.include_router(router)\n",
  ],
  [
    "a loop over pairs",
    'app = FastAPI()\nfor router, prefix in [(one, "/1"), (two, "/2")]:\n    app.include_router(router, prefix=prefix)\n',
  ],
  [
    "an app made in either branch",
    'import os\nif os.getenv("DEV"):\n    app = FastAPI()\nelse:\n    app = FastAPI(docs_url=None)\napp.include_router(one)\napp.include_router(two)\n',
  ],
  [
    "a helper that is given an app made in either branch",
    "import os\nif os.getenv('DEV'):\n    app = FastAPI()\nelse:\n    app = FastAPI(docs_url=None)\ndef add(a): a.include_router(one); a.include_router(two)\ndef run(): add(app)\n",
  ],
])("routers are reached through %s", async (_, script) => {
  expect(await appsOf({ "main.py": head + script })).toEqual([["app"], ["app"]])
})

it("a function that goes on with what its module began leaves the order known", async () => {
  const gate =
    "async def gate(request, call_next):\n    if not request.headers.get('authorization'): return JSONResponse({}, 401, {'WWW-Authenticate': 'Bearer'})\n    return await call_next(request)\n"
  const text = `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse
${gate}app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"])
def run(): app.middleware("http")(gate)
`
  const { findings, coverage } = await check({ "main.py": text })
  expect(coverage.apps).toEqual({ complete: 1, open: 0 })
  expect(findings.map(({ rule }) => rule)).toEqual(["auth-on-options"])
})

it("of a barrel's modules only the one with the name is parsed, and another once it has it", async () => {
  const files = {
    "deps/__init__.py": "from .a import *\nfrom .b import *\n",
    "deps/a.py": "def other(): ...\n",
    "deps/b.py": "from fastapi import HTTPException\ndef gate(): raise HTTPException(401)\n",
    "main.py":
      "from fastapi import Depends, FastAPI\nfrom deps import gate\napp = FastAPI(dependencies=[Depends(gate)])\n@app.get('/')\ndef root(): ...\n",
  }
  const project = await createTestProject(plainConfig)
  project.list(Object.keys(files))
  finish(project, files)
  expect(project.report().findings.map(({ file, apps }) => `${file} ${apps}`)).toEqual(["deps/b.py app"])
  expect(project.work(1).analysed).toBe(3)
  const moved = { ...files, "deps/a.py": files["deps/b.py"], "deps/b.py": files["deps/a.py"] }
  for (const path of ["deps/a.py", "deps/b.py"] as const) project.put(path, new TextEncoder().encode(moved[path]))
  finish(project, moved)
  expect(project.report().findings.map(({ file, apps }) => `${file} ${apps}`)).toEqual(["deps/a.py app"])
})

it("a module called setup.py does not make a package a project", async () => {
  const files = {
    "pyproject.toml": "[project]\nname = 'shop'\n",
    "shop/setup.py": "def prepare(): pass\n",
    "shop/errors.py":
      "from fastapi import HTTPException\nclass Denied(HTTPException):\n    def __init__(self): super().__init__(401)\n",
    "shop/api/main.py":
      "from fastapi import FastAPI\nfrom shop import errors\napp = FastAPI()\n@app.get('/')\ndef a(token):\n    if not token: raise errors.Denied()\n",
  }
  const { findings } = await check(files)
  expect(findings.map(({ file, related }) => `${file} ${related.map((one) => one.file)}`)).toEqual([
    "shop/errors.py shop/api/main.py",
  ])
})
