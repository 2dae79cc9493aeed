import { CodeActionKind, commands, type Disposable, l10n, window } from "vscode"

/** "Fix All Safe Problems in File" is the editor's own fix-all, narrowed to gatelint. */
export function registerFix(): Disposable {
  return commands.registerCommand("gatelint.fixFile", async () => {
    const editor = window.activeTextEditor
    if (editor === undefined) {
      window.showInformationMessage(l10n.t("Open the file to fix first."))
      return
    }
    await commands.executeCommand("editor.action.codeAction", {
      kind: CodeActionKind.SourceFixAll.append("gatelint").value,
      apply: "first",
    })
  })
}
