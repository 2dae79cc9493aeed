import type { Config, FileConfig } from "../model/config.ts"
import { ConfigError } from "./config-error.ts"
import { exclusion } from "./exclusion.ts"
import { type PresetRule, resolveConfig } from "./resolve.ts"
import { projectKeys, type Settings } from "./schema.ts"

/** What one folder's file says. */
export interface FolderSettings {
  /** From the root, without a trailing `/`; empty for the root itself. */
  readonly folder: string
  /** The file as the user knows it: `web/gatelint.json`. */
  readonly file: string
  readonly settings: Settings
}

/** The settings of a tree of folders. */
export interface ConfigTree {
  readonly config: Config
  /** Whether nothing is said about a file, given from the root. */
  excludes(file: string): boolean
}

/**
 * Brings the settings of several folders together. `rules`, `preset` and `exclude` hold as the nearest file says, without
 * merging; what is a whole project's, as the nearest file says that stands at the root of a project.
 * @param found at most one a folder
 * @param rules every rule there is
 * @param isProject whether a folder has a manifest; the outermost settings stand for a project anyhow
 * @throws ConfigError where a file that is not a project's has a key that is
 */
export function resolveTree(
  found: readonly FolderSettings[],
  rules: readonly PresetRule[],
  isProject: (folder: string) => boolean,
): ConfigTree {
  const deepestFirst = found.toSorted((a, b) => b.folder.length - a.folder.length || (a.folder < b.folder ? -1 : 1))
  const projects = deepestFirst.filter(({ folder }) => isProject(folder) || !deepestFirst.some(isAbove(folder)))
  for (const one of deepestFirst) if (!projects.includes(one)) refuseProjectKeys(one, projects)
  const configs = deepestFirst.map((one): { folder: string; config: Config } => {
    const project = projects.includes(one) ? one : projects.find(isAbove(one.folder))
    return { folder: one.folder, config: resolveConfig({ ...project?.settings, ...fileKeysOf(one.settings) }, rules) }
  })
  const own = configs.find(({ folder }) => folder === "")?.config ?? resolveConfig(undefined, rules)
  const wholes = projects.map(({ folder }) => configs.find((one) => one.folder === folder)?.config ?? own)
  return {
    config: {
      ...own,
      // The engine knows one world: what one project says of a package holds for all, and nobody's framework is missed.
      models: wholes.flatMap(({ models }) => models),
      frameworks: wholes.some(({ frameworks }) => frameworks.length === 0)
        ? []
        : [...new Set(wholes.flatMap(({ frameworks }) => frameworks))],
      folders: configs
        .filter(({ folder }) => folder !== "")
        .map(({ folder, config }) => ({ folder, ...perFile(config) })),
    },
    excludes: exclusionOf(deepestFirst),
  }
}

/** What lies above a folder, itself left out. */
function isAbove(folder: string): (other: FolderSettings) => boolean {
  return (other) => folder !== other.folder && isBelow(folder, other.folder)
}

function isBelow(path: string, folder: string): boolean {
  return folder === "" || path.startsWith(`${folder}/`)
}

function refuseProjectKeys({ file, folder, settings }: FolderSettings, projects: readonly FolderSettings[]): void {
  const key = projectKeys.find((name) => settings[name] !== undefined)
  if (key === undefined) return
  const above = projects.find(isAbove(folder))?.file ?? "the project's root"
  throw new ConfigError(file, key, `\`${key}\` holds for a whole project`, `it belongs in ${above}`)
}

function fileKeysOf({ preset, rules, exclude }: Settings): Settings {
  return { preset, rules, exclude }
}

function perFile({ rules, sanitizers, debugFlags, realm, scheme, gateway }: Config): FileConfig {
  return { rules, sanitizers, debugFlags, realm, scheme, gateway }
}

function exclusionOf(deepestFirst: readonly FolderSettings[]): (file: string) => boolean {
  const matchers = deepestFirst.map(({ folder, settings }) => ({
    folder,
    excludes: exclusion(settings.exclude ?? [], folder),
  }))
  return (file) => matchers.find(({ folder }) => isBelow(file, folder))?.excludes(file) ?? false
}
