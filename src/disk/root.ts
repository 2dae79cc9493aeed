import { existsSync, statSync } from "node:fs"
import { homedir } from "node:os"
import { dirname, join, relative, resolve, sep } from "node:path"
import { IgnoreStack } from "./ignore-stack.ts"
import { isVendored } from "./vendored.ts"

const markers = [
  "gatelint.json",
  "pyproject.toml",
  "package.json",
  "setup.py",
  "setup.cfg",
  "requirements.txt",
  "Pipfile",
  "uv.lock",
  "poetry.lock",
  "manage.py",
]

/**
 * The folder whose files are read for these paths, so that `check packages/a` knows a's siblings:
 * the nearest ancestor with `.git`, else with a manifest, else the paths' common folder.
 * @param paths absolute paths that exist
 * @param honoursIgnore whether a path that its repository ignores is a project of its own
 */
export function findRoot(paths: readonly string[], honoursIgnore: boolean): string {
  const folder = commonFolder(paths)
  const repository = findUpward(folder, (parent) => existsSync(join(parent, ".git")))
  // What a repository ignores (a checkout laid out below it, an installed package) is not part of it.
  if (repository !== undefined && !(honoursIgnore && isIgnored(folder, repository))) return repository
  const stop = repository ?? ""
  const project = findUpward(
    folder,
    (parent) => parent !== stop && markers.some((marker) => existsSync(join(parent, marker))),
  )
  return project !== undefined && (stop === "" || project.startsWith(stop + sep)) ? project : folder
}

/** Relative to the root, with `/`; empty for the root itself. */
export function fromRoot(root: string, path: string): string {
  return relative(root, path).split(sep).join("/")
}

/** The deepest folder that holds all paths; a file counts as its folder. */
function commonFolder(paths: readonly string[]): string {
  const folders = paths.map((path) => (statSync(path).isDirectory() ? resolve(path) : dirname(resolve(path))))
  return folders.reduce((common, folder) => {
    let parent = common
    while (folder !== parent && !folder.startsWith(parent.endsWith(sep) ? parent : parent + sep))
      parent = dirname(parent)
    return parent
  })
}

/** The folder itself may be anything; above it, the home and the disk are never taken for a project. */
function findUpward(folder: string, matches: (folder: string) => boolean): string | undefined {
  const home = homedir()
  for (let parent = folder; ; parent = dirname(parent)) {
    const isTop = parent === home || parent === dirname(parent)
    if ((parent === folder || !isTop) && matches(parent)) return parent
    if (isTop) return undefined
  }
}

function isIgnored(folder: string, repository: string): boolean {
  const parts = fromRoot(repository, folder).split("/").filter(Boolean)
  let ignores = IgnoreStack.empty.enter(repository, "")
  for (const [index, name] of parts.entries()) {
    const path = parts.slice(0, index + 1).join("/")
    if (isVendored(name) || ignores.ignores(`${path}/`)) return true
    ignores = ignores.enter(join(repository, path), path)
  }
  return false
}
