/** The folder of a path, without a trailing `/`; `""` is the root. `app/api/deps.py` → `app/api`. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/")
  return slash < 0 ? "" : path.slice(0, slash)
}

/** The last part of a path: `app/api/deps.py` → `deps.py`. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1)
}

/** The folder itself and all above it, deepest first, `""` last. `app/api` → `app/api`, `app`, `""`. */
export function foldersUpward(folder: string): readonly string[] {
  const folders: string[] = []
  for (let at = folder; at !== ""; at = folderOf(at)) folders.push(at)
  folders.push("")
  return folders
}

/** Every folder in which one of the paths lies, at any depth; always holds `""`. */
export function foldersOf(paths: Iterable<string>): Set<string> {
  const folders = new Set([""])
  for (const path of paths) {
    for (let folder = folderOf(path); !folders.has(folder); folder = folderOf(folder)) folders.add(folder)
  }
  return folders
}
