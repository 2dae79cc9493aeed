import type { Library } from "./library.ts"
import type { Severity } from "./report.ts"

export type Levels = Readonly<Record<string, Severity | "off">>

/** What may differ from folder to folder. */
export interface FileConfig {
  /** How loud each rule is. */
  readonly rules: Levels
  /** Functions whose result may be shown to a client: `["app.errors.public_message"]`. */
  readonly sanitizers: readonly string[]
  /** Names that are true only while debugging: `["settings.DEBUG"]`. */
  readonly debugFlags: readonly string[]
  /** Written into every challenge: `Bearer realm="…"`. */
  readonly realm: string | undefined
  /** The scheme of challenges where the code names none. */
  readonly scheme: string | undefined
  /** Answered by a gateway in front of the app: challenges or preflights are not this project's. */
  readonly gateway: readonly ("challenge" | "preflight")[]
}

export interface FolderConfig extends FileConfig {
  /** Path from the root, without a trailing `/`: `services/orders`. */
  readonly folder: string
}

/** The settings of one run, after presets and files were read. Data only. */
export interface Config extends FileConfig {
  /** In-house packages, in the format of the library packs. */
  readonly models: readonly Library[]
  /** Frameworks to look for; empty means all. */
  readonly frameworks: readonly string[]
  /** Folders that have settings of their own, deepest first. Each entry is whole: nothing is merged into it. */
  readonly folders: readonly FolderConfig[]
}

/** What holds for a file: its nearest folder's settings, or the run's own. */
export function configOf(config: Config, file: string): FileConfig {
  return config.folders.find(({ folder }) => file.startsWith(`${folder}/`)) ?? config
}
