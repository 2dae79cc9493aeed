import { Disposable, LanguageStatusSeverity, l10n, languages } from "vscode"
import type { Status } from "../server/protocol.ts"
import { languages as ours } from "./languages.ts"
import type { Server } from "./server.ts"

/** The entry behind `{}` in the status bar: counts, coverage, version. */
export function registerStatusItem(server: Server): Disposable {
  const item = languages.createLanguageStatusItem("gatelint.status", [...ours])
  item.name = "gatelint"
  item.command = { command: "gatelint.showOutput", title: l10n.t("Show output") }
  const show = (status: Status | undefined) => {
    item.busy = status === undefined || status.state === "starting" || status.state === "working"
    item.severity = severityOf(status)
    item.text = textOf(status)
    item.detail = status === undefined ? "" : detailOf(status)
  }
  show(undefined)
  return Disposable.from(item, server.onStatus(show))
}

function severityOf(status: Status | undefined): LanguageStatusSeverity {
  if (status?.state === "failed") return LanguageStatusSeverity.Error
  const open = status?.roots.some((root) => root.open) ?? false
  return open ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information
}

function textOf(status: Status | undefined): string {
  if (status === undefined) return l10n.t("gatelint: starting")
  if (status.state === "off") return l10n.t("gatelint: off")
  if (status.state === "failed") return l10n.t("gatelint: {0}", status.message ?? l10n.t("failed"))
  const count = { error: 0, warning: 0, info: 0 }
  for (const { counts } of status.roots) {
    count.error += counts.error
    count.warning += counts.warning
    count.info += counts.info
  }
  if (count.error + count.warning + count.info === 0) return l10n.t("gatelint: no problem found")
  return `gatelint: $(error) ${count.error} $(warning) ${count.warning} $(info) ${count.info}`
}

/** `312 of 356 refusals understood · 4 of 5 apps complete · 0.1.0`. */
function detailOf({ roots, version }: Status): string {
  const sum = (of: (root: Status["roots"][number]) => number) => roots.reduce((all, root) => all + of(root), 0)
  const understood = sum(({ coverage }) => coverage.exits.understood)
  const refusals = understood + sum(({ coverage }) => coverage.exits.unknown)
  const complete = sum(({ coverage }) => coverage.apps.complete)
  const apps = complete + sum(({ coverage }) => coverage.apps.open)
  return [
    l10n.t("{0} of {1} refusals understood", understood, refusals),
    l10n.t("{0} of {1} apps complete", complete, apps),
    ...(roots.some(({ open }) => open) ? [l10n.t("not every file could be listed")] : []),
    version,
  ].join(" · ")
}
