import { statSync } from "node:fs"
import { dirname } from "node:path"
import { exclusion } from "../config/exclusion.ts"
import { resolveConfig } from "../config/resolve.ts"
import { findFiles } from "../disk/files.ts"
import { findRoot, fromRoot } from "../disk/root.ts"
import type { Config } from "../model/config.ts"
import type { Project } from "../model/project.ts"
import type { SkippedFile } from "../model/report.ts"
import { drive, type Work } from "./drive.ts"
import type { Host } from "./host.ts"
import { filesAmong, scopeOf } from "./paths.ts"
import { ProgressLine } from "./progress.ts"
import { type FoundSettings, findSettings, readSettings } from "./settings.ts"
import { Stopwatch } from "./stopwatch.ts"

export interface SessionOptions {
  /** Absolute paths that exist. */
  readonly paths: readonly string[]
  /** False reads ignored and vendored files as well. */
  readonly honoursIgnore: boolean
  /** The config file that the user named. */
  readonly config: string | undefined
  /** Rules that run even if the config turns them off. */
  readonly wantedRules: readonly string[]
}

/** A project after all its work. */
export interface Session {
  readonly project: Project
  /** Absolute path. */
  readonly root: string
  /** How many files were listed. */
  readonly listed: number
  /** Folders and links that were not followed. */
  readonly skipped: readonly SkippedFile[]
  /** Whether findings in a file, from the root, are asked for: named by the user, not excluded by the config. */
  isInScope(file: string): boolean
  readonly work: Work
  readonly stopwatch: Stopwatch
}

/** Finds the root, the settings and the files, and lets the engine work on them to the end. */
export async function runSession(host: Host, options: SessionOptions): Promise<Session> {
  const { engine } = host
  const { paths, honoursIgnore } = options
  const root = findRoot(paths, honoursIgnore)
  const found = settingsOf(host, options, root)
  const stopwatch = new Stopwatch()
  const progress = new ProgressLine(host.stderr)
  stopwatch.start("find")
  const wants = (path: string) => {
    return (
      engine.sourceExtensions.some((extension) => path.toLowerCase().endsWith(extension)) || engine.isManifest(path)
    )
  }
  const listing = findFiles({ root, wants, honoursIgnore })
  // A file that was named is meant, even where its folder is ignored.
  const files = [...new Set([...listing.files, ...filesAmong(root, paths).filter(wants)])]
  stopwatch.start("think")
  const config = withRules(
    resolveConfig(found?.settings, engine.ruleCatalogue),
    options.wantedRules,
    engine.ruleCatalogue,
  )
  const project = await engine.createProject({
    config,
    root,
    grammars: await host.readGrammars(),
    examples: paths.some((path) => isExample(fromRoot(root, path))),
  })
  try {
    const work = drive({ project, engine, root, files, progress, stopwatch })
    const isNamed = scopeOf(root, paths)
    const isExcluded = exclusionOf(found, root)
    return {
      project,
      root,
      listed: files.length,
      skipped: listing.skipped,
      isInScope: (file) => isNamed(file) && !isExcluded(file),
      work,
      stopwatch,
    }
  } finally {
    stopwatch.stop()
    progress.erase()
  }
}

/** Example folders are left out unless they are what was named. */
function isExample(path: string): boolean {
  return path.split("/").some((folder) => /^(docs_src|docs|examples?)$/.test(folder))
}

function settingsOf({ cwd, engine }: Host, options: SessionOptions, root: string): FoundSettings | undefined {
  const rules = engine.ruleCatalogue
  if (options.config !== undefined) return readSettings(options.config, { cwd, rules })
  const [first = root] = options.paths
  const from = options.paths.length > 1 ? root : statSync(first).isDirectory() ? first : dirname(first)
  return findSettings({ cwd, root, from, rules })
}

/** A rule that was asked for runs, with the severity that it was made for. */
function withRules(config: Config, wanted: readonly string[], rules: Host["engine"]["ruleCatalogue"]): Config {
  const levels = { ...config.rules }
  for (const { id, severity } of rules) if (wanted.includes(id) && levels[id] === "off") levels[id] = severity
  return { ...config, rules: levels }
}

function exclusionOf(found: FoundSettings | undefined, root: string): (file: string) => boolean {
  const folder = found === undefined ? "" : fromRoot(root, found.folder)
  return exclusion(found?.settings.exclude ?? [], folder.startsWith("..") ? "" : folder)
}
