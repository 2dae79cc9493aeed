import type { Library } from "./library.ts"
import type { Severity } from "./report.ts"

/** The settings of one run, after presets and files were merged. Data only. */
export interface Config {
  readonly rules: Readonly<Record<string, Severity | "off">>
  /** In-house packages, in the format of the library packs. */
  readonly models: readonly Library[]
  /** Functions whose result may be shown to a client: `["app.errors.public_message"]`. */
  readonly sanitizers: readonly string[]
  /** Names that are true only while debugging: `["settings.DEBUG"]`. */
  readonly debugFlags: readonly string[]
  /** Frameworks to look for; empty means all. */
  readonly frameworks: readonly string[]
  /** Written into every challenge: `Bearer realm="…"`. */
  readonly realm: string | undefined
  /** The scheme of challenges where the code names none. */
  readonly scheme: string | undefined
  /** Answered by a gateway in front of the app: challenges or preflights are not this project's. */
  readonly gateway: readonly ("challenge" | "preflight")[]
}
