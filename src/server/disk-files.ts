import { existsSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { homedir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import { stepThroughFiles } from "../disk/files.ts"
import { readSource } from "../disk/read.ts"
import { findRoot } from "../disk/root.ts"
import type { Files, Host } from "./host.ts"
import { normalUri } from "./uris.ts"

/** How long the disk may keep everybody else waiting, in ms. */
const slice = 10

/** Files of this machine's disk. */
export function createDiskFiles(pause: Host["pause"]): Files {
  return {
    // Reading synchronously is three times as fast, and so few files are read within a slice.
    batch: 16,
    rootOf: async (uri) => {
      let path = fileURLToPath(uri)
      // A new file has a name before it has a place.
      while (!existsSync(path)) path = dirname(path)
      return normalUri(pathToFileURL(findRoot([path], true)).href).replace(/\/$/, "")
    },
    list: async (folder, wants) => {
      const root = fileURLToPath(folder)
      const isWhole = root !== homedir() && root !== join(root, "..")
      const steps = stepThroughFiles({ root, wants, honoursIgnore: true })
      for (let end = performance.now() + slice; ; ) {
        const step = steps.next()
        if (step.done === true) return { paths: step.value.files, complete: true }
        // A home is no project: only what is open is read there.
        if (!isWhole) return { paths: [], complete: false }
        if (performance.now() < end) continue
        await pause()
        end = performance.now() + slice
      }
    },
    read: async (folder, paths, anySize) => {
      const root = fileURLToPath(folder)
      return paths.map((path) => readSource(join(root, path), { anySize: anySize(path) }))
    },
    readText: async (uri) => {
      try {
        return await readFile(fileURLToPath(uri), "utf8")
      } catch (error) {
        if (error instanceof Error && "code" in error) return undefined
        throw error
      }
    },
  }
}
