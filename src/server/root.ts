import type { BaselineEntry } from "../config/baseline.ts"
import type { ConfigTree } from "../config/config-tree.ts"
import type { AuthMap } from "../model/auth-map.ts"
import type { Project } from "../model/project.ts"
import type { Content, Engine, Files, Host, Listing } from "./host.ts"
import type { ClientSettings } from "./protocol.ts"
import { Thinking } from "./thinking.ts"
import { pathBelow } from "./uris.ts"
import { type View, viewOf } from "./view.ts"

/** What a root is made of. */
export interface RootParts {
  /** URI of the folder that the engine's paths start from. */
  readonly uri: string
  /** URI of the workspace folder: findings outside of it are not shown. */
  readonly folder: string
  readonly name: string
  readonly settings: ConfigTree
  /** Findings that the folder has accepted. */
  readonly baseline: readonly BaselineEntry[]
  /** What lies below the root when it is made. */
  readonly listing: Listing
  /** The client's settings for the folder. */
  readonly client: ClientSettings
  readonly files: Files
  readonly host: Host
  /** Called when the first look at everything begins. */
  onStarted(root: Root): void
  /** Called whenever there is something new to show. */
  onSettled(root: Root): void
}

interface Buffer {
  readonly text: string
  readonly version: number
}

/** One project of the workspace: feeds the engine with files and buffers, thinks in slices, keeps what it found. */
export class Root {
  readonly #parts: RootParts
  readonly #thinking: Thinking
  readonly #buffers = new Map<string, Buffer>()
  readonly #changed = new Set<string>()
  readonly #versions = new Map<string, number>()
  #project: Project | undefined
  #listing: Listing | undefined
  #isListed = false
  #isOpen = false
  #isGone = false
  #running: Promise<View> | undefined
  #mapping: Promise<AuthMap> | undefined
  #view: View | undefined
  #progress = { indexed: 0, analysed: 0, found: 0 }

  constructor(parts: RootParts) {
    this.#parts = parts
    this.#listing = parts.listing
    this.#thinking = new Thinking(parts.host.pause)
  }

  get uri(): string {
    return this.#parts.uri
  }

  get folder(): string {
    return this.#parts.folder
  }

  /** What the paths of the workspace folder begin with: empty where the folder is the root, else it ends in `/`. */
  get prefix(): string {
    const folder = pathBelow(this.uri, this.folder) ?? ""
    return folder === "" ? "" : `${folder}/`
  }

  get name(): string {
    return this.#parts.name
  }

  get client(): ClientSettings {
    return this.#parts.client
  }

  /** Whether files could not be listed to the end. */
  get isOpen(): boolean {
    return this.#isOpen
  }

  /** What was known when this root last came to rest; `undefined` before that. */
  get view(): View | undefined {
    return this.#view
  }

  get isWorking(): boolean {
    return this.#running !== undefined
  }

  /** Files indexed and analysed so far, of how many. */
  get progress(): { readonly indexed: number; readonly analysed: number; readonly found: number } {
    return this.#progress
  }

  /** Ends the work that is going on; nobody is told of its result. */
  dispose(): void {
    this.#isGone = true
  }

  get isGone(): boolean {
    return this.#isGone
  }

  /** The version of a buffer that was taken in last; `undefined` where its file speaks for itself. */
  versionOf(path: string): number | undefined {
    return this.#buffers.get(path)?.version
  }

  /** Takes a buffer in: it stands for its file until it is closed. */
  change(path: string, text: string, version: number): void {
    this.#buffers.set(path, { text, version })
    this.#changed.add(path)
  }

  /** From here on the file speaks for itself. */
  close(path: string): void {
    this.#buffers.delete(path)
    this.#versions.delete(path)
    this.#changed.add(path)
  }

