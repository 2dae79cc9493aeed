import { URI } from "vscode-uri"
import { exclusion } from "../config/exclusion.ts"
import { configFiles, parseSettings } from "../config/parse.ts"
import { resolveConfig } from "../config/resolve.ts"
import type { Settings } from "../config/schema.ts"
import type { Config } from "../model/config.ts"
import type { Host } from "./host.ts"
import type { ClientSettings } from "./protocol.ts"
import { lastName, parentUri, pathBelow, uriBelow } from "./uris.ts"

/** What holds for one folder of the workspace. */
export interface FolderConfig {
  readonly config: Config
  /** Whether nothing is said about a file, given from the root. */
  excludes(file: string): boolean
}

/** A config file and what it says. */
interface Found {
  readonly uri: string
  readonly settings: Settings
}

/** A config file with a mistake in it. */
export class FolderConfigError extends Error {
  override readonly name = "FolderConfigError"
  readonly uri: string

  constructor(uri: string, cause: Error) {
    super(cause.message, { cause })
    this.uri = uri
  }
}

/**
 * The settings of a folder: of the nearest config file from the folder up to the root, and of the client where that is
 * silent.
 * @param root URI of the analysis root, at or above the folder
 * @throws FolderConfigError on a wrong key or value, or where the file that the client names is missing
 */
export async function readFolderConfig(
  { engine, files }: Pick<Host, "engine" | "files">,
  root: string,
  folder: string,
  client: ClientSettings,
): Promise<FolderConfig> {
  const rules = engine.ruleCatalogue
  const read = async (uri: string): Promise<Found | undefined> => {
    const text = await files.readText(uri)
    if (text === undefined) return undefined
    try {
      const settings = parseSettings(lastName(uri), text, rules)
      return settings === undefined ? undefined : { uri, settings }
    } catch (error) {
      throw error instanceof Error ? new FolderConfigError(uri, error) : error
    }
  }
  const found = client.configPath ? await named(read, folder, client.configPath) : await nearest(read, root, folder)
  const rulesOf = Object.fromEntries(rules.flatMap(({ id }) => (client.rules?.[id] ? [[id, client.rules[id]]] : [])))
  const settings: Settings = {
    preset: client.preset,
    ...found?.settings,
    rules: { ...rulesOf, ...found?.settings.rules },
  }
  const ofFile = exclusion(found?.settings.exclude ?? [], found === undefined ? "" : below(root, parentUri(found.uri)))
  const ofClient = exclusion(client.exclude ?? [], below(root, folder))
  return { config: resolveConfig(settings, rules), excludes: (file) => ofFile(file) || ofClient(file) }
}

type Read = (uri: string) => Promise<Found | undefined>

async function nearest(read: Read, root: string, from: string): Promise<Found | undefined> {
  for (let folder = from; ; folder = parentUri(folder)) {
    for (const name of configFiles) {
      const found = await read(uriBelow(folder, name))
      if (found !== undefined) return found
    }
    if (pathBelow(root, folder) === "" || pathBelow(root, folder) === undefined) return undefined
  }
}

async function named(read: Read, folder: string, path: string): Promise<Found> {
  const isAbsolute = /^([\\/]|[A-Za-z]:)/.test(path)
  const uri = isAbsolute ? URI.file(path).toString() : uriBelow(folder, path)
  const found = await read(uri)
  if (found === undefined) throw new FolderConfigError(uri, new Error(`${path} says nothing about gatelint`))
  return found
}

function below(root: string, folder: string): string {
  return pathBelow(root, folder) ?? ""
}
