import type { InitializeParams } from "vscode-languageserver"
import type { InitializationOptions } from "./protocol.ts"

/** What the client at the other end can do, and what it asked for. */
export interface Client {
  readonly folders: readonly { readonly uri: string; readonly name: string }[]
  readonly options: InitializationOptions
  readonly pullsDiagnostics: boolean
  readonly takesRelatedDocuments: boolean
  readonly refreshesDiagnostics: boolean
  readonly showsRelated: boolean
  readonly showsTags: boolean
  readonly linksCodes: boolean
  readonly configures: boolean
  readonly announcesConfiguration: boolean
  readonly watches: boolean
  readonly announcesFolders: boolean
  readonly versionsEdits: boolean
  readonly annotatesEdits: boolean
  readonly resolvesEdits: boolean
  readonly opensDocuments: boolean
}

export function clientOf({ capabilities, workspaceFolders, rootUri, initializationOptions }: InitializeParams): Client {
  const { workspace, textDocument, window } = capabilities
  const shown = textDocument?.publishDiagnostics
  const pulled = textDocument?.diagnostic
  const edits = workspace?.workspaceEdit
  const single = rootUri == null ? [] : [{ uri: rootUri, name: "" }]
  return {
    folders: workspaceFolders ?? single,
    options: isRecord(initializationOptions) ? initializationOptions : {},
    pullsDiagnostics: pulled !== undefined,
    takesRelatedDocuments: pulled?.relatedDocumentSupport === true,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    // A client that pulls says so there, or still in the older place.
    showsRelated: (pulled?.relatedInformation ?? shown?.relatedInformation) === true,
    showsTags: (pulled?.tagSupport ?? shown?.tagSupport) !== undefined,
    linksCodes: (pulled?.codeDescriptionSupport ?? shown?.codeDescriptionSupport) === true,
    configures: workspace?.configuration === true,
    announcesConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watches: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    announcesFolders: workspace?.workspaceFolders === true,
    versionsEdits: edits?.documentChanges === true,
    annotatesEdits: edits?.changeAnnotationSupport !== undefined,
    resolvesEdits: textDocument?.codeAction?.resolveSupport?.properties.includes("edit") === true,
    opensDocuments: window?.showDocument?.support === true,
  }
}

function isRecord(value: unknown): value is InitializationOptions {
  return typeof value === "object" && value !== null
}
