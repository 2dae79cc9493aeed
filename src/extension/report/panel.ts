import {
  type CodeAction,
  commands,
  type Disposable,
  type ExtensionContext,
  l10n,
  Position,
  Range,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from "vscode"
import type { AuditResult } from "../../server/protocol.ts"
import type { Server } from "../server.ts"
import { exportedText, exportReport, formats } from "./export.ts"
import type { FromView, ReportPlace, ViewSetup } from "./messages.ts"
import { reportPage } from "./page.ts"

/** The report beside the code: what the `html` format writes, renewed whenever the findings are. */
export interface ReportView extends Disposable {
  /** Shows what an audit found, at the root that a file or folder belongs to. */
  show(found: AuditResult, at: Uri | undefined): Promise<void>
}

export function registerReport(context: ExtensionContext, server: Server): ReportView {
  let panel: Panel | undefined
  const renewing = server.onStatus((status) => {
    if (status?.state === "idle") panel?.renew()
  })
  return {
    async show(found, at) {
      panel ??= new Panel(context, server, () => {
        panel = undefined
      })
      await panel.show(found, at)
    },
    dispose() {
      renewing.dispose()
      panel?.dispose()
    },
  }
}

type Report = AuditResult["roots"][number]["report"]

class Panel {
  readonly #panel: WebviewPanel
  readonly #server: Server
  readonly #script: Uri
  #roots: ViewSetup["roots"] = []
  #shown: string | undefined
  #text = ""

  constructor({ extensionUri }: ExtensionContext, server: Server, onClosed: () => void) {
    const dist = Uri.joinPath(extensionUri, "dist/vscode")
    this.#server = server
    this.#script = Uri.joinPath(dist, "report-view.js")
    this.#panel = window.createWebviewPanel("gatelint.report", l10n.t("gatelint report"), ViewColumn.Active, {
      enableScripts: true,
      enableFindWidget: true,
      retainContextWhenHidden: true,
      localResourceRoots: [dist],
    })
    this.#panel.onDidDispose(onClosed)
    // The view's script is this extension's own, and says nothing else.
    this.#panel.webview.onDidReceiveMessage((message: FromView) => this.#take(message))
    this.#panel.onDidChangeViewState(() => this.renew())
  }

  async show({ roots }: AuditResult, at: Uri | undefined): Promise<void> {
    this.#panel.reveal(undefined, false)
    this.#roots = roots.map(({ uri, name }) => ({ uri, name }))
    const asked = at?.toString() ?? ""
    this.#shown = (roots.find(({ uri }) => asked.startsWith(uri)) ?? roots[0])?.uri
    await this.#render()
  }

  /** Renders again, where it can be seen and something has changed. */
  async renew(): Promise<void> {
    if (this.#panel.visible && this.#shown !== undefined) await this.#render()
  }

  dispose(): void {
    this.#panel.dispose()
  }

  async #render(): Promise<void> {
    const shown = this.#shown
    if (shown === undefined) return
    const [document, json] = await Promise.all([
      exportedText(this.#server, "html", shown),
      exportedText(this.#server, "json", shown),
    ])
    // A page that is set again loses its scroll and its filters.
    if (document === this.#text) return
    this.#text = document
    const { webview } = this.#panel
    webview.html = reportPage({
      document,
      nonce: crypto.randomUUID().replaceAll("-", ""),
      source: webview.cspSource,
      script: webview.asWebviewUri(this.#script).toString(),
      setup: { roots: this.#roots, shown, formats, fixable: fixablePlaces(json), words: words() },
    })
  }

  async #take(message: FromView): Promise<void> {
    if (this.#shown === undefined) return
    switch (message.kind) {
      case "open":
        return openPlace(this.#shown, message.place)
      case "fix":
        return fixPlace(this.#shown, message.place, message.rule)
      case "export":
        return exportReport(this.#server, message.format, this.#shown)
      case "root":
        this.#shown = message.uri
        return this.#render()
      case "audit":
        await commands.executeCommand("gatelint.auditWorkspace")
    }
  }
}

/** Where a fix is at hand, by the report itself. */
function fixablePlaces(json: string): readonly string[] {
  // The `json` format is the report.
  const { findings } = JSON.parse(json) as Report
  return findings
    .filter(({ fixes }) => fixes.length > 0)
    .map(({ file, range: { start }, rule }) => `${file}:${start.line}:${start.column} ${rule}`)
}

function words(): ViewSetup["words"] {
  return {
    export: l10n.t("Export"),
    audit: l10n.t("Audit again"),
    fix: l10n.t("Fix"),
    root: l10n.t("Project"),
  }
}

function rangeOf({ line, column }: ReportPlace): Range {
  const position = new Position(line - 1, column - 1)
  return new Range(position, position)
}

async function openPlace(root: string, place: ReportPlace): Promise<void> {
  await window.showTextDocument(Uri.joinPath(Uri.parse(root), place.file), {
    selection: rangeOf(place),
    viewColumn: ViewColumn.Beside,
  })
}

/** Applies the preferred quick fix that the editor would offer there now. */
async function fixPlace(root: string, place: ReportPlace, rule: string): Promise<void> {
  const uri = Uri.joinPath(Uri.parse(root), place.file)
  await workspace.openTextDocument(uri)
  const actions = await commands.executeCommand<CodeAction[]>(
    "vscode.executeCodeActionProvider",
    uri,
    rangeOf(place),
    "quickfix",
    20,
  )
  const own = actions.filter(({ diagnostics }) => diagnostics?.some(({ code }) => codeOf(code) === rule))
  const action = own.find(({ isPreferred }) => isPreferred) ?? own.find(({ edit }) => edit !== undefined)
  if (action?.edit === undefined) {
    window.showInformationMessage(l10n.t("There is no fix here any more."))
    return
  }
  await workspace.applyEdit(action.edit, { isRefactoring: true })
}

function codeOf(code: unknown): string {
  return String(typeof code === "object" && code !== null && "value" in code ? code.value : code)
}
