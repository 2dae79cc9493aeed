import type { ModuleAlias } from "./front-end.ts"
import type { Versions } from "./version.ts"

/** What a language knows of the files that describe a project and its packages. */
export interface Manifests {
  /** Whether a path is a manifest or a lock file, to be read whatever its size: `backend/uv.lock`. */
  isManifest(path: string): boolean
  /** The folder that a file makes a project (`backend` for `backend/requirements/base.txt`); `undefined` for a lock file. */
  projectFolder(path: string): string | undefined
  /**
   * The folders that a manifest names as places where imports start, from the analysis root, existing or not.
   * Empty for a text that cannot be read.
   */
  sourceRoots(path: string, text: string): readonly string[]
  /** The names that a manifest gives to files of the project: a workspace package's own, `paths` of a tsconfig. */
  aliases(path: string, text: string): readonly ModuleAlias[]
  /** What a file says of the environment that code runs in; `undefined` where it says nothing of it. */
  variables?(path: string, text: string): Variables | undefined
  /**
   * Which versions the projects run with: made once for a set of manifests, then asked per project.
   * @param files every manifest's path and text
   * @returns the versions of one project folder, `""` for the root
   */
  versions(files: ReadonlyMap<string, string>): (project: string) => Versions
}

/** The variables of an environment, as one file has them. */
export interface Variables {
  /** Those that it sets, or shows how to: `["JWT_SECRET"]`. */
  readonly set: readonly string[]
  /** Every name in it. */
  readonly mentioned: readonly string[]
}
