import {
  type CancellationToken,
  type Connection,
  LSPErrorCodes,
  ResponseError,
  type TextDocuments,
} from "vscode-languageserver"
import type { TextDocument } from "vscode-languageserver-textdocument"
import type { Client } from "./client.ts"
import type { Host } from "./host.ts"
import type { ClientSettings } from "./protocol.ts"
import type { Root } from "./root.ts"
import { type Located, Roots } from "./roots.ts"
import { normalUri, uriBelow } from "./uris.ts"
import type { View } from "./view.ts"

/** A document's root at rest. */
export interface Seen extends Located {
  readonly view: View
}

/** How long nothing must happen before the server thinks by itself, in ms; a request does not wait. */
const lull = 60

/** File endings of the languages that editors name without a file. */
const extensions: Readonly<Record<string, string>> = {
  python: ".py",
  javascript: ".js",
  javascriptreact: ".jsx",
  typescript: ".ts",
  typescriptreact: ".tsx",
}

/** Everything that the features share: the client, its documents, and the roots that they belong to. */
export class Workspace {
  readonly connection: Connection
  readonly host: Host
  readonly client: Client
  readonly documents: TextDocuments<TextDocument>
  readonly roots: Roots
  readonly #listeners: ((root: Root) => void)[] = []
  readonly #starts: (() => void)[] = []
  readonly #resets: (() => void)[] = []
  readonly #failures: ((folder: string, error: Error | undefined) => void)[] = []
  readonly #located = new Map<string, Located>()
  readonly #saved = new Map<string, number>()
  readonly #settings = new Map<string, Promise<ClientSettings>>()
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(connection: Connection, host: Host, client: Client, documents: TextDocuments<TextDocument>) {
    this.connection = connection
    this.host = host
    this.client = client
    this.documents = documents
    this.roots = new Roots({
      host,
      settingsOf: (folder) => this.#settingsOf(folder),
      onStarted: () => {
        for (const listener of this.#starts) listener()
      },
      onSettled: (root) => {
        for (const listener of this.#listeners) listener(root)
      },
      onFailed: (folder, error) => {
        for (const listener of this.#failures) listener(folder, error)
      },
    })
  }

  /** A root begins to look at everything. */
  onStarted(listener: () => void): void {
    this.#starts.push(listener)
  }

  onSettled(listener: (root: Root) => void): void {
    this.#listeners.push(listener)
  }

  /** Settings changed: documents may belong to no root from now on, and then nothing settles. */
  onReset(listener: () => void): void {
    this.#resets.push(listener)
  }

  /** A folder's config cannot be read; `undefined` once all are tried anew. */
  onFailed(listener: (folder: string, error: Error | undefined) => void): void {
    this.#failures.push(listener)
  }

  /** A document's root, after it has taken in what is in the editor. */
  async locate(uri: string): Promise<Located | undefined> {
    const opened = this.documents.get(uri)
    const extension = extensions[opened?.languageId ?? ""] ?? ""
    const located = await this.roots.locate(uri, extension)
    const document = this.documents.get(uri)
    if (located === undefined || document === undefined || !this.isSource(located.path)) return located
    this.#located.set(uri, located)
    const { root, path } = located
    const taken = root.versionOf(path)
    const isDue = root.client.run !== "onSave" || taken === undefined || this.#saved.get(uri) === document.version
    if (taken !== document.version && isDue) root.change(path, document.getText(), document.version)
    return located
  }

  /**
   * A document's root at rest.
   * @returns `undefined` for what is no source of a project
   * @throws ResponseError when the request is cancelled
   */
  async settled(uri: string, token: CancellationToken): Promise<Seen | undefined> {
    for (;;) {
      const located = await this.locate(uri)
      if (located === undefined || !this.isSource(located.path)) return undefined
      const view = await orCancelled(located.root.settle(), token)
      if (!located.root.isGone) return { ...located, view }
    }
  }

  /**
   * Every root that is asked for, at rest. Where settings change meanwhile, roots are made anew, and so is this.
   * @param begun told which roots are waited for
   */
  async rest(
    token: CancellationToken,
    isAsked: (root: Root) => boolean = () => true,
    begun?: (roots: readonly Root[]) => void,
  ): Promise<readonly { readonly root: Root; readonly view: View }[]> {
    for (;;) {
      const asked = (await orCancelled(this.roots.all(), token)).filter(isAsked)
      begun?.(asked)
      const rested: { readonly root: Root; readonly view: View }[] = []
      for (const root of asked) rested.push({ root, view: await orCancelled(root.settle(), token) })
      if (asked.every(({ isGone }) => !isGone)) return rested
    }
  }

  /** The path of an open document in a root; `undefined` where it belongs to another. */
  pathIn(root: Root, uri: string): string | undefined {
    const located = this.#located.get(uri)
    return located?.root === root ? located.path : undefined
  }

  isSource(path: string): boolean {
    return this.host.engine.sourceExtensions.some((extension) => path.toLowerCase().endsWith(extension))
  }

  opened(uri: string): void {
    const document = this.documents.get(uri)
    if (document !== undefined) this.#saved.set(uri, document.version)
    this.wake()
  }

  /** A document was saved: what runs on save runs now. */
  saved(uri: string): void {
    this.opened(uri)
  }

  async closed(uri: string): Promise<void> {
    this.#saved.delete(uri)
    this.#located.delete(uri)
    if (uri.startsWith("untitled:")) this.roots.forget(uri)
    else {
      const located = await this.roots.locate(uri, "")
      if (this.documents.get(uri) === undefined) located?.root.close(located.path)
    }
    this.wake()
  }

  /** Lets the roots of open documents come to rest as soon as there is a lull. */
  wake(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#rest().catch((error: unknown) => {
        this.connection.console.error(
          `internal error, please report it: ${error instanceof Error ? error.stack : error}`,
        )
      })
    }, lull)
  }

  /** Settings or config files changed: everything is made anew. */
  reset(): void {
    this.#settings.clear()
    for (const listener of this.#failures) listener("", undefined)
    this.roots.reset()
    this.wake()
    for (const listener of this.#resets) listener()
  }

  /** The URI of a path of a root, spelled as the client spells it where it is open. */
  uriOf(root: Root, path: string): string {
    if (root.uri.startsWith("untitled:")) return this.#spelled(root.uri)
    return this.#spelled(uriBelow(root.uri, path))
  }

  /** Where a rule is explained: its page, or the specification where the pages are not at hand. */
  pageOf(rule: string): string | undefined {
    const entry = this.host.engine.ruleCatalogue.find(({ id }) => id === rule)
    const pages = this.client.options.pages ?? this.host.pages
    return pages === undefined || entry === undefined ? entry?.spec : `${pages.replace(/\/?$/, "/")}${rule}.md`
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.roots.reset()
  }

  async #rest(): Promise<void> {
    const located = await Promise.all(this.documents.all().map(({ uri }) => this.locate(uri)))
    const roots = new Set(located.flatMap((one) => (one !== undefined && this.isSource(one.path) ? [one.root] : [])))
    await Promise.all(
      [...roots, ...(await this.roots.made()).filter(({ view }) => view !== undefined)].map((root) => root.settle()),
    )
  }

  #spelled(uri: string): string {
    return this.documents.all().find((document) => normalUri(document.uri) === uri)?.uri ?? uri
  }

  #settingsOf(folder: string | undefined): Promise<ClientSettings> {
    const key = folder ?? ""
    const known = this.#settings.get(key)
    if (known !== undefined) return known
    const asked = this.client.configures
      ? this.connection.workspace
          .getConfiguration({ section: "gatelint", ...(folder === undefined ? {} : { scopeUri: folder }) })
          // An older server that the client does not know has no settings there.
          .then((value: ClientSettings | null | undefined) => value ?? this.client.options.settings ?? {})
      : Promise.resolve(this.client.options.settings ?? {})
    this.#settings.set(key, asked)
    return asked
  }
}

/** A promise's value, or the error of a cancelled request as soon as it is cancelled. */
export function orCancelled<T>(promise: Promise<T>, token: CancellationToken): Promise<T> {
  const cancelled = () => new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled")
  if (token.isCancellationRequested) return Promise.reject(cancelled())
  return new Promise((resolve, reject) => {
    const listening = token.onCancellationRequested(() => reject(cancelled()))
    promise.then(resolve, reject).finally(() => listening.dispose())
  })
}
