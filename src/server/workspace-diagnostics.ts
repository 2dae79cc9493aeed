import {
  DocumentDiagnosticReportKind,
  type PreviousResultId,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver"
import { diagnosticsOf, Results } from "./diagnostics.ts"
import { normalUri } from "./uris.ts"
import { orCancelled, type Workspace } from "./workspace.ts"

/**
 * Findings of files that are not open, for clients that opted in. A request is held until there is something new:
 * clients ask again as soon as they have an answer.
 * @returns tells that an audit was asked for: from then on its results stay up to date
 */
export function registerWorkspaceDiagnostics(workspace: Workspace): () => void {
  const mode = workspace.client.options.workspaceDiagnostics
  if (mode === undefined) return () => undefined
  const results = new Results()
  const news = new News()
  let isOn = mode === "always"
  workspace.onSettled(() => news.tell())
  workspace.onReset(() => news.tell())
  workspace.connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }, token) => {
    for (;;) {
      const next = news.next
      const items = isOn ? await orCancelled(gather(workspace, results, previousResultIds), token) : []
      if (items.some(({ kind }) => kind === DocumentDiagnosticReportKind.Full)) return { items }
      await orCancelled(next, token)
    }
  })
  return () => {
    isOn = true
    news.tell()
  }
}

/** Something to wait for, over and over. */
class News {
  #tell: () => void = () => undefined
  next = this.#renewed()

  tell(): void {
    this.#tell()
    this.next = this.#renewed()
  }

  #renewed(): Promise<void> {
    return new Promise((resolve) => {
      this.#tell = resolve
    })
  }
}

async function gather(
  workspace: Workspace,
  results: Results,
  previous: readonly PreviousResultId[],
): Promise<WorkspaceDocumentDiagnosticReport[]> {
  const ids = new Map(previous.map(({ uri, value }) => [normalUri(uri), { uri, value }]))
  const open = new Set(workspace.documents.all().map(({ uri }) => normalUri(uri)))
  const items: WorkspaceDocumentDiagnosticReport[] = []
  const report = (uri: string, diagnostics: ReturnType<typeof diagnosticsOf>) => {
    const key = normalUri(uri)
    const known = ids.get(key)
    ids.delete(key)
    // Open documents are asked for one by one.
    if (open.has(key)) return
    const resultId = results.idOf(key, diagnostics)
    items.push(
      known?.value === resultId
        ? { kind: DocumentDiagnosticReportKind.Unchanged, uri: known.uri, version: null, resultId }
        : {
            kind: DocumentDiagnosticReportKind.Full,
            uri: known?.uri ?? uri,
            version: null,
            resultId,
            items: [...diagnostics],
          },
    )
  }
  for (const root of await workspace.roots.all()) {
    const view = await root.settle()
    if (root.isGone) continue
    for (const path of view.findings.keys())
      report(workspace.uriOf(root, path), diagnosticsOf(workspace, root, view, path))
  }
  for (const { uri } of [...ids.values()]) report(uri, [])
  return items
}
