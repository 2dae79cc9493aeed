import { describe, expect, it } from "vitest"
import type { Config } from "../../src/model/config.ts"
import { check, plainConfig } from "../support/check.ts"

const head = "from fastapi import FastAPI, HTTPException\napp = FastAPI()\n"

/** `main.py:6 leaky-detail` for each finding. */
async function found(
  files: Readonly<Record<string, string>>,
  config: Partial<Config> = {},
): Promise<readonly string[]> {
  const { findings } = await check(files, { ...plainConfig, ...config })
  return findings.map(({ file, range, rule }) => `${file}:${range.start.line} ${rule}`)
}

describe("sanitizers", () => {
  const route = (imports: string, call: string) =>
    `${imports}\n${head}@app.get("/")\ndef a():\n    try:\n        work()\n    except Exception as error:\n        raise HTTPException(500, detail=${call})\n`
  const errors =
    "def public_message(error):\n    return str(error)[:20]\nclass Words:\n    @staticmethod\n    def of(error):\n        return str(error)\n"

  it.each([
    ["a function", "from app.errors import public_message", "public_message(error)", "app.errors.public_message"],
    ["by another name", "from app.errors import public_message as pm", "pm(error)", "app.errors.public_message"],
    ["by its module", "import app.errors as texts", "texts.public_message(error)", "app.errors.public_message"],
    [
      "within words",
      "from app.errors import public_message",
      'f"no: {public_message(error)}"',
      "app.errors.public_message",
    ],
    ["a method", "from app.errors import Words", "Words.of(error)", "app.errors.Words.of"],
    ["the end of its path", "from app.errors import public_message", "public_message(error)", "errors.public_message"],
    ["a package's function", "from acme.text import clean", "clean(str(error))", "acme.text.clean"],
  ])("trust the result of %s", async (_, imports, call, sanitizer) => {
    const files = { "app/__init__.py": "", "app/errors.py": errors, "main.py": route(imports, call) }
    const without = await found(files)
    if (!imports.includes("acme")) expect(without).toEqual(["main.py:9 leaky-detail"])
    expect(await found(files, { sanitizers: [sanitizer] })).toEqual([])
  })

  it.each(["other.public_message", "message", "app.errors", "errors.public_message.x"])(
    "do not trust what only looks like one: %s",
    async (sanitizer) => {
      const main = route("from app.errors import public_message", "public_message(error)")
      const files = { "app/__init__.py": "", "app/errors.py": errors, "main.py": main }
      expect(await found(files, { sanitizers: [sanitizer] })).toEqual(["main.py:9 leaky-detail"])
    },
  )

  it("hold in the folders that they are of", async () => {
    const files = {
      "a/errors.py": errors,
      "a/main.py": route("from errors import public_message", "public_message(error)"),
      "a/requirements.txt": "fastapi",
      "b/errors.py": errors,
      "b/main.py": route("from errors import public_message", "public_message(error)"),
      "b/requirements.txt": "fastapi",
    }
    const folders = [{ ...plainConfig, folder: "a", sanitizers: ["errors.public_message"] }]
    expect(await found(files, { folders })).toEqual(["b/main.py:9 leaky-detail"])
  })
})

describe("debugFlags", () => {
  const route = (test: string) =>
    `from settings import conf, DEEP, Switches, VERBOSE\nimport settings\n${head}@app.get("/")\ndef a():\n    try:\n        work()\n    except Exception as error:\n        if ${test}:\n            raise HTTPException(500, detail=str(error))\n        raise HTTPException(500)\n`
  const settings = "conf = load()\nVERBOSE = read()\nDEEP = read() == 'on'\nclass Switches:\n    LOUD = read()\n"

  it.each([
    ["conf.verbose", "conf.verbose"],
    ["conf.verbose", "settings.conf.verbose"],
    ["conf.verbose", "verbose"],
    ["settings.VERBOSE", "settings.VERBOSE"],
    ["VERBOSE", "settings.VERBOSE"],
    ["DEEP", "settings.DEEP"],
    ["Switches.LOUD", "settings.Switches.LOUD"],
    ["conf.verbose and error", "conf.verbose"],
  ])("`if %s` shows only developers, by %s", async (test, flag) => {
    const files = { "settings.py": settings, "main.py": route(test) }
    expect(await found(files)).toEqual(["main.py:11 leaky-detail"])
    expect(await found(files, { debugFlags: [flag] })).toEqual([])
  })

  it.each([
    ["conf.verbose", "conf.other"],
    ["VERBOSE", "other.VERBOSE"],
    ["not VERBOSE", "settings.VERBOSE"],
    ["not conf.verbose", "conf.verbose"],
    ["conf.verbose or error", "conf.verbose"],
  ])("`if %s` shows everybody, whatever %s", async (test, flag) => {
    const files = { "settings.py": settings, "main.py": route(test) }
    expect(await found(files, { debugFlags: [flag] })).toEqual(["main.py:11 leaky-detail"])
  })
})

describe("gateway", () => {
  const refusal = `@app.get("/")\ndef a(token):\n    if not token:\n        raise HTTPException(401)\n`
  const preflight = `from fastapi.middleware.cors import CORSMiddleware\nfrom starlette.middleware.base import BaseHTTPMiddleware\nfrom fastapi.responses import JSONResponse\n${head}class Gate(BaseHTTPMiddleware):\n    async def dispatch(self, request, call_next):\n        if "authorization" not in request.headers:\n            return JSONResponse({}, 401, {"WWW-Authenticate": "Bearer"})\n        return await call_next(request)\napp.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])\napp.add_middleware(Gate)\n`

  it("answers the challenge, the preflight, or both", async () => {
    const files = { "a/main.py": head + refusal, "b/main.py": preflight }
    const all = await found(files)
    expect(all.map((line) => line.split(" ")[1])).toEqual(["missing-challenge", "auth-on-options"])
    expect(await found(files, { gateway: ["challenge"] })).toEqual(all.slice(1))
    expect(await found(files, { gateway: ["preflight"] })).toEqual(all.slice(0, 1))
    expect(await found(files, { gateway: ["challenge", "preflight"] })).toEqual([])
    expect(await found(files, { folders: [{ ...plainConfig, folder: "a", gateway: ["challenge"] }] })).toEqual(
      all.slice(1),
    )
  })
})

describe("frameworks", () => {
  it("that are not looked for find nothing", async () => {
    const files = {
      "main.py": `${head}@app.get("/")\ndef a(token):\n    if not token:\n        raise HTTPException(401)\n`,
    }
    expect(await found(files, { frameworks: ["fastapi"] })).toHaveLength(1)
    expect(await found(files, { frameworks: ["none"] })).toEqual([])
  })
})

describe("realm and scheme", () => {
  const main = `${head}@app.get("/")\ndef a(token):\n    if not token:\n        raise HTTPException(401)\n`

  it("are written into the challenges of the folder that they are of", async () => {
    const folders = [{ ...plainConfig, folder: "a", realm: "inner", scheme: "APIKey" }]
    const config = { ...plainConfig, realm: "outer", folders }
    const { findings } = await check({ "a/main.py": main, "b/main.py": main }, config)
    const texts = findings.map(({ file, fixes }) => [file, fixes.find(({ preferred }) => preferred)?.edits[0]?.newText])
    expect(texts).toEqual([
      ["a/main.py", expect.stringContaining('APIKey realm="inner"')],
      ["b/main.py", expect.stringContaining('Bearer realm="outer"')],
    ])
  })
})
