import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs"
import type { Unreadable } from "../model/project.ts"
import { notAFile, reasonOf } from "./files.ts"

/** Source beyond this is generated, or data: 1 MB. */
const maximumSize = 1024 * 1024

/**
 * A file's bytes, or why there are none. Synchronous: on 3,300 files three times as fast as 64 promises at once.
 * @param path absolute
 * @param options `anySize` for lock files and manifests, which count whatever their size
 */
export function readSource(path: string, options: { anySize: boolean }): Uint8Array | Unreadable {
  try {
    // Without O_NONBLOCK, opening a pipe that took the file's place would wait for ever.
    const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      return readOpen(descriptor, options)
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    return { why: reasonOf(error) }
  }
}

function readOpen(descriptor: number, { anySize }: { anySize: boolean }): Uint8Array | Unreadable {
  const before = fstatSync(descriptor)
  if (!before.isFile()) return { why: notAFile }
  if (!anySize && before.size > maximumSize) return { why: "larger than 1 MB" }
  const bytes = readFileSync(descriptor)
  const after = fstatSync(descriptor)
  const isSame = before.size === after.size && before.mtimeMs === after.mtimeMs && bytes.length === after.size
  return isSame ? bytes : { why: "changed while it was read" }
}
