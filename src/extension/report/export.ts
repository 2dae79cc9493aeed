import { l10n, Uri, window, workspace } from "vscode"
import type { Server } from "../server.ts"

const formats = [
  { label: "HTML", format: "html", ending: "html" },
  { label: "Markdown", format: "markdown", ending: "md" },
  { label: "SARIF", format: "sarif", ending: "sarif" },
  { label: "JSON", format: "json", ending: "json" },
] as const

/** Asks for a format and a place, and writes the report of a root there. */
export async function exportReport(server: Server, root: string): Promise<void> {
  const picked = await window.showQuickPick(formats, { placeHolder: l10n.t("Export the report as") })
  if (picked === undefined) return
  const { label, format, ending } = picked
  const target = await window.showSaveDialog({
    title: l10n.t("Export the report"),
    defaultUri: Uri.joinPath(Uri.parse(root), `gatelint-report.${ending}`),
    filters: { [label]: [ending] },
  })
  if (target === undefined) return
  await workspace.fs.writeFile(target, new TextEncoder().encode(await exportedText(server, format, root)))
  const open = l10n.t("Open")
  const answer = await window.showInformationMessage(l10n.t("The report is in {0}.", target.fsPath), open)
  if (answer === open) await window.showTextDocument(target)
}

/** The report of one root in a format of the command line. */
export async function exportedText(server: Server, format: string, root: string): Promise<string> {
  const { documents } = await server.request("gatelint/export", { format, uri: root })
  return (documents.find(({ uri }) => uri === root) ?? documents[0])?.text ?? ""
}
