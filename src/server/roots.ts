import { readFolderBaseline } from "./folder-baseline.ts"
import { readFolderConfig } from "./folder-config.ts"
import type { Files, Host } from "./host.ts"
import type { ClientSettings } from "./protocol.ts"
import { isWanted, Root, type RootParts } from "./root.ts"
import { lastName, normalUri, pathBelow } from "./uris.ts"

/** A document's place: its root and its path from there. */
export interface Located {
  readonly root: Root
  readonly path: string
}

export interface RootsParts {
  readonly host: Host
  /** The client's settings for a folder. */
  settingsOf(folder: string | undefined): Promise<ClientSettings>
  onStarted(root: Root): void
  onSettled(root: Root): void
  /** A root that cannot be made: its config is wrong. */
  onFailed(folder: string, error: Error): void
}

interface Folder {
  readonly uri: string
  readonly name: string
}

/** Which project each file belongs to: one per workspace folder, one per stray file's root, one per untitled buffer. */
export class Roots {
  readonly #parts: RootsParts
  readonly #folders = new Map<string, Folder>()
  readonly #roots = new Map<string, Promise<Root | undefined>>()

  constructor(parts: RootsParts) {
    this.#parts = parts
  }

  setFolders(folders: readonly Folder[]): void {
    const wanted = new Map(
      folders.map(({ uri, name }) => {
        const normal = normalUri(uri).replace(/\/$/, "")
        return [normal, { uri: normal, name: name || lastName(normal) }] as const
      }),
    )
    for (const uri of this.#folders.keys()) if (!wanted.has(uri)) this.#drop(uri)
    this.#folders.clear()
    for (const [uri, folder] of wanted) this.#folders.set(uri, folder)
  }

  get folders(): readonly string[] {
    return [...this.#folders.keys()]
  }

  /** The roots that were made, without making any. */
  async made(): Promise<readonly Root[]> {
    const roots = await Promise.all(this.#roots.values())
    return roots.filter((root) => root !== undefined)
  }

  /** A root for every workspace folder, and those of stray files. */
  async all(): Promise<readonly Root[]> {
    for (const folder of this.#folders.values()) this.#rootOfFolder(folder)
    return this.made()
  }

  /**
   * Where a document belongs.
   * @param extension of the document's language: untitled buffers have none of their own
   * @returns `undefined` for schemes that are no files, switched-off folders and broken configs
   */
  async locate(uri: string, extension: string): Promise<Located | undefined> {
    const normal = normalUri(uri)
    const folder = this.#folderOf(normal)
    if (folder !== undefined) return locatedIn(await this.#rootOfFolder(folder), normal)
    if (normal.startsWith("untitled:")) return this.#untitled(normal, extension)
    if (!normal.startsWith("file:")) return undefined
    for (const root of await this.made()) {
      const located = locatedIn(root, normal)
      if (located !== undefined) return located
    }
    const uriOfRoot = await this.#parts.host.files.rootOf(normal)
    const stray = { uri: uriOfRoot, name: lastName(uriOfRoot) }
    return locatedIn(await this.#rootOfFolder(stray), normal)
  }

  /** Forgets all roots: what they were made with has changed. */
  reset(): void {
    for (const uri of [...this.#roots.keys()]) this.#drop(uri)
  }

  /** Forgets the root of an untitled buffer that was closed. */
  forget(uri: string): void {
    const normal = normalUri(uri)
    if (normal.startsWith("untitled:")) this.#drop(normal)
  }

  #folderOf(uri: string): Folder | undefined {
    return [...this.#folders.values()]
      .filter((folder) => pathBelow(folder.uri, uri) !== undefined)
      .sort((a, b) => b.uri.length - a.uri.length)[0]
  }

  #rootOfFolder({ uri, name }: Folder): Promise<Root | undefined> {
    const { files } = this.#parts.host
    return this.#remember(uri, async (client) =>
      this.#make({ uri: await files.rootOf(uri), folder: uri, name, files, client }),
    )
  }

  async #untitled(uri: string, extension: string): Promise<Located | undefined> {
    const place = { uri, folder: uri, name: lastName(uri), files: nothing }
    const root = await this.#remember(uri, (client) => this.#make({ ...place, client }))
    return root === undefined ? undefined : { root, path: `untitled${extension}` }
  }

  /** Lists first: where the settings stand is seen then. */
  async #make(place: Pick<RootParts, "uri" | "folder" | "name" | "files" | "client">): Promise<Root> {
    const { host, onStarted, onSettled } = this.#parts
    const { uri, folder, files, client } = place
    const listing = await files.list(uri, (path) => isWanted(host.engine, path))
    const search = { engine: host.engine, files, root: uri, folder, paths: listing.paths }
    const settings = await readFolderConfig(search, client)
    const baseline = await readFolderBaseline(files, folder)
    return new Root({ ...place, listing, settings, baseline, host, onStarted, onSettled })
  }

  #remember(uri: string, make: (settings: ClientSettings) => Promise<Root>): Promise<Root | undefined> {
    const known = this.#roots.get(uri)
    if (known !== undefined) return known
    const made = this.#parts
      .settingsOf(this.#folders.has(uri) ? uri : undefined)
      .then((settings) => (settings.enable === false ? undefined : make(settings)))
      .catch((error: unknown) => {
        this.#parts.onFailed(uri, error instanceof Error ? error : new Error(String(error)))
        return undefined
      })
    this.#roots.set(uri, made)
    return made
  }

  #drop(uri: string): void {
    const root = this.#roots.get(uri)
    this.#roots.delete(uri)
    root?.then((made) => made?.dispose())
  }
}

function locatedIn(root: Root | undefined, uri: string): Located | undefined {
  const path = root === undefined ? undefined : pathBelow(root.uri, uri)
  return root === undefined || path === undefined || path === "" ? undefined : { root, path }
}

/** The file system of an untitled buffer. */
const nothing: Files = {
  rootOf: (uri) => Promise.resolve(uri),
  list: () => Promise.resolve({ paths: [], complete: true }),
  read: (_, paths) => Promise.resolve(paths.map(() => ({ why: "vanished" }))),
  readText: () => Promise.resolve(undefined),
  batch: 64,
}
