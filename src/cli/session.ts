import { statSync } from "node:fs"
import { dirname, posix } from "node:path"
import type { ConfigTree } from "../config/config-tree.ts"
import { findFiles } from "../disk/files.ts"
import { findRoot, fromRoot } from "../disk/root.ts"
import type { Config, FileConfig } from "../model/config.ts"
import type { Project } from "../model/project.ts"
import type { SkippedFile } from "../model/report.ts"
import { drive, type Work } from "./drive.ts"
import type { Host } from "./host.ts"
import { filesAmong, scopeOf } from "./paths.ts"
import { ProgressLine } from "./progress.ts"
import { findSettings, readSettings } from "./settings.ts"
import type { GivenFile } from "./standard-input.ts"
import { Stopwatch } from "./stopwatch.ts"

export interface SessionOptions {
  /** Absolute paths that exist; the given file may not. */
  readonly paths: readonly string[]
  /** A file whose text does not come from the disk. */
  readonly given?: GivenFile | undefined
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
  const { paths, given, honoursIgnore } = options
  const existing = given === undefined ? paths : [dirname(given.path)]
  const root = findRoot(existing, honoursIgnore)
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
  const named = given === undefined ? filesAmong(root, paths).filter(wants) : [fromRoot(root, given.path)]
  const files = [...new Set([...listing.files, ...named])]
  const isNamed = scopeOf(root, paths)
  const tree = settingsOf(host, options, root, files, isNamed)
  stopwatch.start("think")
  const config = withRules(tree.config, options.wantedRules, engine.ruleCatalogue)
  const project = await engine.createProject({
    config,
    root,
    grammars: await host.readGrammars(),
    examples: paths.some((path) => isExample(fromRoot(root, path))),
  })
  try {
    const work = drive({ project, engine, root, files, given, progress, stopwatch })
    return {
      project,
      root,
      listed: files.length,
      skipped: listing.skipped,
      isInScope: (file) => isNamed(file) && !tree.excludes(file),
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

function settingsOf(
  { cwd, engine }: Host,
  { config, paths }: SessionOptions,
  root: string,
  files: readonly string[],
  isNamed: (file: string) => boolean,
): ConfigTree {
  const search = { cwd, root, rules: engine.ruleCatalogue, frameworks: engine.frameworkNames }
  if (config !== undefined) return readSettings(config, search)
  const manifests = files.filter((file) => engine.isManifest(file) && posix.basename(file) !== "gatelint.json")
  const projects = new Set(manifests.map(folderOf))
  const named = paths.map((path) => fromRoot(root, isFolder(path) ? path : dirname(path)))
  const folders = new Set([...named, ...files.filter(isNamed).map(folderOf)])
  return findSettings({ ...search, folders, isProject: (folder) => projects.has(folder) })
}

function folderOf(file: string): string {
  const folder = posix.dirname(file)
  return folder === "." ? "" : folder
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

/** A rule that was asked for runs, with the severity that it was made for. */
function withRules(config: Config, wanted: readonly string[], rules: Host["engine"]["ruleCatalogue"]): Config {
  const withWanted = <T extends FileConfig>(one: T): T => {
    const levels = { ...one.rules }
    for (const { id, severity } of rules) if (wanted.includes(id) && levels[id] === "off") levels[id] = severity
    return { ...one, rules: levels }
  }
  return { ...withWanted(config), folders: config.folders.map(withWanted) }
}
