import type { Manifests } from "../../../model/manifests.ts"
import { formatOf, isLock, joinPath, manifestFolder } from "./manifest-name.ts"
import { pyprojectSourceRoots } from "./pyproject.ts"
import { readVersions } from "./read-versions.ts"
import { setupCfgSourceRoots, setupPySourceRoots } from "./setup-files.ts"

/** What Python knows of its projects: pyproject, setup, requirements, Pipfile, conda and the lock files. */
export const pythonManifests: Manifests = {
  isManifest: (path) => formatOf(path) !== undefined,
  projectFolder(path) {
    const format = formatOf(path)
    return format === undefined || format === "constraints" || isLock(format) ? undefined : manifestFolder(path)
  },
  sourceRoots: (path, text) => namedRoots(path, text).flatMap((folder) => joinPath(manifestFolder(path), folder) ?? []),
  aliases: () => [],
  versions: readVersions,
}

function namedRoots(path: string, text: string): readonly string[] {
  switch (formatOf(path)) {
    case "pyproject":
      return pyprojectSourceRoots(text)
    case "setup-cfg":
      return setupCfgSourceRoots(text)
    case "setup-py":
      return setupPySourceRoots(text)
    default:
      return []
  }
}
