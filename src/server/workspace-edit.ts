import type { TextEdit, WorkspaceEdit } from "vscode-languageserver"
import type { FileEdit } from "../model/report.ts"
import { protocolRange } from "./positions.ts"
import type { Seen, Workspace } from "./workspace.ts"

/**
 * Edits as the client takes them: with the versions that they were made for, so that none is applied to another text.
 * @param question asked before they are applied; `undefined` where they may be applied at once
 */
export function workspaceEditOf(
  workspace: Workspace,
  { root, view }: Pick<Seen, "root" | "view">,
  edits: readonly FileEdit[],
  question: string | undefined,
): WorkspaceEdit {
  const { client, documents } = workspace
  const byFile = new Map<string, TextEdit[]>()
  const asks = question !== undefined && client.versionsEdits && client.annotatesEdits
  for (const { file, range, newText } of edits) {
    const edit = { range: protocolRange(range), newText, ...(asks ? { annotationId: "gatelint" } : {}) }
    const same = byFile.get(file)
    if (same === undefined) byFile.set(file, [edit])
    else same.push(edit)
  }
  const files = [...byFile].map(([file, changes]) => ({ file, uri: workspace.uriOf(root, file), changes }))
  if (!client.versionsEdits) return { changes: Object.fromEntries(files.map(({ uri, changes }) => [uri, changes])) }
  return {
    documentChanges: files.map(({ file, uri, changes }) => {
      const version = documents.get(uri) === undefined ? null : (view.versions.get(file) ?? null)
      return { textDocument: { uri, version }, edits: changes }
    }),
    ...(asks ? { changeAnnotations: { gatelint: { label: question, needsConfirmation: true } } } : {}),
  }
}
