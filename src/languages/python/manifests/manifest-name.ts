/** The formats in which Python projects say what they are and what they need. */
export type ManifestFormat =
  | "pyproject"
  | "setup-cfg"
  | "setup-py"
  | "requirements"
  | "constraints"
  | "pipfile"
  | "environment"
  | "toml-lock"
  | "pipfile-lock"

const FORMATS: readonly (readonly [RegExp, ManifestFormat])[] = [
  [/(?:^|\/)pyproject\.toml$/, "pyproject"],
  [/(?:^|\/)setup\.cfg$/, "setup-cfg"],
  [/(?:^|\/)setup\.py$/, "setup-py"],
  [/(?:^|\/)Pipfile$/, "pipfile"],
  [/(?:^|\/)Pipfile\.lock$/, "pipfile-lock"],
  [/(?:^|\/)(?:uv|poetry|pdm)\.lock$/, "toml-lock"],
  [/(?:^|\/)environment[^/]*\.ya?ml$/, "environment"],
  [/(?:^|\/)(?:[^/]*[-_.])?constraints?(?:[-_.][^/]*)?\.txt$/, "constraints"],
  [/(?:^|\/)(?:[^/]*[-_.])?(?:requirements?|reqs)(?:[-_.][^/]*)?\.(?:txt|in)$/, "requirements"],
  [/(?:^|\/)requirements\/[^/]+\.(?:txt|in)$/, "requirements"],
]

/** The format of a path, by its name: `requirements/base.txt` → `requirements`; `undefined` for any other file. */
export function formatOf(path: string): ManifestFormat | undefined {
  return FORMATS.find(([name]) => name.test(path))?.[1]
}

/** Lock files do not make their folder a project: one may stand above several. */
export function isLock(format: ManifestFormat): boolean {
  return format === "toml-lock" || format === "pipfile-lock"
}

/** The folder whose project a manifest describes: the one above `requirements/` for a file in there. */
export function manifestFolder(path: string): string {
  const slash = path.lastIndexOf("/")
  const folder = slash < 0 ? "" : path.slice(0, slash)
  return folder === "requirements" ? "" : folder.replace(/\/requirements$/, "")
}

/** A path relative to a folder made one from the root; `undefined` where it leads out. `a/b` + `../c` → `a/c`. */
export function joinPath(folder: string, relative: string): string | undefined {
  const parts: string[] = folder === "" ? [] : folder.split("/")
  for (const part of relative.replaceAll("\\", "/").split("/")) {
    if (part === "" || part === ".") continue
    if (part !== "..") parts.push(part)
    else if (parts.pop() === undefined) return undefined
  }
  return parts.join("/")
}
