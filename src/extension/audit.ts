import { commands, Disposable, l10n, type Progress, ProgressLocation, type Uri, window } from "vscode"
import { type BaseLanguageClient, WorkDoneProgress } from "vscode-languageclient"
import type { AuditResult } from "../server/protocol.ts"
import type { ReportView } from "./report/index.ts"
import type { Server } from "./server.ts"

/** "Audit Workspace" and "Audit Current File": progress, a cancel that works, then the report. */
export function registerAudit(server: Server, report: ReportView): Disposable {
  return Disposable.from(
    commands.registerCommand("gatelint.auditWorkspace", () => audit(server, report, undefined)),
    commands.registerCommand("gatelint.auditFile", () => audit(server, report, window.activeTextEditor?.document.uri)),
  )
}

/** What was found; `undefined` where it was cancelled or failed. */
async function audit(server: Server, report: ReportView, uri: Uri | undefined): Promise<AuditResult | undefined> {
  const title = uri === undefined ? l10n.t("gatelint audits the workspace") : l10n.t("gatelint audits the file")
  const result = await window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const client = await server.client()
      const workDoneToken = `gatelint-audit-${nextAudit++}`
      const shown = showProgress(client, workDoneToken, progress)
      try {
        const params = { workDoneToken, ...(uri === undefined ? {} : { uri: uri.toString() }) }
        return await server.request("gatelint/audit", params, token)
      } catch (error) {
        if (!token.isCancellationRequested) {
          server.output.error(String(error))
          window.showErrorMessage(
            l10n.t("The audit stopped: {0}", error instanceof Error ? error.message : String(error)),
          )
        }
        return undefined
      } finally {
        shown.dispose()
      }
    },
  )
  if (result !== undefined) await show(server, report, result, uri)
  return result
}

let nextAudit = 1

/** The findings are in the Problems panel by now; a report that cannot be shown takes none of them away. */
async function show(server: Server, report: ReportView, found: AuditResult, uri: Uri | undefined): Promise<void> {
  try {
    await report.show(found, uri)
  } catch (error) {
    server.output.error(String(error))
    window.showErrorMessage(
      l10n.t("The report cannot be shown: {0}", error instanceof Error ? error.message : String(error)),
    )
  }
}

/** Passes the server's progress on: its words, and how far it is in hundredths. */
function showProgress(
  client: BaseLanguageClient,
  token: string,
  progress: Progress<{ message?: string; increment?: number }>,
) {
  let reached = 0
  return client.onProgress(WorkDoneProgress.type, token, (value) => {
    if (value.kind === "end") return
    const percentage = value.percentage ?? reached
    progress.report({ message: value.message ?? "", increment: Math.max(0, percentage - reached) })
    reached = Math.max(reached, percentage)
  })
}
