import { type CodeAction, commands, l10n, Uri, ViewColumn, window, workspace } from "vscode"
import type { PageMessage, PageRange } from "../../reporters/html/messages.ts"
import type { AuditResult } from "../../server/protocol.ts"
import { editorRange } from "../editor-range.ts"
import type { Server } from "../server.ts"
import { exportedText } from "./export.ts"

type Report = AuditResult["roots"][number]["report"]
type Open = Extract<PageMessage, { readonly type: "open" }>
type Fix = Extract<PageMessage, { readonly type: "fix" }>

/** Opens a place of the report beside it. */
export async function openFromReport(root: Uri, { file, range }: Open): Promise<void> {
  await window.showTextDocument(Uri.joinPath(root, file), {
    selection: editorRange(range),
    viewColumn: ViewColumn.Beside,
  })
}

/** Applies a fix of the report as the editor would at its place: unsafe ones ask before they are applied. */
export async function fixFromReport(server: Server, root: string, { rule, fingerprint, fix }: Fix): Promise<void> {
  // The `json` format is the report.
  const { findings } = JSON.parse(await exportedText(server, "json", root)) as Report
  const finding = findings.find((known) => known.fingerprint === fingerprint && known.rule === rule)
  const title = finding?.fixes[fix]?.title
  const action =
    finding &&
    (await actionsAt(Uri.joinPath(Uri.parse(root), finding.file), finding.range)).find(
      (offered) => offered.title === title,
    )
  if (action?.edit === undefined) {
    window.showInformationMessage(l10n.t("There is no fix here any more."))
    return
  }
  await workspace.applyEdit(action.edit, { isRefactoring: true })
}

async function actionsAt(uri: Uri, range: PageRange): Promise<readonly CodeAction[]> {
  const document = await workspace.openTextDocument(uri)
  // Shown, so that what is changed can be seen and undone.
  await window.showTextDocument(document, {
    viewColumn: ViewColumn.Beside,
    preserveFocus: true,
    selection: editorRange(range),
  })
  return commands.executeCommand("vscode.executeCodeActionProvider", uri, editorRange(range), "quickfix", 50)
}
