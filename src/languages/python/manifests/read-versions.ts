import type { VersionRange, Versions } from "../../../model/version.ts"
import { environmentRequirements } from "./environment-file.ts"
import { pipfileLockRequirements, tomlLockRequirements } from "./lock-file.ts"
import { formatOf, isLock, type ManifestFormat, manifestFolder } from "./manifest-name.ts"
import { pipfileRequirements, pyprojectRequirements, type Requirements } from "./pyproject.ts"
import { normaliseName, type Requirement } from "./requirement.ts"
import { requirementsFile } from "./requirements-file.ts"
import { setupCfgRequirements, setupPyRequirements } from "./setup-files.ts"
import { intersection, isEmpty, union } from "./version-specifier.ts"

// Strongest first: what the packaging tool reads, then what people install from.
const STRENGTH: readonly ManifestFormat[] = [
  "pyproject",
  "requirements",
  "setup-cfg",
  "setup-py",
  "environment",
  "pipfile",
]

/**
 * Which versions a project runs with: as its lock file pins them, else as its manifests allow, else as those of the
 * folders above do. Nothing is concluded from one package to another.
 * @param files every manifest's and lock file's path and text; each is read at most once, when a question needs it
 * @returns for a project's folder (`""` is the root) its versions by package name, in any spelling
 */
export function readVersions(files: ReadonlyMap<string, string>): (project: string) => Versions {
  const levels = new Map<string, Level>()
  const level = (folder: string): Level => {
    const known = levels.get(folder) ?? levelOf(folder, files)
    levels.set(folder, known)
    return known
  }
  return (project) => ({ range: (name) => rangeAt(foldersUpward(project).map(level), normaliseName(name)) })
}

function rangeAt(levels: readonly Level[], name: string): VersionRange | undefined {
  const own = levels.findIndex(({ manifests }) => manifests.has(name))
  const above = levels.findIndex(({ locks }) => locks.has(name))
  const named = levels[own]?.manifests.get(name)
  const locked = levels[above]?.locks.get(name)
  if (named === undefined || locked === undefined) return locked ?? named
  // A lock file above that contradicts the project's own manifest is another project's.
  return above > own && isEmpty(intersection(named, locked)) ? named : locked
}

type Ranges = ReadonlyMap<string, VersionRange>

interface Level {
  readonly locks: Ranges
  readonly manifests: Ranges
}

function levelOf(folder: string, files: ReadonlyMap<string, string>): Level {
  const locks: Requirement[] = []
  const byFormat = new Map<ManifestFormat, Requirements[]>()
  for (const [path, text] of files) {
    const format = formatOf(path)
    if (format === undefined || manifestFolder(path) !== folder) continue
    if (isLock(format)) locks.push(...lockRequirements(format, text))
    else if (!isCompiled(path, files)) {
      byFormat.set(format, [...(byFormat.get(format) ?? []), manifestRequirements(format, path, text, files)])
    }
  }
  const given = STRENGTH.map((format) => byFormat.get(format) ?? [])
  const sources = [
    ...given.map((all) => all.flatMap(({ main }) => main)),
    ...given.map((all) => all.flatMap(({ optional }) => optional)),
  ]
  return { locks: ranges(locks), manifests: strongest(sources.map(ranges)) }
}

function lockRequirements(format: ManifestFormat, text: string): readonly Requirement[] {
  return format === "pipfile-lock" ? pipfileLockRequirements(text) : tomlLockRequirements(text)
}

function manifestRequirements(
  format: ManifestFormat,
  path: string,
  text: string,
  files: ReadonlyMap<string, string>,
): Requirements {
  switch (format) {
    case "pyproject":
      return pyprojectRequirements(text)
    case "pipfile":
      return pipfileRequirements(text)
    case "setup-cfg":
      return setupCfgRequirements(text)
    case "setup-py":
      return setupPyRequirements(text)
    case "requirements":
      return { main: requirementsFile(path, files), optional: [] }
    case "environment":
      return { main: environmentRequirements(text), optional: [] }
    case "constraints":
    case "toml-lock":
    case "pipfile-lock":
      return { main: [], optional: [] }
  }
}

// `requirements.txt` is made from `requirements.in` and is the narrower one.
function isCompiled(path: string, files: ReadonlyMap<string, string>): boolean {
  return path.endsWith(".in") && files.has(path.replace(/\.in$/, ".txt"))
}

function ranges(requirements: readonly Requirement[]): Ranges {
  const byName = new Map<string, VersionRange[]>()
  for (const { name, range } of requirements) byName.set(name, [...(byName.get(name) ?? []), range])
  return new Map([...byName].map(([name, all]) => [name, union(all) ?? { from: undefined, to: undefined }]))
}

function strongest(sources: readonly Ranges[]): Ranges {
  return new Map(sources.toReversed().flatMap((source) => [...source]))
}

function foldersUpward(folder: string): readonly string[] {
  const parts = folder === "" ? [] : folder.split("/")
  return [...parts.keys()].map((i) => parts.slice(0, parts.length - i).join("/")).concat("")
}
