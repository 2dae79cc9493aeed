import { normaliseName, type Requirement, requirementsOf } from "./requirement.ts"
import { isTable, parseToml, type Table, tableAt, tablesOf, textsOf } from "./toml.ts"
import { ANY, rangeOf } from "./version-specifier.ts"

/** What a manifest asks for: always, and only with an extra or a group. */
export interface Requirements {
  readonly main: readonly Requirement[]
  readonly optional: readonly Requirement[]
}

/** Reads the requirements of a `pyproject.toml`: PEP 621 and 735, Poetry, PDM, uv. */
export function pyprojectRequirements(text: string): Requirements {
  const toml = parseToml(text)
  const poetry = tableAt(toml, "tool", "poetry")
  const groups = Object.values(tableAt(poetry, "group"))
  return {
    main: [...requirementsOf(tableAt(toml, "project")["dependencies"]), ...dependencyTable(poetry["dependencies"])],
    optional: [
      ...Object.values(tableAt(toml, "project", "optional-dependencies")).flatMap(requirementsOf),
      ...Object.values(tableAt(toml, "dependency-groups")).flatMap(requirementsOf),
      ...Object.values(tableAt(toml, "tool", "pdm", "dev-dependencies")).flatMap(requirementsOf),
      ...requirementsOf(tableAt(toml, "tool", "uv")["dev-dependencies"]),
      ...dependencyTable(poetry["dev-dependencies"]),
      ...groups.flatMap((group) => (isTable(group) ? dependencyTable(group["dependencies"]) : [])),
    ],
  }
}

/** Reads the requirements of a `Pipfile`. */
export function pipfileRequirements(text: string): Requirements {
  const toml = parseToml(text)
  return { main: dependencyTable(toml["packages"]), optional: dependencyTable(toml["dev-packages"]) }
}

/** The folders that a `pyproject.toml` names as the places where imports start, relative to it. */
export function pyprojectSourceRoots(text: string): readonly string[] {
  const toml = parseToml(text)
  const tool = tableAt(toml, "tool")
  return [
    ...textsOf(tableAt(tool, "setuptools", "packages", "find")["where"]),
    ...packageDirectories(tableAt(tool, "setuptools", "package-dir")),
    ...tablesOf(tableAt(tool, "poetry")["packages"]).flatMap((entry) => textsOf(entry["from"])),
    ...hatchRoots(tableAt(tool, "hatch", "build")),
    ...textsOf(tableAt(tool, "pdm")["package-dir"]),
    ...textsOf(tableAt(tool, "pdm", "build")["package-dir"]),
    ...textsOf(tableAt(tool, "uv", "build-backend")["module-root"]),
    ...textsOf(tableAt(tool, "pytest", "ini_options")["pythonpath"]).flatMap((paths) => paths.split(/\s+/)),
    ...textsOf(tableAt(tool, "pyright")["extraPaths"]),
    ...tablesOf(tableAt(tool, "pyright")["executionEnvironments"]).flatMap((entry) => textsOf(entry["root"])),
    ...textsOf(tableAt(tool, "mypy")["mypy_path"]).flatMap(mypyPaths),
  ]
}

/** `$MYPY_CONFIG_FILE_DIR/src:stubs` → `src`, `stubs`. */
export function mypyPaths(paths: string): readonly string[] {
  return paths.split(/[:,]/).map((path) => path.replace(/\$\{?MYPY_CONFIG_FILE_DIR\}?\/?/, "").trim())
}

/** `{ "" = "src" }` → `src`; `{ app = "lib/app" }` → `lib`; a package that is called otherwise than its folder: none. */
export function packageDirectories(directories: Table): readonly string[] {
  return Object.entries(directories).flatMap(([name, folder]) => {
    if (typeof folder !== "string") return []
    if (name === "") return folder
    const tail = name.replaceAll(".", "/")
    const path = folder.replace(/^\.\/|\/$/g, "")
    if (path === tail) return "."
    return path.endsWith(`/${tail}`) ? path.slice(0, -tail.length - 1) : []
  })
}

function hatchRoots(build: Table): readonly string[] {
  const targets = Object.values(tableAt(build, "targets")).filter(isTable)
  return [build, ...targets].flatMap((target) => {
    const sources = target["sources"]
    return [
      ...textsOf(target["packages"]).map((path) => path.replace(/\/?[^/]*\/?$/, "") || "."),
      ...(isTable(sources)
        ? Object.entries(sources).flatMap(([path, name]) => (name === "" ? path : []))
        : textsOf(sources)),
      ...textsOf(target["dev-mode-dirs"]),
    ]
  })
}

// `fastapi = "^0.79"`, `fastapi = { version = "^0.79", extras = [] }`, or a list of such tables, one per Python.
function dependencyTable(table: unknown): readonly Requirement[] {
  if (!isTable(table)) return []
  return Object.entries(table).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((entry) => ({ name: normaliseName(name), range: entryRange(entry) })),
  )
}

function entryRange(entry: unknown) {
  const version = isTable(entry) ? entry["version"] : entry
  return typeof version === "string" ? rangeOf(version) : ANY
}
