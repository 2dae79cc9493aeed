import { URI } from "vscode-uri"
import { type ConfigTree, type FolderSettings, resolveTree } from "../config/config-tree.ts"
import { exclusion } from "../config/exclusion.ts"
import { configFiles, parseSettings } from "../config/parse.ts"
import { resolveConfig } from "../config/resolve.ts"
import type { Settings } from "../config/schema.ts"
import type { Files, Host } from "./host.ts"
import type { ClientSettings } from "./protocol.ts"
import { pathBelow, uriBelow } from "./uris.ts"

/** A config file with a mistake in it. */
export class FolderConfigError extends Error {
  override readonly name = "FolderConfigError"
  readonly uri: string

  constructor(uri: string, cause: Error) {
    super(cause.message, { cause })
    this.uri = uri
  }
}

/** Where the settings of a workspace folder are looked for. */
export interface FolderConfigSearch {
  readonly engine: Host["engine"]
  readonly files: Pick<Files, "read" | "readText" | "batch">
  /** URI of the analysis root, at or above the folder. */
  readonly root: string
  /** URI of the workspace folder. */
  readonly folder: string
  /** What the root holds. */
  readonly paths: readonly string[]
}

/**
 * The settings of a root: of its config files, as the command line reads them, and of the client where those are silent.
 * @throws FolderConfigError on a wrong key or value, or where the file that the client names is missing
 */
export async function readFolderConfig(search: FolderConfigSearch, client: ClientSettings): Promise<ConfigTree> {
  const { engine, root, folder, paths } = search
  const from = pathBelow(root, folder) ?? ""
  const ofClient = exclusion(client.exclude ?? [], from)
  const tree = client.configPath ? await named(search, client.configPath, from) : undefined
  if (tree !== undefined) return { ...tree, excludes: (file) => tree.excludes(file) || ofClient(file) }
  const found = (await foundIn(search)).map((one) => ({ ...one, settings: withDefaults(one.settings, client) }))
  const isCovered = found.some((one) => one.folder === "" || one.folder === from || from.startsWith(`${one.folder}/`))
  const own = { folder: from, file: "the editor's settings", settings: withDefaults({}, client) }
  const projects = new Set(
    paths.filter((path) => engine.isManifest(path) && nameOf(path) !== "gatelint.json").map(folderOf),
  )
  const whole = resolveTree(isCovered ? found : [...found, own], engine.ruleCatalogue, (one) => projects.has(one))
  return { ...whole, excludes: (file) => whole.excludes(file) || ofClient(file) }
}

/** What the client wants holds where a file says nothing. */
function withDefaults(settings: Settings, { preset, rules }: ClientSettings): Settings {
  return { preset, ...settings, rules: { ...rules, ...settings.rules } }
}

async function foundIn(search: FolderConfigSearch): Promise<readonly FolderSettings[]> {
  const { files, root, paths } = search
  const candidates = configFiles.flatMap((name) => paths.filter((path) => nameOf(path) === name))
  const found = new Map<string, FolderSettings>()
  for (let at = 0; at < candidates.length; at += files.batch) {
    const batch = candidates.slice(at, at + files.batch)
    const contents = await files.read(root, batch, () => true)
    for (const [index, file] of batch.entries()) {
      const content = contents[index]
      const folder = folderOf(file)
      if (!(content instanceof Uint8Array) || found.has(folder)) continue
      const settings = parsed(search, uriBelow(root, file), file, new TextDecoder().decode(content))
      if (settings !== undefined) found.set(folder, { folder, file, settings })
    }
  }
  return [...found.values()]
}

async function named(search: FolderConfigSearch, path: string, from: string): Promise<ConfigTree> {
  const { engine, files, folder } = search
  const isAbsolute = /^([\\/]|[A-Za-z]:)/.test(path)
  const uri = isAbsolute ? URI.file(path).toString() : uriBelow(folder, path)
  const text = await files.readText(uri)
  const settings = text === undefined ? undefined : parsed(search, uri, path, text)
  if (settings === undefined) throw new FolderConfigError(uri, new Error(`${path} says nothing about gatelint`))
  return {
    config: resolveConfig(settings, engine.ruleCatalogue),
    excludes: exclusion(settings.exclude ?? [], isAbsolute ? from : folderOf(from === "" ? path : `${from}/${path}`)),
  }
}

function parsed({ engine }: FolderConfigSearch, uri: string, file: string, text: string): Settings | undefined {
  try {
    return parseSettings(file, text, engine.ruleCatalogue, engine.frameworkNames)
  } catch (error) {
    throw error instanceof Error ? new FolderConfigError(uri, error) : error
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1)
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")))
}
