import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join, relative, sep } from "node:path"
import { configFiles, parseSettings } from "../config/parse.ts"
import { findFiles, reasonOf } from "../disk/files.ts"
import { findRoot } from "../disk/root.ts"
import type { Host } from "./host.ts"
import { styleOf } from "./style.ts"
import { type ColorChoice, wantsColor } from "./terminal.ts"
import { UserError } from "./user-error.ts"

const [file] = configFiles

/** Where the schema lies in a project that has gatelint among its packages. */
const packagedSchema = "node_modules/gatelint/docs/config.schema.json"

/**
 * `gatelint init`: writes settings that change nothing yet, and says what it found.
 * @throws UserError where the folder has settings already, or cannot be written
 */
export function init(host: Host, color: ColorChoice): void {
  const { cwd, stdout, env } = host
  refuseExisting(host)
  try {
    // `wx`: not even a file that came between is overwritten.
    writeFileSync(join(cwd, file), settingsText(schemaOf(host)), { flag: "wx" })
  } catch (error) {
    throw new UserError(`cannot write ${file}: ${reasonOf(error)}`)
  }
  const style = styleOf(wantsColor(color, stdout, env))
  const rows = [
    [file, "written: the recommended rules, each at its own severity"],
    ["found", foundIn(host)],
    ["next", "gatelint check"],
  ] as const
  const width = Math.max(...rows.map(([name]) => name.length))
  stdout.write(rows.map(([name, text]) => `${style.dim(name.padEnd(width))}  ${text}\n`).join(""))
}

function refuseExisting({ cwd, engine }: Host): void {
  for (const name of configFiles) {
    const path = join(cwd, name)
    if (!existsSync(path)) continue
    if (name === file) throw new UserError(`${file} is there already: \`gatelint check\` uses it`)
    if (parseSettings(name, readFileSync(path, "utf8"), engine.ruleCatalogue, engine.frameworkNames) === undefined)
      continue
    throw new UserError(`${name} has settings of gatelint already: \`gatelint check\` uses them`)
  }
}

/** The frameworks that the manifests below name, each with the folders of its projects. */
function foundIn({ cwd, engine }: Host): string {
  const { files } = findFiles({ root: cwd, wants: (path) => engine.isManifest(path), honoursIgnore: true })
  const manifests = files.filter((path) => path !== file)
  if (manifests.length === 0) return "no manifest, so gatelint goes by what files import"
  const texts = new Map(manifests.map((path) => [path, readFileSync(join(cwd, path), "utf8")]))
  const frameworks = engine.frameworksIn(texts)
  const names = [...new Set(frameworks.map(({ name }) => name))]
  if (names.length === 0) return "no framework that gatelint knows in the manifests"
  const whole = names.map((name) => {
    const folders = frameworks.filter((one) => one.name === name && one.folder !== "").map(({ folder }) => folder)
    return folders.length === 0 ? name : `${name} (${folders.join(", ")})`
  })
  return whole.join(", ")
}

/** From the settings' folder; where this gatelint lies outside of the project, as if it were one of its packages. */
function schemaOf({ cwd, schemaPath }: Host): string {
  const isInside = schemaPath.startsWith(findRoot([cwd], true) + sep)
  const path = isInside ? relative(cwd, schemaPath).split(sep).join("/") : packagedSchema
  return path.startsWith("../") ? path : `./${path}`
}

function settingsText(schema: string): string {
  return `{
  "$schema": ${JSON.stringify(schema)},

  // "recommended", or "strict", which adds matters of style.
  "preset": "recommended",

  // Rules at another severity: "off", "hint", "info", "warning" or "error". \`gatelint rules\` lists them.
  "rules": {},

  // Files to say nothing about, as in .gitignore. They are still read as context.
  "exclude": []
}
`
}
