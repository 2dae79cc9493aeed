import { parse as parseToml, TomlError } from "smol-toml"
import { ConfigError } from "./config-error.ts"
import { explainIssue } from "./issue.ts"
import { type JsonText, readJson } from "./json-text.ts"
import { type RuleEntry, type Settings, settingsSchema } from "./schema.ts"

/** Where settings may stand: a file of their own, or a part of the project's manifest. The first in this order wins. */
export const configFiles = ["gatelint.json", "pyproject.toml", "package.json"] as const

/**
 * The settings that a file holds.
 * @param file its path as the user knows it; the last name decides where in the text the settings are
 * @param rules every rule there is
 * @param frameworks every framework there is; empty takes any name
 * @returns `undefined` where a manifest says nothing about gatelint
 * @throws ConfigError on the first wrong key or value
 */
export function parseSettings(
  file: string,
  text: string,
  rules: readonly RuleEntry[],
  frameworks: readonly string[],
): Settings | undefined {
  const section = sectionOf(file)
  // A manifest that is broken elsewhere is not our business as long as it doesn't speak of us.
  if (section.length > 0 && !text.includes("gatelint")) return undefined
  const isOwn = section.length === 0
  const whole = file.endsWith(".toml") ? readToml(file, text) : readJson(file, text, { comments: isOwn })
  const value = section.reduce<unknown>(childOf, whole.value)
  if (value === undefined) return undefined
  const schema = settingsSchema(rules, frameworks)
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  if (issue === undefined) throw result.error
  throw explainIssue(issue, { file, section, value, rules, frameworks, locate: whole.locate })
}

/** Where in the file the settings stand: `["tool", "gatelint"]` in pyproject.toml. */
function sectionOf(file: string): readonly string[] {
  if (file.endsWith(".toml")) return ["tool", "gatelint"]
  return /(^|[\\/])package\.json$/.test(file) ? ["gatelint"] : []
}

function childOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined
}

/** The parser keeps no places of what is right. */
function readToml(file: string, text: string): Pick<JsonText, "value"> & { readonly locate: undefined } {
  try {
    return { value: parseToml(text), locate: undefined }
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    const what = error.message.split("\n")[0]?.replace(/^Invalid TOML document: /, "") ?? ""
    throw new ConfigError(file, "", `not valid TOML (${what})`, undefined, { line: error.line, column: error.column })
  }
}
