import { describe, expect, test } from "vitest"
import { FileIndex } from "../../src/engine/file-index.ts"
import { outlineOf } from "../../src/engine/outline.ts"
import { frontEnd } from "./front-end.ts"

const options = { examples: false, serverPackages: ["fastapi"], words: [] }

function put(index: FileIndex, path: string, text: string): void {
  index.put(outlineOf(path, new TextEncoder().encode(text), [frontEnd], options))
}

function indexOf(files: Record<string, string>): FileIndex {
  const index = new FileIndex([frontEnd])
  index.list(Object.keys(files))
  for (const [path, text] of Object.entries(files)) put(index, path, text)
  return index
}

describe("completeness", () => {
  test("every listed source file needs an outline, others do not", () => {
    const index = new FileIndex([frontEnd])
    index.list(["a.py", "b.py", "README.md", ".venv/x.py"])
    expect([...index.missing]).toEqual(["a.py", "b.py"])
    put(index, "a.py", "")
    expect(index.complete).toBe(false)
    put(index, "b.py", "")
    expect(index.complete).toBe(true)
    index.list(["a.py", "b.py", "c.py"])
    expect(index.complete).toBe(false)
    index.remove("c.py")
    expect(index.complete).toBe(true)
  })

  test("what was never listed is never complete", () => {
    const index = new FileIndex([frontEnd])
    put(index, "a.py", "")
    expect(index.complete).toBe(false)
    expect(index.has("a.py")).toBe(true)
  })
})

test("has and hasFolder follow the listing", () => {
  const index = indexOf({ "app/api/deps.py": "" })
  expect(["", "app", "app/api", "app/ap", "api"].map((folder) => index.hasFolder(folder))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ])
  put(index, "lib/x.py", "")
  expect(index.hasFolder("lib")).toBe(true)
  index.remove("lib/x.py")
  expect(index.hasFolder("lib")).toBe(false)
  index.list(["b.py"])
  expect([index.has("app/api/deps.py"), index.hasFolder("app"), index.outline("app/api/deps.py")]).toEqual([
    false,
    false,
    undefined,
  ])
})

test("texts are not kept", () => {
  expect(indexOf({ "a.py": "x = 1" }).outline("a.py")).toMatchObject({ text: undefined, names: ["x"] })
})

describe("importersOf", () => {
  test.each<[string, Record<string, string>, string, string[]]>([
    ["an absolute import", { "app/deps.py": "", "main.py": "from app.deps import gate" }, "app/deps.py", ["main.py"]],
    ["a relative import", { "app/deps.py": "", "app/api.py": "from .deps import gate" }, "app/deps.py", ["app/api.py"]],
    [
      "a submodule of a package",
      { "app/__init__.py": "", "app/deps.py": "", "main.py": "from app import deps" },
      "app/deps.py",
      ["main.py"],
    ],
    [
      "a submodule of a folder without a file",
      { "app/deps.py": "", "main.py": "from app import deps" },
      "app/deps.py",
      ["main.py"],
    ],
    [
      "a submodule of one's own package",
      { "app/deps.py": "", "app/api.py": "from . import deps" },
      "app/deps.py",
      ["app/api.py"],
    ],
    [
      "a package that names others",
      { "app/__init__.py": "", "app/deps.py": "", "main.py": "from app import models" },
      "app/deps.py",
      [],
    ],
    [
      "an attribute of a package higher up",
      { "app/__init__.py": "", "app/api/deps.py": "", "main.py": "import app\napp.api.deps.gate" },
      "app/api/deps.py",
      ["main.py"],
    ],
    [
      "a package as a submodule",
      { "app/__init__.py": "", "app/api/__init__.py": "", "main.py": "from app import api" },
      "app/api/__init__.py",
      ["main.py"],
    ],
    [
      "a package itself",
      { "app/__init__.py": "", "app/deps.py": "", "main.py": "from app import gate" },
      "app/__init__.py",
      ["main.py"],
    ],
    ["itself", { "app/__init__.py": "", "app/deps.py": "from app import deps" }, "app/deps.py", []],
    [
      "a namesake in another package",
      { "a/deps.py": "", "b/deps.py": "", "b/api.py": "from .deps import gate" },
      "a/deps.py",
      [],
    ],
    [
      "beside one that imports a namesake",
      { "redis.py": "import redis", "user.py": "import redis" },
      "redis.py",
      ["user.py"],
    ],
    [
      "several, sorted",
      { "x.py": "", "c.py": "import x", "a.py": "import x", "b.py": "import y" },
      "x.py",
      ["a.py", "c.py"],
    ],
  ])("%s", (_, files, path, expected) => {
    expect(indexOf(files).importersOf(path)).toEqual(expected)
  })

  test("follows edits", () => {
    const index = indexOf({ "a.py": "", "b.py": "import a" })
    expect(index.importersOf("a.py")).toEqual(["b.py"])
    put(index, "b.py", "import c")
    expect(index.importersOf("a.py")).toEqual([])
    put(index, "b.py", "import a\nimport c")
    expect(index.importersOf("a.py")).toEqual(["b.py"])
  })

  test("follows files that come, hide another and go", () => {
    const index = indexOf({ "app/x.py": "", "app/b.py": "import x" })
    expect(index.importersOf("app/x.py")).toEqual([])
    index.sourceRoots = ["app", ""]
    expect(index.importersOf("app/x.py")).toEqual(["app/b.py"])
    index.sourceRoots = ["lib", "app", ""]
    put(index, "lib/x.py", "")
    expect(index.importersOf("app/x.py")).toEqual([])
    expect(index.importersOf("lib/x.py")).toEqual(["app/b.py"])
    index.remove("lib/x.py")
    expect(index.importersOf("app/x.py")).toEqual(["app/b.py"])
    index.remove("app/b.py")
    expect(index.importersOf("app/x.py")).toEqual([])
    put(index, "app/c.py", "from app import x")
    index.list(["app/x.py"])
    expect(index.importersOf("app/x.py")).toEqual([])
  })
})

test("mentioning", () => {
  const index = indexOf({
    "b.py": "raise Denied()",
    "a.py": "class Denied: pass",
    "c.py": "denied = user",
    "d.py": "user.role",
  })
  expect(index.mentioning("Denied")).toEqual(["a.py", "b.py"])
  expect(index.mentioning("user.role")).toEqual(["d.py"])
  expect(index.mentioning("")).toEqual([])
  put(index, "b.py", "raise Other()")
  expect(index.mentioning("Denied")).toEqual(["a.py"])
})