  /** A file changed on the disk. */
  touch(path: string): void {
    if (!this.#buffers.has(path)) this.#changed.add(path)
  }

  /** Files came or went. */
  relist(): void {
    this.#isListed = false
  }

  /** Comes to rest: everything that was handed in before this call is part of the view. */
  settle(): Promise<View> {
    if (this.#view !== undefined && !this.#isStale() && this.#running === undefined) return Promise.resolve(this.#view)
    if (this.#running !== undefined) return this.#running
    this.#running = this.#run().finally(() => {
      this.#running = undefined
    })
    if (this.#view === undefined) this.#parts.onStarted(this)
    return this.#running
  }

  /** The way in of every app, once this root is at rest. */
  map(): Promise<AuthMap> {
    this.#mapping ??= this.#map().finally(() => {
      this.#mapping = undefined
    })
    return this.#mapping
  }

  async #map(): Promise<AuthMap> {
    for (;;) {
      const { project } = await this.settle()
      const map = await this.#thinking.through(project.mapping(), () => this.isWorking)
      if (map !== undefined) return map
    }
  }

  async #run(): Promise<View> {
    const project = await this.#opened()
    while (!this.#isGone) {
      await this.#thinking.breathe()
      if (!this.#isListed) await this.#list(project)
      else if (this.#changed.size > 0) await this.#read(project, [...this.#changed])
      else {
        const { needs, done, indexed, analysed } = this.#thinking.work(project)
        this.#progress = { ...this.#progress, indexed, analysed }
        if (needs.length > 0) await this.#read(project, needs)
        else if (done) break
      }
    }
    const { settings, baseline } = this.#parts
    const shown = { prefix: this.prefix, excludes: settings.excludes, baseline }
    const report = await this.#thinking.through(project.reporting())
    const view = viewOf(project, report ?? project.report(), shown, new Map(this.#versions))
    this.#view = view
    if (!this.#isGone) this.#parts.onSettled(this)
    return view
  }

  async #opened(): Promise<Project> {
    if (this.#project !== undefined) return this.#project
    const { host, settings, uri } = this.#parts
    const grammars = await host.readGrammars()
    this.#project = await host.engine.createProject({ config: settings.config, root: uri, grammars, examples: false })
    return this.#project
  }

  async #list(project: Project): Promise<void> {
    const { engine } = this.#parts.host
    const listing = this.#listing ?? (await this.#parts.files.list(this.uri, (path) => isWanted(engine, path)))
    this.#listing = undefined
    this.#isListed = true
    const all = [...new Set([...listing.paths, ...this.#buffers.keys()])]
    this.#isOpen = !listing.complete
    this.#progress = { ...this.#progress, found: all.length }
    // A project that was never listed is an open one: nothing is said there of what is nowhere.
    if (listing.complete) project.list(all)
    else for (const path of all) this.#changed.add(path)
  }

  async #read(project: Project, paths: readonly string[]): Promise<void> {
    const { files, host } = this.#parts
    for (const path of paths) this.#changed.delete(path)
    const unread = paths.filter((path) => !this.#putBuffer(project, path))
    for (let from = 0; from < unread.length && !this.#isGone; from += files.batch) {
      const batch = unread.slice(from, from + files.batch)
      const contents = await files.read(this.uri, batch, host.engine.isManifest)
      for (const [index, path] of batch.entries()) {
        await this.#thinking.breathe()
        this.#put(project, path, contents[index] ?? { why: "vanished" })
      }
    }
  }

  /** A buffer that was opened while its file was read wins. */
  #put(project: Project, path: string, content: Content): void {
    if (!this.#putBuffer(project, path)) project.put(path, content)
  }

  #putBuffer(project: Project, path: string): boolean {
    const buffer = this.#buffers.get(path)
    if (buffer === undefined) return false
    this.#versions.set(path, buffer.version)
    project.put(path, new TextEncoder().encode(buffer.text))
    return true
  }

  #isStale(): boolean {
    return !this.#isListed || this.#changed.size > 0
  }
}

/** Whether a file is of use to the engine. */
export function isWanted(engine: Engine, path: string): boolean {
  return engine.sourceExtensions.some((end) => path.toLowerCase().endsWith(end)) || engine.isManifest(path)
}
