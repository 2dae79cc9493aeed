import { PassThrough } from "node:stream"
import type {
  ClientCapabilities,
  Diagnostic,
  DocumentDiagnosticReport,
  InitializeResult,
  PublishDiagnosticsParams,
} from "vscode-languageserver"
import {
  createConnection,
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node"
import * as engine from "../../src/gatelint.ts"
import type { Engine, Files, Host } from "../../src/server/host.ts"
import type { ClientSettings, InitializationOptions } from "../../src/server/protocol.ts"
import { serve } from "../../src/server/server.ts"
import { grammars } from "../support/check.ts"

export interface EditorOptions {
  readonly capabilities?: ClientCapabilities
  readonly folders?: readonly string[]
  readonly initializationOptions?: InitializationOptions
  /** By folder; `""` for buffers outside of all. */
  readonly settings?: Record<string, ClientSettings>
  readonly engine?: Engine
}

/** What an editor of today says of itself. */
export const modern: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: { groupsOnLabel: true } },
  },
  textDocument: {
    diagnostic: {
      relatedDocumentSupport: true,
      relatedInformation: true,
      tagSupport: { valueSet: [1, 2] },
      codeDescriptionSupport: true,
    },
    codeAction: { resolveSupport: { properties: ["edit"] }, disabledSupport: true, dataSupport: true },
  },
}

/** An editor without pull, configuration or folders. */
export const old: ClientCapabilities = {
  textDocument: { publishDiagnostics: { relatedInformation: true } },
}

/** An editor at the other end of two streams, over files in memory below `file:///w`. */
export class Editor {
  readonly connection: ProtocolConnection
  readonly files: Map<string, string>
  readonly settings: Record<string, ClientSettings>
  readonly published: PublishDiagnosticsParams[] = []
  refreshes = 0
  initialized: InitializeResult | undefined
  readonly #versions = new Map<string, number>()

  constructor(connection: ProtocolConnection, files: Map<string, string>, settings: Record<string, ClientSettings>) {
    this.connection = connection
    this.files = files
    this.settings = settings
    connection.onRequest("workspace/configuration", ({ items }: { items: { scopeUri?: string }[] }) =>
      items.map(({ scopeUri }) => this.settings[scopeUri ?? ""] ?? null),
    )
    connection.onRequest("workspace/diagnostic/refresh", () => {
      this.refreshes++
      return null
    })
    connection.onRequest("client/registerCapability", () => null)
    connection.onRequest("window/workDoneProgress/create", () => null)
    connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      this.published.push(params)
    })
  }

  open(path: string, text = this.files.get(path) ?? "", languageId = "python"): string {
    const uri = path.includes(":") ? path : `file:///w/${path}`
    this.#versions.set(uri, 1)
    this.connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } })
    return uri
  }

  /** Replaces what stands between two positions, `line:character`, 0-based. */
  edit(uri: string, from: string, to: string, text: string): void {
    const version = (this.#versions.get(uri) ?? 0) + 1
    this.#versions.set(uri, version)
    this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ range: { start: position(from), end: position(to) }, text }],
    })
  }

  replace(uri: string, text: string): void {
    const version = (this.#versions.get(uri) ?? 0) + 1
    this.#versions.set(uri, version)
    this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    })
  }

  save(uri: string): void {
    this.connection.sendNotification("textDocument/didSave", { textDocument: { uri } })
  }

  close(uri: string): void {
    this.connection.sendNotification("textDocument/didClose", { textDocument: { uri } })
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest("textDocument/diagnostic", {
      textDocument: { uri },
      ...(previousResultId === undefined ? {} : { previousResultId }),
    })
  }

  /** The rules that speak in a document, with their lines, 0-based: `missing-challenge 3`. */
  async rules(uri: string): Promise<readonly string[]> {
    const report = await this.pull(uri)
    return "items" in report ? report.items.map(ruleAndLine) : []
  }

  /** A file of the disk changes, and the watcher says so. */
  write(path: string, text: string | undefined): void {
    const type = text === undefined ? 3 : this.files.has(path) ? 2 : 1
    if (text === undefined) this.files.delete(path)
    else this.files.set(path, text)
    this.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: `file:///w/${path}`, type }],
    })
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest("shutdown")
    this.connection.dispose()
  }
}

export function ruleAndLine({ code, range }: Diagnostic): string {
  return `${code} ${range.start.line}`
}

/** Starts a server and an editor that talks to it. */
export async function startEditor(
  files: Readonly<Record<string, string>>,
  options: EditorOptions = {},
): Promise<Editor> {
  const toServer = new PassThrough()
  const toClient = new PassThrough()
  const disk = new Map(Object.entries(files))
  const server = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient))
  serve(server, () => hostOf(disk, options.engine ?? engine))
  const client = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer))
  const editor = new Editor(client, disk, options.settings ?? {})
  client.listen()
  const folders = (options.folders ?? [""]).map((path) => ({ uri: `file:///w/${path}`.replace(/\/$/, ""), name: path }))
  editor.initialized = await client.sendRequest<InitializeResult>("initialize", {
    processId: null,
    rootUri: null,
    capabilities: options.capabilities ?? modern,
    workspaceFolders: folders,
    initializationOptions: options.initializationOptions,
  })
  client.sendNotification("initialized", {})
  return editor
}

function hostOf(disk: ReadonlyMap<string, string>, used: Engine): Host {
  const pathOf = (uri: string) => uri.replace(/^file:\/\/\/w\/?/, "")
  const memory: Files = {
    batch: 8,
    rootOf: async (uri) => (uri.endsWith(".py") ? uri.replace(/\/[^/]*$/, "") : uri),
    list: async (folder, wants) => {
      const prefix = `${pathOf(folder)}/`.replace(/^\/$/, "")
      const paths = [...disk.keys()].filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length))
      return { paths: paths.filter(wants), complete: true }
    },
    read: async (folder, paths) =>
      paths.map((path) => {
        const text = disk.get(pathOf(`${folder}/${path}`))
        return text === undefined ? { why: "vanished" } : new TextEncoder().encode(text)
      }),
    readText: async (uri) => disk.get(pathOf(uri)),
  }
  return {
    engine: used,
    files: memory,
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    readGrammars: async () => grammars,
    pages: "file:///package/docs/rules/",
  }
}

function position(word: string) {
  const [line = 0, character = 0] = word.split(":").map(Number)
  return { line, character }
}

/** Waits until something holds; it is asked again while the streams go on. */
export async function until(holds: () => boolean): Promise<void> {
  for (const end = performance.now() + 5000; !holds(); ) {
    if (performance.now() > end) throw new Error("It did not come to hold.")
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
