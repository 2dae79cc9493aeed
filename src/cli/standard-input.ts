import { statSync } from "node:fs"
import { dirname, resolve } from "node:path"
import type { Host } from "./host.ts"
import { UserError } from "./user-error.ts"

/** The text of one file that comes from elsewhere than the disk. */
export interface GivenFile {
  /** Absolute path. It may not exist, its folder does. */
  readonly path: string
  readonly content: Uint8Array
}

/**
 * Reads what is to be taken for a file.
 * @param name the file as the user knows it
 * @throws UserError where it cannot be a source file
 */
export async function readGiven({ cwd, engine, readStdin }: Host, name: string): Promise<GivenFile> {
  const path = resolve(cwd, name)
  const { sourceExtensions } = engine
  if (!sourceExtensions.some((extension) => path.toLowerCase().endsWith(extension))) {
    throw new UserError(`--stdin-filename ${name}: gatelint reads ${sourceExtensions.join(", ")}`)
  }
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new UserError(`--stdin-filename ${name}: it is a folder`)
  if (statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UserError(`--stdin-filename ${name}: there is no folder ${dirname(name)}`)
  }
  return { path, content: await readStdin() }
}
