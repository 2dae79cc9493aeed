import { commands, type Disposable, type ExtensionContext, l10n, languages, Uri, window, workspace } from "vscode"

/** "Open Rule Documentation": of the finding under the cursor, or of the rule that is picked. */
export function registerRuleDocumentation({ extensionUri }: ExtensionContext): Disposable {
  const folder = Uri.joinPath(extensionUri, "docs/rules")
  return commands.registerCommand("gatelint.openRuleDocumentation", async (given?: string) => {
    const rule = given ?? ruleAtCursor() ?? (await pickRule(folder))
    if (rule !== undefined) await commands.executeCommand("markdown.showPreview", Uri.joinPath(folder, `${rule}.md`))
  })
}

function ruleAtCursor(): string | undefined {
  const editor = window.activeTextEditor
  if (editor === undefined) return undefined
  const at = editor.selection.active
  const [found] = languages
    .getDiagnostics(editor.document.uri)
    .filter(({ source, range }) => source === "gatelint" && range.start.line <= at.line && at.line <= range.end.line)
  const code = typeof found?.code === "object" ? found.code.value : found?.code
  return code === undefined ? undefined : String(code)
}

async function pickRule(folder: Uri): Promise<string | undefined> {
  const files = await workspace.fs.readDirectory(folder)
  const rules = files.flatMap(([name]) => (name.endsWith(".md") ? [name.slice(0, -".md".length)] : []))
  return window.showQuickPick(rules.sort(), { placeHolder: l10n.t("Which rule's page?") })
}
