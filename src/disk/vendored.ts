const vendoredNames: ReadonlySet<string> = new Set([
  "node_modules",
  "site-packages",
  "dist-packages",
  "vendor",
  "third_party",
  ".venv",
  "__pycache__",
  "__pypackages__",
  ".tox",
  ".nox",
  ".mypy_cache",
  ".pytest_cache",
  ".ruff_cache",
  ".eggs",
  "bower_components",
])

/** Whether a folder's name says that others wrote or generated what is in it. */
export function isVendored(name: string): boolean {
  return vendoredNames.has(name)
}

/** Folders that hold a tool's own data, never source: skipped even with `--no-ignore`. */
export function isRepositoryData(name: string): boolean {
  return name === ".git" || name === ".hg" || name === ".svn" || name === ".jj"
}
