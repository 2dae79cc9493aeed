import { describe, expect, test } from "vitest"
import { pythonManifests } from "../../../../src/languages/python/manifests/index.ts"

test.each([
  ["pyproject.toml", ""],
  ["backend/setup.py", "backend"],
  ["backend/requirements.txt", "backend"],
  ["backend/requirements-dev.txt", "backend"],
  ["backend/requirements.in", "backend"],
  ["backend/requirements/base.txt", "backend"],
  ["requirements/base.txt", ""],
  ["backend/Pipfile", "backend"],
  ["environment-gpu.yaml", ""],
  // Several projects may stand below one lock file.
  ["backend/uv.lock", undefined],
  ["Pipfile.lock", undefined],
  ["constraints.txt", undefined],
])("%s is a manifest of the project %s", (path, folder) => {
  expect(pythonManifests.isManifest(path)).toBe(true)
  expect(pythonManifests.projectFolder(path)).toBe(folder)
})

test.each([
  "app/setup.pyi",
  "my-pyproject.toml",
  "docs/requirements.md",
  "app/requirements.py",
  "yarn.lock",
  "notes.txt",
])("%s is none", (path) => {
  expect(pythonManifests.isManifest(path)).toBe(false)
  expect(pythonManifests.projectFolder(path)).toBeUndefined()
})

describe("sourceRoots", () => {
  test.each([
    ["pyproject.toml", `[tool.setuptools.packages.find]\nwhere = ["src", "lib"]`, ["src", "lib"]],
    ["api/pyproject.toml", `[tool.setuptools.packages.find]\nwhere = ["src"]`, ["api/src"]],
    [
      "pyproject.toml",
      `[tool.setuptools]\npackage-dir = { "" = "source", app = "lib/app", other = "else" }`,
      ["source", "lib"],
    ],
    ["pyproject.toml", `[tool.poetry]\npackages = [{ include = "app", from = "src" }, { include = "b" }]`, ["src"]],
    ["pyproject.toml", `[tool.hatch.build.targets.wheel]\npackages = ["src/app", "flat"]`, ["src", ""]],
    ["pyproject.toml", `[tool.hatch.build.targets.wheel]\nsources = ["lib"]`, ["lib"]],
    ["pyproject.toml", `[tool.hatch.build]\nsources = { "lib" = "" }`, ["lib"]],
    ["pyproject.toml", `[tool.pdm]\npackage-dir = "src"`, ["src"]],
    ["pyproject.toml", `[tool.pytest.ini_options]\npythonpath = ". app"`, ["", "app"]],
    ["api/pyproject.toml", `[tool.pytest.ini_options]\npythonpath = ["../shared", "../../out"]`, ["shared"]],
    [
      "pyproject.toml",
      `[tool.pyright]\nextraPaths = ["libs"]\nexecutionEnvironments = [{ root = "svc" }]`,
      ["libs", "svc"],
    ],
    ["pyproject.toml", `[tool.mypy]\nmypy_path = "$MYPY_CONFIG_FILE_DIR/src:stubs"`, ["src", "stubs"]],
    ["pyproject.toml", `[tool.mypy`, []],
    ["setup.cfg", "[options]\npackage_dir =\n    = src\n[options.packages.find]\nwhere = lib\n", ["src", "lib"]],
    ["setup.py", `setup(package_dir={"": "src"}, packages=find_packages(where="lib"))`, ["src", "lib"]],
    ["setup.py", `setup(packages=find_packages())`, []],
    ["requirements.txt", "src", []],
  ])("%s %#", (path, text, expected) => {
    expect(pythonManifests.sourceRoots(path, text)).toEqual(expected)
  })
})
