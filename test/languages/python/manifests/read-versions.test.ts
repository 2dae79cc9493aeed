import { describe, expect, test } from "vitest"
import { readVersions } from "../../../../src/languages/python/manifests/read-versions.ts"

const UV = `version = 1
[[package]]
name = "fastapi"
version = "0.115.2"
source = { registry = "https://packages.example/simple" }
dependencies = [
    { name = "starlette" },
]

[package.optional-dependencies]
version = "9.9"
`

// Poetry 1.1 sorted the keys.
const POETRY = `[[package]]
category = "main"
name = "Fast_API"
python-versions = ">=3.6"
version = "0.70.0"

[package.extras]
all = ["requests"]

[[package]]
name = "starlette"
version = "0.16.0"
`

const PIPFILE_LOCK = `{
    "default": {
        "fastapi": {
            "hashes": [
                "sha256:aa"
            ],
            "version": "==0.95.1"
        },
        "git-thing": {
            "git": "https://example.com/x.git"
        }
    }
}`

const I = Number.POSITIVE_INFINITY

/** `fastapi`'s range: `0.115.2` for a pin, `0.79 .. 0.79.∞`, `.. 1`, `any`, `none`. */
function fastapi(files: Record<string, string>, project = "", name = "fastapi"): string {
  const range = readVersions(new Map(Object.entries(files)))(project).range(name)
  if (range === undefined) return "none"
  const show = (parts: readonly number[] | undefined) => parts?.map((part) => (part === I ? "∞" : part)).join(".") ?? ""
  const from = show(range.from)
  const to = show(range.to)
  return from === "" && to === "" ? "any" : from === to ? from : `${from} .. ${to}`.trim()
}

describe("one format", () => {
  test.each([
    ["uv.lock", UV, "0.115.2"],
    ["uv.lock", UV + UV.replace("0.115.2", "0.110.0"), "0.110.0 .. 0.115.2"],
    ["uv.lock", UV.replaceAll("\n", "\r\n"), "0.115.2"],
    ["pdm.lock", UV, "0.115.2"],
    ["poetry.lock", POETRY.replace("Fast_API", "FastAPI"), "0.70.0"],
    ["Pipfile.lock", PIPFILE_LOCK, "0.95.1"],
    [
      "pyproject.toml",
      `[project]\ndependencies = ["fastapi[standard]>=0.79,<0.80 ; python_version > '3.8'"]`,
      "0.79 .. 0.79.∞",
    ],
    ["pyproject.toml", `[project]\ndependencies = ["fastapi (>=0.79)"]`, "0.79 .."],
    ["pyproject.toml", `[project]\ndependencies = ["fastapi @ git+https://example.com/fastapi"]`, "any"],
    ["pyproject.toml", `[project.optional-dependencies]\nweb = ["fastapi>=0.79"]`, "0.79 .."],
    // The main requirement holds in every installation, the extra's only in some.
    [
      "pyproject.toml",
      `[project]\ndependencies = ["fastapi>=0.100"]\n[dependency-groups]\ndev = ["fastapi==0.60", {include-group = "x"}]`,
      "0.100 ..",
    ],
    ["pyproject.toml", `[dependency-groups]\ndev = ["fastapi==0.60"]`, "0.60"],
    ["pyproject.toml", `[tool.poetry.dependencies]\nfastapi = "^0.79"`, "0.79 .. 0.79.∞"],
    [
      "pyproject.toml",
      `[tool.poetry.dependencies]\nfastapi = { version = "~0.79.1", extras = ["all"] }`,
      "0.79.1 .. 0.79.∞",
    ],
    [
      "pyproject.toml",
      `[tool.poetry.dependencies]\nfastapi = [{ version = "0.60", python = "<3.8" }, { version = "0.110" }]`,
      "0.60 .. 0.110",
    ],
    ["pyproject.toml", `[tool.poetry.group.web.dependencies]\nfastapi = "*"`, "any"],
    ["pyproject.toml", `[tool.uv]\ndev-dependencies = ["fastapi==0.110"]`, "0.110"],
    ["pyproject.toml", `[project\ndependencies = ["fastapi"]`, "none"],
    [
      "requirements.txt",
      "# fastapi==0.1\nuvicorn\nfastapi==0.79.2 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb  # via app\n",
      "0.79.2",
    ],
    ["requirements.txt", `fastapi[all]~=0.79.1; python_version >= "3.8"`, "0.79.1 .. 0.79.∞"],
    ["requirements.txt", "FastAPI", "any"],
    ["requirements.txt", "fastapi-users==1.0\n-e git+https://example.com/x#egg=fastapi", "none"],
    ["requirements-dev.txt", "fastapi==0.79", "0.79"],
    ["dev-requirements.txt", "fastapi==0.79", "0.79"],
    ["requirements/base.txt", "fastapi==0.79", "0.79"],
    [
      "setup.cfg",
      "[options]\ninstall_requires =\n    # the framework\n    fastapi>=0.79\n    uvicorn\nzip_safe = false\n",
      "0.79 ..",
    ],
    ["setup.cfg", "[options.extras_require]\nweb = fastapi==0.79\n", "0.79"],
    ["setup.py", `setup(name="x", install_requires=["uvicorn[standard]", 'fastapi<0.80'], extras={})`, ".. 0.79.∞"],
    ["setup.py", `REQUIRED = [\n  "fastapi==0.79",  # it's old\n]\nsetup(install_requires=REQUIRED)`, "0.79"],
    ["setup.py", `setup(install_requires=["a"], tests_require=["fastapi"])`, "none"],
    [
      "environment.yml",
      "name: x\nchannels:\n  - fastapi\ndependencies:\n  - python=3.11\n  - pip:\n    - fastapi==0.79.2\n",
      "0.79.2",
    ],
    ["environment.yml", "dependencies:\n  - conda-forge::fastapi=0.79=py39_0\n", "0.79 .. 0.79.∞"],
    ["Pipfile", `[packages]\nfastapi = "~=0.79.1"\n`, "0.79.1 .. 0.79.∞"],
    ["Pipfile", `[dev-packages]\nfastapi = {version = "==0.79"}\n`, "0.79"],
    ["notes.txt", "fastapi==0.79", "none"],
  ])("%s %#", (path, text, expected) => {
    expect(fastapi({ [path]: text })).toBe(expected)
  })

  test("names are compared as PEP 503 spells them", () => {
    expect(fastapi({ "poetry.lock": POETRY }, "", "fast.api")).toBe("0.70.0")
  })

  test("starlette is not concluded from fastapi", () => {
    expect(fastapi({ "requirements.txt": "fastapi==0.79" }, "", "starlette")).toBe("none")
  })
})

