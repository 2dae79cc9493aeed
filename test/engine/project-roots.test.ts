import { expect, test } from "vitest"
import { isManifest, projectRoots } from "../../src/engine/project-roots.ts"
import { pythonManifests } from "../../src/languages/python/manifests/index.ts"

const PATHS = [
  "gatelint.json",
  "uv.lock",
  "README.md",
  "tools/run.py",
  "services/users/pyproject.toml",
  "services/users/src/users/main.py",
  "services/users/lib/extra.py",
  "services/billing/requirements/base.txt",
  "services/billing/app/main.py",
  "services/billing/web/package.json",
  "services/billing/web/a.js",
  "node_modules/koa/package.json",
  ".venv/x/pyproject.toml",
]

const TEXTS = new Map([
  ["services/users/pyproject.toml", '[tool.pytest.ini_options]\npythonpath = ["lib", "absent"]'],
  ["services/billing/requirements/base.txt", "fastapi"],
])

const roots = projectRoots(PATHS, TEXTS, [pythonManifests])

test("a repository holds several projects", () => {
  expect(roots.folders).toEqual(["", "services/billing", "services/billing/web", "services/users"])
})

test("source roots exist, the deepest first", () => {
  expect(roots.sourceRoots).toEqual([
    "services/billing/web",
    "services/users/lib",
    "services/users/src",
    "services/billing",
    "services/users",
    "",
  ])
})

test.each([
  ["services/users/src/users/main.py", "services/users"],
  ["services/billing/requirements/base.txt", "services/billing"],
  ["services/billing/web/a.js", "services/billing/web"],
  ["services/new/main.py", ""],
  ["tools/run.py", ""],
])("%s belongs to %s", (path, folder) => {
  expect(roots.projectOf(path)).toBe(folder)
})

test("without manifests the root is all there is", () => {
  const bare = projectRoots(["src/app/main.py"], new Map(), [pythonManifests])
  expect([bare.folders, bare.sourceRoots, bare.projectOf("src/app/main.py")]).toEqual([[], ["src", ""], ""])
})

test.each([
  ["gatelint.json", true],
  ["web/package.json", true],
  ["a/uv.lock", true],
  ["a/main.py", false],
])("isManifest %s: %s", (path, expected) => {
  expect(isManifest(path, [pythonManifests])).toBe(expected)
})
