import {
  type Diagnostic,
  DiagnosticRefreshRequest,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type FullDocumentDiagnosticReport,
  type UnchangedDocumentDiagnosticReport,
} from "vscode-languageserver"
import { diagnosticOf } from "./diagnostic.ts"
import type { Root } from "./root.ts"
import type { View } from "./view.ts"
import type { Workspace } from "./workspace.ts"

type Pulled = FullDocumentDiagnosticReport | UnchangedDocumentDiagnosticReport

/** Findings of documents: pulled by the clients that can, pushed to the others. */
export function registerDiagnostics(workspace: Workspace): void {
  const { client, connection, documents } = workspace
  const results = new Results()
  /** What a client that pulls has of each open document: the version it asked for, and the answer. */
  const pulled = new Map<string, { readonly version: number | undefined; readonly id: string }>()

  const answer = (uri: string, items: readonly Diagnostic[], previous: string | undefined): Pulled => {
    const resultId = results.idOf(uri, items)
    pulled.set(uri, { version: documents.get(uri)?.version, id: resultId })
    return resultId === previous
      ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
      : { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...items] }
  }

  if (client.pullsDiagnostics) {
    connection.languages.diagnostics.on(async ({ textDocument: { uri }, previousResultId }, token) => {
      const seen = await workspace.settled(uri, token)
      const items = seen === undefined ? [] : diagnosticsOf(workspace, seen.root, seen.view, seen.path)
      const own: DocumentDiagnosticReport = answer(uri, items, previousResultId)
      if (seen === undefined || !client.takesRelatedDocuments) return own
      // An edit moves findings of other files: those that are open and were shown differently come along.
      const related: Record<string, Pulled> = {}
      for (const [other, { id, version }] of pulled) {
        if (other === uri || documents.get(other)?.version !== version) continue
        const changed = changedItems(workspace, results, seen.root, other, id)
        if (changed !== undefined) related[other] = answer(other, changed, undefined)
      }
      return Object.keys(related).length === 0 ? own : { ...own, relatedDocuments: related }
    })
    documents.onDidClose(({ document: { uri } }) => pulled.delete(uri))
  } else {
    documents.onDidClose(({ document: { uri } }) => {
      results.forget(uri)
      connection.sendDiagnostics({ uri, diagnostics: [] })
    })
  }

  const refresh = () => {
    // The client may be gone by now: then there is nobody to tell.
    if (client.refreshesDiagnostics) connection.sendRequest(DiagnosticRefreshRequest.type).catch(() => undefined)
  }
  workspace.onSettled((root) => {
    if (!client.pullsDiagnostics) push(workspace, results, root)
    else if (isOutdated(workspace, results, root, pulled)) refresh()
  })
  workspace.onReset(() => {
    if (client.pullsDiagnostics) refresh()
    else clearStray(workspace, results).catch((error: unknown) => connection.console.error(String(error)))
  })
}

/** The shown findings of one file. */
export function diagnosticsOf(workspace: Workspace, root: Root, view: View, path: string): readonly Diagnostic[] {
  const uriOf = (file: string) => workspace.uriOf(root, file)
  return (view.findings.get(path) ?? []).map((finding) =>
    diagnosticOf(finding, workspace.client, uriOf, (rule) => workspace.pageOf(rule)),
  )
}

/** Names lists of diagnostics, so that an unchanged one is not sent again. */
export class Results {
  readonly #last = new Map<string, { readonly json: string; readonly id: string }>()
  #count = 0

  idOf(uri: string, items: readonly Diagnostic[]): string {
    const json = JSON.stringify(items)
    const known = this.#last.get(uri)
    if (known?.json === json) return known.id
    const id = String(++this.#count)
    this.#last.set(uri, { json, id })
    return id
  }

  /** Whether a list differs from the last one of its file; from here on it is the last one. */
  isNew(uri: string, items: readonly Diagnostic[]): boolean {
    const before = this.#last.get(uri)?.id
    return this.idOf(uri, items) !== before
  }

  forget(uri: string): void {
    this.#last.delete(uri)
  }
}

/** Whether a document that the client will not ask for by itself is shown differently from what is known now. */
function isOutdated(
  workspace: Workspace,
  results: Results,
  root: Root,
  pulled: ReadonlyMap<string, { readonly version: number | undefined; readonly id: string }>,
): boolean {
  return [...pulled].some(
    ([uri, { id, version }]) =>
      workspace.documents.get(uri)?.version === version &&
      changedItems(workspace, results, root, uri, id) !== undefined,
  )
}

/** A document's diagnostics where they are not those of the given name; `undefined` where they are, or of another root. */
function changedItems(
  workspace: Workspace,
  results: Results,
  root: Root,
  uri: string,
  id: string,
): readonly Diagnostic[] | undefined {
  const path = workspace.pathIn(root, uri)
  if (path === undefined || root.view === undefined) return undefined
  const items = diagnosticsOf(workspace, root, root.view, path)
  return results.idOf(uri, items) === id ? undefined : items
}

/** Documents that no root speaks of any more are shown without findings. */
async function clearStray(workspace: Workspace, results: Results): Promise<void> {
  for (const { uri } of workspace.documents.all()) {
    if ((await workspace.locate(uri)) === undefined && results.isNew(uri, [])) {
      workspace.connection.sendDiagnostics({ uri, diagnostics: [] })
    }
  }
}

function push(workspace: Workspace, results: Results, root: Root): void {
  const { view } = root
  if (view === undefined) return
  for (const { uri, version } of workspace.documents.all()) {
    const path = workspace.pathIn(root, uri)
    if (path === undefined || view.versions.get(path) === undefined) continue
    const diagnostics = [...diagnosticsOf(workspace, root, view, path)]
    if (!results.isNew(uri, diagnostics)) continue
    workspace.connection.sendDiagnostics({ uri, version: view.versions.get(path) ?? version, diagnostics })
  }
}