describe("several files", () => {
  test.each<[string, Record<string, string>, string, string]>([
    [
      "a lock file is stronger than a manifest",
      { "pyproject.toml": `[project]\ndependencies=["fastapi>=0.79"]`, "uv.lock": UV },
      "",
      "0.115.2",
    ],
    ["a lock file above counts", { "api/requirements.txt": "fastapi>=0.79", "uv.lock": UV }, "api", "0.115.2"],
    [
      "a lock file above that contradicts is another project's",
      { "api/requirements.txt": "fastapi==0.79", "uv.lock": UV },
      "api",
      "0.79",
    ],
    [
      "a lock file of a sibling does not count",
      { "api/requirements.txt": "fastapi==0.79", "web/uv.lock": UV },
      "api",
      "0.79",
    ],
    ["two lock files", { "uv.lock": UV, "Pipfile.lock": PIPFILE_LOCK }, "", "0.95.1 .. 0.115.2"],
    [
      "pyproject before requirements",
      { "pyproject.toml": `[project]\ndependencies=["fastapi>=0.79"]`, "requirements.txt": "fastapi==0.60" },
      "",
      "0.79 ..",
    ],
    [
      "a main requirement before another file's optional one",
      { "pyproject.toml": `[project.optional-dependencies]\nx=["fastapi"]`, "requirements.txt": "fastapi==0.60" },
      "",
      "0.60",
    ],
    [
      "disagreeing requirement files",
      { "requirements.txt": "fastapi==0.79", "requirements-dev.txt": "fastapi==0.110" },
      "",
      "0.79 .. 0.110",
    ],
    [
      "an include",
      { "requirements/prod.txt": "-r base.txt", "requirements/base.txt": "-r prod.txt\nfastapi==0.79" },
      "",
      "0.79",
    ],
    [
      "an include from above",
      { "api/requirements.txt": "-r ../requirements.txt", "requirements.txt": "fastapi==0.79" },
      "api",
      "0.79",
    ],
    [
      "a constraint limits what is asked for",
      { "requirements.txt": "fastapi>=0.79\n-c constraints.txt", "constraints.txt": "fastapi<0.80\nflask<2" },
      "",
      "0.79 .. 0.79.∞",
    ],
    [
      "a constraint alone asks for nothing",
      { "requirements.txt": "uvicorn\n-c constraints.txt", "constraints.txt": "fastapi<0.80" },
      "",
      "none",
    ],
    [
      "the compiled file before its source",
      { "requirements.in": "fastapi", "requirements.txt": "fastapi==0.79" },
      "",
      "0.79",
    ],
    [
      "the folder above where the own one does not name it",
      { "api/package.json": "{}", "api/requirements.txt": "uvicorn", "requirements.txt": "fastapi==0.79" },
      "api",
      "0.79",
    ],
    ["nothing names it", { "requirements.txt": "flask" }, "", "none"],
  ])("%s", (_, files, project, expected) => {
    expect(fastapi(files, project)).toBe(expected)
  })
})
