import type { ProjectFiles, Resolution } from "../../model/front-end.ts"
import { STANDARD_LIBRARY } from "./standard-library.ts"

const EXTERNAL: Resolution = { kind: "external" }

/**
 * Which project file an import names.
 *
 * A relative specifier (`.x`, `..`) is exact. An absolute one depends on `sys.path`, which a source does not say:
 * the places that are usual are tried, nearest first (see {@link searchPath}).
 */
export function resolveModule(specifier: string, from: string, files: ProjectFiles): Resolution {
  const folder = parentOf(from)
  const dots = /^\.*/.exec(specifier)?.[0].length ?? 0
  const parts = specifier
    .slice(dots)
    .split(".")
    .filter((part) => part !== "")
  if (dots > 0) {
    let base: string | undefined = folder
    for (let i = 1; i < dots && base !== undefined; i++) base = base === "" ? undefined : parentOf(base)
    if (base === undefined) return EXTERNAL
    return findFile(base, parts, from, files) ?? findFolder(base, parts, files) ?? EXTERNAL
  }
  const [first] = parts
  if (first === undefined || STANDARD_LIBRARY.has(first)) return EXTERNAL
  const roots = [...searchPath(folder, files)]
  for (const root of roots) {
    const file = findFile(root, parts, from, files)
    if (file !== undefined) return file
  }
  // A folder without `__init__.py` comes last: Python prefers a module anywhere on its path.
  for (const root of roots) {
    const found = findFolder(root, parts, files)
    if (found !== undefined) return found
  }
  return EXTERNAL
}

/** `".", "deps"` → `".deps"`; `"app.api", "deps"` → `"app.api.deps"`. */
export function submoduleOf(specifier: string, name: string): string {
  return specifier.endsWith(".") ? specifier + name : `${specifier}.${name}`
}

/**
 * Where an absolute import may start: above the package that holds the file, the source roots around it, every other
 * folder above, each with its `src` folder; then the remaining source roots. The file's own folder is only
 * among them when it is no package: in Python 3 a module does not see its siblings in a package by their bare names.
 */
function searchPath(folder: string, files: ProjectFiles): ReadonlySet<string> {
  const path = new Set<string>()
  let top = folder
  while (top !== "" && files.has(join(top, "__init__.py"))) {
    // Python puts the folder of the script that it starts on its path, whatever else lies in it.
    if (files.has(join(top, STARTER))) path.add(top)
    top = parentOf(top)
  }
  for (let current = top; ; current = parentOf(current)) {
    path.add(current)
    path.add(join(current, "src"))
    if (current === "") break
  }
  for (const root of files.sourceRoots) {
    if (isInside(root, folder) && files.has(join(root, "__init__.py"))) continue
    path.add(root)
    path.add(join(root, "src"))
  }
  return path
}

const STARTER = "manage.py"

// Not `setup.py`: that may be an ordinary module of a package.
const MANIFESTS = ["pyproject.toml", "requirements.txt"]

function findFile(root: string, parts: readonly string[], from: string, files: ProjectFiles): Resolution | undefined {
  const path = parts.reduce(join, root)
  const initial = join(path, "__init__.py")
  if (files.has(initial)) return { kind: "file", path: initial }
  const module = `${path}.py`
  // A file that imports its own name means another one: `redis.py` that says `import redis`.
  return parts.length > 0 && module !== from && files.has(module) ? { kind: "file", path: module } : undefined
}

function findFolder(root: string, parts: readonly string[], files: ProjectFiles): Resolution | undefined {
  const path = parts.reduce(join, root)
  // A whole project in a folder called `fastapi` does not hide the package of that name.
  if (MANIFESTS.some((name) => files.has(join(path, name)))) return undefined
  return files.hasFolder(path) ? { kind: "folder", path } : undefined
}

function isInside(folder: string, path: string): boolean {
  return folder === "" || path === folder || path.startsWith(`${folder}/`)
}

function join(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf("/")
  return slash < 0 ? "" : path.slice(0, slash)
}
