import { existsSync, readFileSync } from "node:fs"
import { dirname, join, posix, resolve } from "node:path"
import { type ConfigTree, type FolderSettings, resolveTree } from "../config/config-tree.ts"
import { exclusion } from "../config/exclusion.ts"
import { configFiles, parseSettings } from "../config/parse.ts"
import { type PresetRule, resolveConfig } from "../config/resolve.ts"
import { reasonOf } from "../disk/files.ts"
import { fromRoot } from "../disk/root.ts"
import { shownPath } from "./paths.ts"
import { UserError } from "./user-error.ts"

interface Search {
  readonly cwd: string
  /** Absolute path of the analysis root: no file above it counts. */
  readonly root: string
  readonly rules: readonly PresetRule[]
  readonly frameworks: readonly string[]
}

interface TreeSearch extends Search {
  /** Folders, from the root, that are asked about: their files count, and those above them. */
  readonly folders: Iterable<string>
  /** Whether a folder, from the root, has a manifest. */
  isProject(folder: string): boolean
}

/**
 * The settings of a run: of the nearest file upward from each folder.
 * @throws ConfigError on a wrong key or value, UserError for a file that cannot be read
 */
export function findSettings({ folders, isProject, ...search }: TreeSearch): ConfigTree {
  const seen = new Set<string>()
  const found: FolderSettings[] = []
  for (const start of folders) {
    for (let folder = start; !seen.has(folder); folder = above(folder)) {
      seen.add(folder)
      const settings = settingsIn(folder, search)
      if (settings !== undefined) found.push(settings)
    }
  }
  return resolveTree(found, search.rules, isProject)
}

/**
 * The settings of the file that `--config` names: they hold for every folder.
 * @throws UserError when it cannot be read or says nothing about gatelint
 */
export function readSettings(file: string, { cwd, root, rules, frameworks }: Search): ConfigTree {
  const path = resolve(cwd, file)
  const settings = parseSettings(file, read(cwd, path), rules, frameworks)
  if (settings === undefined) {
    throw new UserError(`${file} has no ${file.endsWith(".toml") ? "[tool.gatelint] table" : '"gatelint" key'}`)
  }
  const folder = fromRoot(root, dirname(path))
  return {
    config: resolveConfig(settings, rules),
    excludes: exclusion(settings.exclude ?? [], folder.startsWith("..") ? "" : folder),
  }
}

function settingsIn(folder: string, { cwd, root, rules, frameworks }: Search): FolderSettings | undefined {
  for (const name of configFiles) {
    const path = join(root, folder, name)
    if (!existsSync(path)) continue
    const file = shownPath(cwd, path)
    const settings = parseSettings(file, read(cwd, path), rules, frameworks)
    if (settings !== undefined) return { folder, file, settings }
  }
  return undefined
}

/** `a` for `a/b`, and the root for `a`. */
function above(folder: string): string {
  const parent = posix.dirname(folder)
  return parent === "." ? "" : parent
}

function read(cwd: string, path: string): string {
  try {
    return readFileSync(path, "utf8")
  } catch (error) {
    throw new UserError(
      `cannot read the config ${shownPath(cwd, path)}: ${reasonOf(error).replace("vanished", "no such file")}`,
    )
  }
}
