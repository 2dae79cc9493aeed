import { type Dirent, existsSync, readdirSync, realpathSync, statSync } from "node:fs"
import { join, sep } from "node:path"
import type { SkippedFile } from "../model/report.ts"
import { IgnoreStack } from "./ignore-stack.ts"
import { isRepositoryData, isVendored } from "./vendored.ts"

export interface FilesOptions {
  /** Absolute path. */
  readonly root: string
  /** Whether a file is of use, by its path from the root. */
  wants(path: string): boolean
  /** False lists ignored and vendored files as well. */
  readonly honoursIgnore: boolean
}

export interface FoundFiles {
  /** From the root, with `/`, sorted by code unit within each folder, files before folders. */
  readonly files: readonly string[]
  /** Folders and links that could not be followed. */
  readonly skipped: readonly SkippedFile[]
}

/**
 * Lists the files below a root. Links to folders are not followed: inside the root their content is listed where it
 * really lies, outside it is not the project's.
 */
export function findFiles(options: FilesOptions): FoundFiles {
  const steps = stepThroughFiles(options)
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}

/** As `findFiles`, with a rest after each folder for those who have others to serve. */
export function* stepThroughFiles(options: FilesOptions): Generator<undefined, FoundFiles> {
  const files: string[] = []
  const skipped: SkippedFile[] = []
  yield* walk({ ...options, realRoot: realpathSync(options.root), files, skipped }, "", IgnoreStack.empty)
  return { files, skipped }
}

interface Walk extends FilesOptions {
  readonly realRoot: string
  readonly files: string[]
  readonly skipped: SkippedFile[]
}

function* walk(into: Walk, folder: string, above: IgnoreStack): Generator<undefined, void> {
  const absolute = join(into.root, folder)
  const entries = readEntries(into, folder)
  const ignores = into.honoursIgnore ? above.enter(absolute, folder) : above
  const folders: string[] = []
  for (const entry of entries) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) folders.push(entry.name)
    else if (entry.isFile()) {
      if (into.wants(path) && !ignores.ignores(path)) into.files.push(path)
    } else if (entry.isSymbolicLink() && !(into.honoursIgnore && (isVendored(entry.name) || ignores.ignores(path)))) {
      followLink(into, path)
    } else if (!entry.isSymbolicLink() && into.wants(path)) {
      into.skipped.push({ file: path, why: notAFile })
    }
  }
  for (const name of folders) {
    const path = folder === "" ? name : `${folder}/${name}`
    if (isRepositoryData(name)) continue
    if (into.honoursIgnore && (isVendored(name) || ignores.ignores(`${path}/`))) continue
    if (into.honoursIgnore && existsSync(join(into.root, path, "pyvenv.cfg"))) continue
    yield
    yield* walk(into, path, ignores)
  }
}

function readEntries({ root, skipped }: Walk, folder: string): readonly Dirent[] {
  try {
    const entries = readdirSync(join(root, folder), { withFileTypes: true })
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    skipped.push({ file: folder === "" ? "." : folder, why: reasonOf(error) })
    return []
  }
}

/** A link to a file outside the root stands for that file; one inside names a file that is listed anyway. */
function followLink({ root, realRoot, wants, files, skipped }: Walk, path: string): void {
  const absolute = join(root, path)
  try {
    const target = statSync(absolute)
    const real = realpathSync(absolute)
    const isInside = real === realRoot || real.startsWith(realRoot + sep)
    if (target.isFile()) {
      if (wants(path) && !isInside) files.push(path)
    } else if (
      target.isDirectory() &&
      isInside &&
      `${realpathSync(join(absolute, ".."))}${sep}`.startsWith(real + sep)
    ) {
      skipped.push({ file: path, why: "symlink loop" })
    } else if (target.isDirectory() && !isInside) {
      skipped.push({ file: path, why: "symlink out of the project" })
    }
  } catch (error) {
    const why = reasonOf(error)
    if (why === "symlink loop" || wants(path))
      skipped.push({ file: path, why: why === "vanished" ? "broken symlink" : why })
  }
}

/** Of a pipe, a socket or a device that has a source file's name. */
export const notAFile = "not a regular file"

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "vanished",
  ENOTDIR: "vanished",
  ELOOP: "symlink loop",
  EACCES: "no permission to read",
  EPERM: "no permission to read",
  EISDIR: "a folder",
  ENAMETOOLONG: "path too long",
}

/** Why the file system refused, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined
  if (code === undefined) throw error
  return reasons[code] ?? `unreadable (${code})`
}
