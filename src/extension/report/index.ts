import { commands, Disposable, l10n, type Uri, window } from "vscode"
import type { AuditResult } from "../../server/protocol.ts"
import type { Server } from "../server.ts"
import { exportReport } from "./export.ts"
import { ReportPanel } from "./panel.ts"

/** The report beside the code, and the buttons in its title. */
export interface ReportView extends Disposable {
  /** Shows what an audit found, at the project that a file or folder belongs to. */
  show(found: AuditResult, at: Uri | undefined): Promise<void>
}

export function registerReport(server: Server): ReportView {
  let panel: ReportPanel | undefined
  const registered = Disposable.from(
    server.onStatus((status) => {
      if (status?.state === "idle") panel?.renew().catch((error) => server.output.error(String(error)))
    }),
    commands.registerCommand("gatelint.exportReport", async () => {
      if (panel?.shown !== undefined) await exportReport(server, panel.shown.uri)
    }),
    commands.registerCommand("gatelint.switchReport", async () => {
      const roots = panel?.roots.map((root) => ({ label: root.name, description: root.uri, root })) ?? []
      const picked = await window.showQuickPick(roots, { placeHolder: l10n.t("Whose report?") })
      if (picked !== undefined) await panel?.showRoot(picked.root)
    }),
  )
  return {
    async show(found, at) {
      panel ??= new ReportPanel(server, () => {
        panel = undefined
      })
      await panel.show(found, at)
    },
    dispose() {
      registered.dispose()
      panel?.dispose()
    },
  }
}
