import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { configJsonSchema } from "../src/config/json-schema.ts"
import { projectKeys } from "../src/config/schema.ts"
import { frameworkNames, ruleCatalogue } from "../src/gatelint.ts"
import { matrix } from "./matrix.ts"
import { pageAssets } from "./page-assets.ts"
import { root } from "./root.ts"

type Entry = (typeof ruleCatalogue)[number]

// Writes what docs repeat from the code: `generate` writes it, `generate --check` only says what is stale.
const stale = [
  ...ruleCatalogue.map(rulePage),
  readme(),
  configSchema(),
  configuration(),
  manifest(),
  await page(),
  await rulesByFrameworks(),
].filter(({ before, after }) => before !== after)
const checking = process.argv.includes("--check")
for (const { path, after } of stale) {
  if (checking) process.stderr.write(`${path} is stale: npm run generate\n`)
  else writeFileSync(join(root, path), after)
}
if (checking && stale.length > 0) process.exitCode = 1

interface Generated {
  readonly path: string
  readonly before: string
  readonly after: string
}

/** A rule's page: everything above its first section comes from the rule. */
function rulePage(rule: Entry): Generated {
  const path = `docs/rules/${rule.id}.md`
  const before = read(path)
  const firstSection = before.indexOf("\n## ")
  const sections = firstSection < 0 ? "" : before.slice(firstSection)
  return { path, before, after: `${ruleHead(rule)}${sections}` }
}

function ruleHead({ id, description, severity, preset, spec }: Entry): string {
  return [
    `# ${id}`,
    "",
    description,
    "",
    `**${severity}** · preset \`${preset}\` · [${specificationName(spec)}](${spec})`,
    "",
  ].join("\n")
}

/** `https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2` → `RFC 9110, section 15.5.2`. */
function specificationName(spec: string): string {
  const [, rfc, section] = /\/rfc(\d+)(?:#section-([\d.]+))?/.exec(spec) ?? []
  if (rfc === undefined) return new URL(spec).hostname
  return section === undefined ? `RFC ${rfc}` : `RFC ${rfc}, section ${section}`
}

function readme(): Generated {
  const path = "README.md"
  const before = read(path)
  const rows = ruleCatalogue.map(
    ({ id, severity, description }) => `| [\`${id}\`](docs/rules/${id}.md) | ${severity} | ${description} |`,
  )
  const table = ["| rule | severity | what it does |", "| --- | --- | --- |", ...rows].join("\n")
  const after = between(between(before, "rules", table), "settings", settingsTable())
  return { path, before, after }
}

/** What lies between `<!-- name -->` and `<!-- /name -->` is replaced. */
function between(text: string, name: string, content: string): string {
  const marks = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(\\n<!-- /${name} -->)`)
  return text.replace(marks, (_, open, close) => open + content + close)
}

/** The editor's settings, from the manifest and its English texts. */
function settingsTable(): string {
  const texts: Readonly<Record<string, string>> = JSON.parse(read("package.nls.json"))
  const { contributes } = JSON.parse(read("package.json"))
  const settings: readonly (readonly [string, Setting])[] = Object.entries(contributes.configuration.properties)
  const rows = settings.map(([key, { markdownDescription, enum: values, default: value }]) => {
    const choices = values === undefined ? "" : ` (${values.map((choice) => `\`${choice}\``).join(", ")})`
    return `| \`${key}\` | \`${JSON.stringify(value)}\` | ${texts[markdownDescription.slice(1, -1)]}${choices} |`
  })
  return ["| setting | default | what it does |", "| --- | --- | --- |", ...rows].join("\n")
}

interface Setting {
  readonly markdownDescription: string
  readonly enum?: readonly string[]
  readonly default: unknown
}

/** The extension's manifest: the setting `gatelint.rules` names every rule. */
function manifest(): Generated {
  const path = "package.json"
  const before = read(path)
  const whole = JSON.parse(before)
  whole.contributes.configuration.properties["gatelint.rules"].properties = Object.fromEntries(
    ruleCatalogue.map(({ id, description, severity }) => [
      id,
      { description, type: "string", enum: ["off", "error", "warning", "info"], default: severity },
    ]),
  )
  return { path, before, after: `${JSON.stringify(whole, undefined, 2)}\n` }
}

function configSchema(): Generated {
  const path = "docs/config.schema.json"
  return {
    path,
    before: read(path),
    after: `${JSON.stringify(configJsonSchema(ruleCatalogue, frameworkNames), undefined, 2)}\n`,
  }
}

/** The table of the settings' keys. */
function configuration(): Generated {
  const path = "docs/configuration.md"
  const before = read(path)
  const { properties } = configJsonSchema(ruleCatalogue, frameworkNames)
  const rows = Object.entries(Object(properties)).map(([key, schema]) => {
    const isProject = projectKeys.some((name) => name === key)
    const scope = key === "$schema" ? "" : isProject ? "project" : "files"
    return `| \`${key}\` | ${scope} | ${Object(schema).description} |`
  })
  const table = ["| key | holds for | what it says |", "| --- | --- | --- |", ...rows].join("\n")
  return { path, before, after: between(before, "keys", table) }
}

/** Which rule speaks of which framework, from the tests. */
async function rulesByFrameworks(): Promise<Generated> {
  const path = "docs/matrix.md"
  const { text, empty } = await matrix()
  if (empty.length > 0) throw new Error(`Neither a test nor a reason says what these rules do: ${empty.join(", ")}.`)
  return { path, before: read(path), after: text }
}

async function page(): Promise<Generated> {
  const path = "src/reporters/html/assets.ts"
  return { path, before: read(path), after: await pageAssets() }
}

/** A file of the repository; empty where it does not exist yet. */
function read(path: string): string {
  try {
    return readFileSync(join(root, path), "utf8")
  } catch {
    return ""
  }
}
