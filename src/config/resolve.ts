import type { Config } from "../model/config.ts"
import type { Library } from "../model/library.ts"
import type { Severity } from "../model/report.ts"
import type { LibrarySettings } from "./library-schema.ts"
import type { RuleEntry, Settings } from "./schema.ts"

export interface PresetRule extends RuleEntry {
  readonly severity: Severity
  readonly preset: "recommended" | "strict"
}

/**
 * The configuration of a run: a preset, overridden by a file's settings.
 * @param settings what the file says; `undefined` without a file
 * @param rules every rule there is
 */
export function resolveConfig(settings: Settings | undefined, rules: readonly PresetRule[]): Config {
  const strict = settings?.preset === "strict"
  const levels: Record<string, Severity | "off"> = {}
  for (const { id, severity, preset } of rules) {
    levels[id] = settings?.rules?.[id] ?? (strict || preset === "recommended" ? severity : "off")
  }
  return {
    rules: levels,
    models: settings?.models?.map(toLibrary) ?? [],
    sanitizers: settings?.sanitizers ?? [],
    debugFlags: settings?.debugFlags ?? [],
    frameworks: settings?.frameworks ?? [],
    realm: settings?.realm,
    scheme: settings?.scheme,
    gateway: settings?.gateway ?? [],
    folders: [],
  }
}

function toLibrary({ name, packages, modules, members }: LibrarySettings): Library {
  const entries = Object.entries(members).map(
    ([path, member]) =>
      [path, member.kind === "refusing-error" ? { ...member, detail: member.detail } : member] as const,
  )
  return { name, packages: packages ?? [], modules, members: Object.fromEntries(entries) }
}
