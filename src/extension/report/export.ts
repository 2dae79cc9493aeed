import { l10n, Uri, window, workspace } from "vscode"
import type { Server } from "../server.ts"

const endings: Readonly<Record<string, string>> = { html: "html", markdown: "md", sarif: "sarif", json: "json" }

/** The formats that a report is exported to. */
export const formats: readonly string[] = Object.keys(endings)

/** Asks where to, and writes the report of a root there. */
export async function exportReport(server: Server, format: string, root: string): Promise<void> {
  const ending = endings[format] ?? "txt"
  const target = await window.showSaveDialog({
    title: l10n.t("Export the report"),
    defaultUri: Uri.joinPath(Uri.parse(root), `gatelint-report.${ending}`),
    filters: { [format]: [ending] },
  })
  if (target === undefined) return
  const text = await exportedText(server, format, root)
  await workspace.fs.writeFile(target, new TextEncoder().encode(text))
  const open = l10n.t("Open")
  const answer = await window.showInformationMessage(l10n.t("The report is in {0}.", target.fsPath), open)
  if (answer === open) await window.showTextDocument(target)
}

/** The report of one root in a format of the command line. */
export async function exportedText(server: Server, format: string, root: string): Promise<string> {
  const { documents } = await server.request("gatelint/export", { format, uri: root })
  return (documents.find(({ uri }) => uri === root) ?? documents[0])?.text ?? ""
}
