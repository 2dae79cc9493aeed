import { commands, type Disposable, l10n, Uri, window, workspace } from "vscode"
import type { Server } from "./server.ts"

/** "Create Baseline": what is found today is accepted, and what is new is told from then on. */
export function registerBaseline(server: Server): Disposable {
  return commands.registerCommand("gatelint.createBaseline", async () => {
    const { documents } = await server.request("gatelint/baseline", {})
    for (const { uri, text } of documents) {
      await workspace.fs.writeFile(Uri.parse(uri), new TextEncoder().encode(text))
    }
    const files = documents.map(({ uri }) => workspace.asRelativePath(Uri.parse(uri)))
    window.showInformationMessage(l10n.t("The baseline is in {0}.", files.join(", ")))
  })
}
