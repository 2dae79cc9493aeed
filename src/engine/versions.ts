import type { Manifests } from "../model/manifests.ts"
import type { VersionOf } from "../semantics/framework.ts"
import { projectRoots } from "./project-roots.ts"

/** Which versions of packages the project of a file may run with: the first language that knows the package says it. */
export function versionsIn(
  paths: Parameters<typeof projectRoots>[0],
  texts: ReadonlyMap<string, string>,
  manifests: readonly Manifests[],
): (file: string) => VersionOf {
  const { projectOf } = projectRoots(paths, texts, manifests)
  const read = manifests.map((language) => language.versions(texts))
  return (file) => {
    const versions = read.map((versionsOf) => versionsOf(projectOf(file)))
    return (name) => {
      for (const one of versions) {
        const range = one.range(name)
        if (range !== undefined) return range
      }
      return undefined
    }
  }
}
