import { type Disposable, EventEmitter, type ExtensionContext, l10n, Uri, window, workspace } from "vscode"
import {
  type BaseLanguageClient,
  ErrorAction,
  type ErrorHandler,
  RevealOutputChannelOn,
  State,
} from "vscode-languageclient"
import type { InitializationOptions, Notifications, Requests, Status } from "../server/protocol.ts"
import { answerFileRequests } from "./client-files.ts"
import type { Host } from "./host.ts"
import { languages } from "./languages.ts"

type Method = keyof Requests

/** The language server of this window, and the one way to talk to it. */
export class Server implements Disposable {
  readonly output = window.createOutputChannel("gatelint", { log: true })
  readonly #context: ExtensionContext
  readonly #host: Host
  readonly #statusEmitter = new EventEmitter<Status | undefined>()
  readonly #folders: Disposable
  /** What the server last said of itself; `undefined` while there is none. */
  readonly onStatus = this.#statusEmitter.event
  #client: BaseLanguageClient | undefined
  #ready: Promise<BaseLanguageClient> | undefined
  #schemes: readonly string[] = []

  constructor(context: ExtensionContext, host: Host) {
    this.#context = context
    this.#host = host
    // Only documents of the workspace's own file systems are read: the left side of a diff is none of them.
    this.#folders = workspace.onDidChangeWorkspaceFolders(() => {
      if (ownSchemes().some((scheme) => !this.#schemes.includes(scheme))) this.restart()
    })
  }

  /** Starts the server; what goes wrong is in the output and in the status item. */
  start(): void {
    this.#ready = this.#launch()
    this.#ready.catch((error) => this.output.error(String(error)))
  }

  async restart(): Promise<void> {
    this.#statusEmitter.fire(undefined)
    const client = this.#client
    this.#client = undefined
    await client?.dispose().catch((error) => this.output.warn(String(error)))
    this.start()
    await this.#ready?.catch(() => undefined)
  }

  /** Asks the server, which is started first where it is not running. */
  async request<M extends Method>(
    method: M,
    params: Requests[M]["params"],
    token?: Token,
  ): Promise<Requests[M]["result"]> {
    if (this.#client?.state === State.Stopped) await this.restart()
    const client = await (this.#ready ?? this.#launch())
    return token === undefined
      ? client.sendRequest<Requests[M]["result"]>(method, params)
      : client.sendRequest<Requests[M]["result"]>(method, params, token)
  }

  /** The running client, for what the protocol itself has. */
  async client(): Promise<BaseLanguageClient> {
    return this.#ready ?? this.#launch()
  }

  dispose(): void {
    this.#folders.dispose()
    this.#statusEmitter.dispose()
    this.#client?.dispose().catch(() => undefined)
    this.output.dispose()
  }

  async #launch(): Promise<BaseLanguageClient> {
    this.#schemes = ownSchemes()
    const initializationOptions: InitializationOptions = {
      pages: Uri.joinPath(this.#context.extensionUri, "docs/rules").toString(true),
      workspaceDiagnostics: "after-audit",
      status: true,
      ...this.#host.initialization(this.#context),
    }
    const client: BaseLanguageClient = this.#host.createClient(this.#context, {
      documentSelector: this.#schemes.flatMap((scheme) => languages.map((language) => ({ scheme, language }))),
      outputChannel: this.output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions,
      diagnosticPullOptions: { onChange: true, onSave: true, onFocus: true },
      errorHandler: comeBack(() => client),
    })
    this.#client = client
    answerFileRequests(client)
    const method: keyof Notifications = "gatelint/status"
    client.onNotification(method, (status: Status) => this.#statusEmitter.fire(status))
    client.onDidChangeState(({ newState }) => {
      if (newState !== State.Running && client === this.#client) this.#statusEmitter.fire(undefined)
    })
    await client.start().catch((error) => {
      this.output.error(l10n.t("The server did not start: {0}", String(error)))
      throw error
    })
    return client
  }
}

/** How often the server may end within three minutes. */
const maximumRestarts = 10

/**
 * Starts a server that has ended anew. What cannot be written to it any more means the same: left to itself, the client
 * would give it up after a few such writes, and would not start it again.
 */
function comeBack(client: () => BaseLanguageClient): ErrorHandler {
  let usual: ErrorHandler | undefined
  return {
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    closed: () => {
      usual ??= client().createDefaultErrorHandler(maximumRestarts)
      return usual.closed()
    },
  }
}

type Token = Parameters<BaseLanguageClient["sendRequest"]>[2]

/** Where documents may lie: on disk, in no file yet, or in a file system of the workspace. */
function ownSchemes(): readonly string[] {
  const folders = workspace.workspaceFolders ?? []
  return [...new Set(["file", "untitled", ...folders.map(({ uri }) => uri.scheme)])]
}
