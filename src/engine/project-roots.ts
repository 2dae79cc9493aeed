import type { ModuleAlias } from "../model/front-end.ts"
import type { Manifests } from "../model/manifests.ts"
import { isVendored } from "./file-kind.ts"
import { baseName, folderOf, foldersOf, foldersUpward } from "./paths.ts"

/** The projects of one tree: a repository may hold several services. */
export interface ProjectRoots {
  /** The projects' folders, sorted; `""` is the root. Empty where no file makes one. */
  readonly folders: readonly string[]
  /** Where imports may start: manifests' folders, their `src`, and those that manifests name; deepest first, `""` last. */
  readonly sourceRoots: readonly string[]
  /** Names that manifests give to files, the deepest scope first. */
  readonly aliases: readonly ModuleAlias[]
  /** The nearest project folder at or above a file; `""` where there is none. */
  projectOf(path: string): string
}

// Both say "a project is here" without belonging to one language.
const MARKERS = new Set(["gatelint.json", "package.json"])

/**
 * Whether a host should hand a file in whatever its size: manifests, lock files and gatelint's own settings.
 * @param languages what each language knows of its manifests
 */
export function isManifest(path: string, languages: readonly Manifests[]): boolean {
  return MARKERS.has(baseName(path)) || languages.some((manifests) => manifests.isManifest(path))
}

/**
 * Finds the projects among the listed files.
 * @param paths every file that exists
 * @param texts the manifests that were read so far; one that is missing still marks its folder
 */
export function projectRoots(
  paths: Iterable<string>,
  texts: ReadonlyMap<string, string>,
  languages: readonly Manifests[],
): ProjectRoots {
  const listed = [...paths]
  const existing = foldersOf(listed)
  const folders = new Set(listed.flatMap((path) => projectFolder(path, languages) ?? []))
  const named = [...texts].flatMap(([path, text]) => languages.flatMap((language) => language.sourceRoots(path, text)))
  const sources = ["", ...folders].map((folder) => (folder === "" ? "src" : `${folder}/src`))
  const roots = new Set(["", ...folders, ...sources, ...named])
  const aliases = [...texts].flatMap(([path, text]) =>
    isVendored(path) ? [] : languages.flatMap((language) => language.aliases(path, text)),
  )
  return {
    folders: [...folders].sort(),
    sourceRoots: [...roots].filter((folder) => existing.has(folder)).sort(deepestFirst),
    aliases: aliases.toSorted((a, b) => depth(b.scope) - depth(a.scope)),
    projectOf: (path) => foldersUpward(folderOf(path)).find((folder) => folders.has(folder)) ?? "",
  }
}

function projectFolder(path: string, languages: readonly Manifests[]): string | undefined {
  if (MARKERS.has(baseName(path))) return isVendored(path) ? undefined : folderOf(path)
  for (const language of languages) {
    const folder = language.projectFolder(path)
    if (folder !== undefined && !isVendored(path)) return folder
  }
  return undefined
}

function deepestFirst(a: string, b: string): number {
  return depth(b) - depth(a) || (a < b ? -1 : 1)
}

function depth(folder: string): number {
  return folder === "" ? 0 : folder.split("/").length
}
