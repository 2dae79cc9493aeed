import { join } from "node:path"
import { readSource } from "../disk/read.ts"
import type { Project } from "../model/project.ts"
import type { Engine } from "./host.ts"
import type { ProgressLine } from "./progress.ts"
import type { GivenFile } from "./standard-input.ts"
import type { Stopwatch } from "./stopwatch.ts"

/** Questions between two looks at the clock, and files between two. */
const batch = 64
const steps = 500

interface Drive {
  readonly project: Project
  readonly engine: Pick<Engine, "isManifest">
  readonly root: string
  /** From the root, all of them. */
  readonly files: readonly string[]
  readonly given: GivenFile | undefined
  readonly progress: ProgressLine
  readonly stopwatch: Stopwatch
}

/** What a run took beside time. */
export interface Work {
  readonly reads: number
  /** Of what was read. */
  readonly bytes: number
  /** How often the project asked for files. */
  readonly rounds: number
  /** Answered by the engine; `undefined` where it doesn't count them. */
  readonly questions: number | undefined
}

/** Feeds a project until it has nothing left to do. */
export function drive({ project, engine, root, files, given, progress, stopwatch }: Drive): Work {
  let reads = 0
  let bytes = 0
  let rounds = 0
  stopwatch.start("think")
  project.list(files)
  for (;;) {
    stopwatch.start("think")
    const step = project.work(steps)
    if (step.done) return { reads, bytes, rounds, questions: step.questions }
    if (step.needs.length > 0) rounds++
    for (let from = 0; from < step.needs.length; from += batch) {
      const paths = step.needs.slice(from, from + batch)
      stopwatch.start("read")
      const contents = paths.map((path) => {
        const absolute = join(root, path)
        return absolute === given?.path ? given.content : readSource(absolute, { anySize: engine.isManifest(path) })
      })
      // Putting a file indexes it: the engine's time.
      stopwatch.start("think")
      for (const [index, content] of contents.entries()) {
        const path = paths[index]
        if (path === undefined) continue
        reads++
        if (content instanceof Uint8Array) bytes += content.length
        project.put(path, content)
      }
      progress.show(`reading ${reads} of ${Math.max(reads, files.length)} files`)
    }
    progress.show(`${step.indexed} of ${files.length} files indexed, ${step.analysed} analysed`)
  }
}
