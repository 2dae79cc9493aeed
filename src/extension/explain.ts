import {
  commands,
  type Disposable,
  l10n,
  Position,
  type QuickPickItem,
  QuickPickItemKind,
  Range,
  Uri,
  window,
  workspace,
} from "vscode"
import type { Server } from "./server.ts"

/** A fact; its detail is the place where it stands. */
type FactItem = Pick<QuickPickItem, "label" | "description" | "detail" | "kind">

/** "Explain This Line": every fact of the line under the cursor, and for each unknown the reason. */
export function registerExplain(server: Server): Disposable {
  return commands.registerCommand("gatelint.explainLine", async () => {
    const editor = window.activeTextEditor
    if (editor === undefined) return
    const { document, selection } = editor
    const line = selection.active.line + 1
    const explanation = await server.request("gatelint/explain", { uri: document.uri.toString(), line })
    if (explanation === null || explanation.facts.length === 0) {
      window.showInformationMessage(l10n.t("gatelint knows nothing about line {0}.", line))
      return
    }
    const items = explanation.facts.flatMap(({ title, rows }): FactItem[] => [
      { label: title, kind: QuickPickItemKind.Separator },
      ...rows.map(({ name, value, at }) => ({
        label: name,
        description: value,
        ...(at === undefined ? {} : { detail: at }),
      })),
    ])
    const picked = await window.showQuickPick(items, {
      title: l10n.t("What gatelint knows about line {0}", line),
      placeHolder: l10n.t("Pick a fact to go to where it stands"),
      matchOnDescription: true,
    })
    if (picked?.detail !== undefined) await open(picked.detail, document.uri)
  })
}

/** Goes to `app/security.py:23:5`, a path from the root of the file that was asked about. */
async function open(at: string, asked: Uri): Promise<void> {
  const [, path = "", line = "1", column = "1"] = /^(.+?):(\d+)(?::(\d+))?$/.exec(at) ?? []
  const folder = workspace.getWorkspaceFolder(asked)?.uri
  const candidates = folder === undefined ? [asked] : [Uri.joinPath(folder, path), asked]
  for (const uri of candidates) {
    const position = new Position(Number(line) - 1, Number(column) - 1)
    try {
      await window.showTextDocument(uri, { selection: new Range(position, position) })
      return
    } catch {
      // The root may lie above the folder; then the asked file itself is opened.
    }
  }
}
