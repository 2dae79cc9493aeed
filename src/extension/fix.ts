import {
  type CodeAction,
  CodeActionKind,
  commands,
  type Disposable,
  l10n,
  Range,
  type TextDocument,
  type WorkspaceEdit,
  window,
  workspace,
} from "vscode"

/**
 * "Fix All Safe Problems in File" is the editor's own fix-all, narrowed to gatelint. The editor's command for it asks
 * whichever editor has the cursor by then and is silent about having done nothing: this one keeps to its document.
 */
export function registerFix(): Disposable {
  return commands.registerCommand("gatelint.fixFile", async () => {
    const document = window.activeTextEditor?.document
    if (document === undefined) {
      window.showInformationMessage(l10n.t("Open the file to fix first."))
      return
    }
    const edit = await fixAllOf(document)
    if (edit === undefined) window.showInformationMessage(l10n.t("There is no safe fix to apply in this file."))
    else await workspace.applyEdit(edit)
  })
}

/** The edit for the text as it is when it arrives: typing in the meantime asks anew. */
async function fixAllOf(document: TextDocument): Promise<WorkspaceEdit | undefined> {
  const kind = CodeActionKind.SourceFixAll.append("gatelint").value
  for (;;) {
    const { version } = document
    const whole = document.validateRange(new Range(0, 0, document.lineCount, 0))
    const actions = await commands.executeCommand<readonly CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      whole,
      kind,
      1,
    )
    if (document.version === version || document.isClosed) return actions[0]?.edit
  }
}
