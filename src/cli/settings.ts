import { existsSync, readFileSync } from "node:fs"
import { dirname, join, resolve } from "node:path"
import { configFiles, parseSettings } from "../config/parse.ts"
import type { RuleEntry, Settings } from "../config/schema.ts"
import { reasonOf } from "../disk/files.ts"
import { shownPath } from "./paths.ts"
import { UserError } from "./user-error.ts"

export interface FoundSettings {
  readonly settings: Settings
  /** Absolute path of the file's folder: `exclude` is relative to it. */
  readonly folder: string
}

interface Search {
  readonly cwd: string
  /** Absolute path of the analysis root: no file above it counts. */
  readonly root: string
  /** Absolute path of the folder to start at, inside the root. */
  readonly from: string
  readonly rules: readonly RuleEntry[]
}

/**
 * The settings of a run: of the nearest file upward that has some, without merging.
 * @throws ConfigError on a wrong key or value, UserError for a file that cannot be read
 */
export function findSettings({ cwd, root, from, rules }: Search): FoundSettings | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    for (const name of configFiles) {
      const path = join(folder, name)
      const settings = existsSync(path) ? parseSettings(shownPath(cwd, path), read(cwd, path), rules) : undefined
      if (settings !== undefined) return { settings, folder }
    }
    if (folder === root || folder === dirname(folder)) return undefined
  }
}

/**
 * The settings of the file that `--config` names.
 * @throws UserError when it cannot be read or says nothing about gatelint
 */
export function readSettings(file: string, { cwd, rules }: Pick<Search, "cwd" | "rules">): FoundSettings {
  const path = resolve(cwd, file)
  const settings = parseSettings(file, read(cwd, path), rules)
  if (settings !== undefined) return { settings, folder: dirname(path) }
  throw new UserError(`${file} has no ${file.endsWith(".toml") ? "[tool.gatelint] table" : '"gatelint" key'}`)
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
