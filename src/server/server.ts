import {
  CodeActionKind,
  type Connection,
  type InitializeParams,
  type ServerCapabilities,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver"
import { TextDocument } from "vscode-languageserver-textdocument"
import { registerAudit } from "./audit.ts"
import { registerAuthMap } from "./auth-map.ts"
import { clientOf } from "./client.ts"
import { fixAllKind, openRuleCommand, registerCodeActions } from "./code-actions.ts"
import { registerCodeLens } from "./code-lens.ts"
import { registerDiagnostics } from "./diagnostics.ts"
import type { Host } from "./host.ts"
import { registerHover } from "./hover.ts"
import { registerStatus } from "./status.ts"
import { registerTexts } from "./texts.ts"
import { registerWatching } from "./watching.ts"
import { Workspace } from "./workspace.ts"
import { registerWorkspaceDiagnostics } from "./workspace-diagnostics.ts"

/**
 * Serves one client until it says goodbye.
 * @param makeHost called once, with what the client asked for
 */
export function serve(connection: Connection, makeHost: (params: InitializeParams) => Host): void {
  const documents = new TextDocuments(TextDocument)
  connection.onInitialize((params) => {
    const client = clientOf(params)
    const host = makeHost(params)
    const workspace = new Workspace(connection, host, client, documents)
    workspace.roots.setFolders(client.folders)
    documents.onDidOpen(({ document }) => workspace.opened(document.uri))
    documents.onDidChangeContent(() => workspace.wake())
    documents.onDidSave(({ document }) => workspace.saved(document.uri))
    documents.onDidClose(({ document }) => workspace.closed(document.uri))
    connection.onShutdown(() => workspace.stop())
    registerDiagnostics(workspace)
    registerCodeActions(workspace)
    registerWatching(workspace)
    registerStatus(workspace)
    registerHover(workspace)
    registerCodeLens(workspace)
    registerAuthMap(workspace)
    registerTexts(workspace)
    registerAudit(workspace, registerWorkspaceDiagnostics(workspace))
    return {
      capabilities: capabilitiesFor(workspace),
      serverInfo: { name: "gatelint", version: host.engine.version },
    }
  })
  documents.listen(connection)
  connection.listen()
}

function capabilitiesFor({ client }: Workspace): ServerCapabilities {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
    ...(client.pullsDiagnostics
      ? {
          diagnosticProvider: {
            identifier: "gatelint",
            interFileDependencies: true,
            workspaceDiagnostics: client.options.workspaceDiagnostics !== undefined,
          },
        }
      : {}),
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind], resolveProvider: true },
    executeCommandProvider: { commands: [openRuleCommand] },
    hoverProvider: true,
    codeLensProvider: {},
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  }
}
