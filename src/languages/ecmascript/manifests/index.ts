import type { Manifests } from "../../../model/manifests.ts"
import type { Versions } from "../../../model/version.ts"
import { packageAliases, packageRanges } from "./package-json.ts"
import { tsconfigAliases } from "./tsconfig.ts"

/** What JavaScript and TypeScript know of their projects: package.json, tsconfig and jsconfig. */
export const ecmascriptManifests: Manifests = {
  isManifest: (path) => isPackage(path) || isConfig(path),
  projectFolder: (path) => (isPackage(path) ? folderOf(path) : undefined),
  sourceRoots: () => [],
  aliases(path, text) {
    if (isPackage(path)) return packageAliases(folderOf(path), text)
    return isConfig(path) ? tsconfigAliases(folderOf(path), text) : []
  },
  versions,
}

/** A dependency is looked up in the project's own manifest, then in those above it: workspaces hoist. */
function versions(files: ReadonlyMap<string, string>): (project: string) => Versions {
  const byFolder = new Map([...files].filter(([path]) => isPackage(path)).map(([path, text]) => [folderOf(path), text]))
  const read = new Map<string, ReturnType<typeof packageRanges>>()
  const rangesOf = (folder: string) => {
    const known = read.get(folder)
    if (known !== undefined) return known
    const ranges = packageRanges(byFolder.get(folder) ?? "{}")
    read.set(folder, ranges)
    return ranges
  }
  return (project) => ({
    range(name) {
      for (let folder = project; ; folder = folderOf(folder)) {
        const range = rangesOf(folder).get(name)
        if (range !== undefined || folder === "") return range
      }
    },
  })
}

function isPackage(path: string): boolean {
  return path === "package.json" || path.endsWith("/package.json")
}

function isConfig(path: string): boolean {
  return /(?:^|\/)[tj]sconfig(?:\.[\w-]+)*\.json$/.test(path)
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf("/")
  return slash < 0 ? "" : path.slice(0, slash)
}
