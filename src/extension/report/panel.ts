import { type Disposable, l10n, Uri, ViewColumn, type WebviewPanel, window } from "vscode"
import type { HostMessage, PageMessage } from "../../reporters/html/messages.ts"
import type { AuditResult } from "../../server/protocol.ts"
import type { Server } from "../server.ts"
import { exportedText } from "./export.ts"
import { bodyOf, pageFor } from "./page.ts"
import { fixFromReport, openFromReport } from "./places.ts"

/** A project of the workspace, as an audit named it. */
export interface ReportRoot {
  readonly uri: string
  readonly name: string
}

/** The report of one project, as the `html` format writes it; it follows what is found. */
export class ReportPanel implements Disposable {
  readonly #panel: WebviewPanel
  readonly #server: Server
  #roots: readonly ReportRoot[] = []
  #shown: ReportRoot | undefined
  #document = ""

  constructor(server: Server, onClosed: () => void) {
    this.#server = server
    this.#panel = window.createWebviewPanel("gatelint.report", l10n.t("gatelint report"), ViewColumn.Active, {
      enableScripts: true,
      enableFindWidget: true,
      retainContextWhenHidden: true,
      localResourceRoots: [],
    })
    this.#panel.onDidDispose(onClosed)
    this.#panel.onDidChangeViewState(() => this.renew())
    // The page is of the project's own making, and says nothing else.
    this.#panel.webview.onDidReceiveMessage((message: PageMessage) => this.#take(message))
  }

  get roots(): readonly ReportRoot[] {
    return this.#roots
  }

  /** The project that is shown. */
  get shown(): ReportRoot | undefined {
    return this.#shown
  }

  /** Shows what an audit found, at the project that a file or folder belongs to. */
  async show({ roots }: AuditResult, at: Uri | undefined): Promise<void> {
    this.#roots = roots.map(({ uri, name }) => ({ uri, name }))
    const asked = at?.toString() ?? ""
    const guilty = roots.find(({ report }) => report.findings.length > 0)
    const wanted = roots.find(({ uri }) => asked.startsWith(uri)) ?? guilty ?? roots[0]
    if (wanted !== undefined) await this.showRoot(wanted)
  }

  async showRoot({ uri, name }: ReportRoot): Promise<void> {
    this.#shown = { uri, name }
    this.#document = ""
    this.#panel.title = l10n.t("gatelint report: {0}", name)
    this.#panel.reveal(undefined, false)
    await this.renew()
  }

  /** Shows what is known now, where anybody can see it. The first page is set whole, later ones change their body. */
  async renew(): Promise<void> {
    const shown = this.#shown
    if (shown === undefined || !this.#panel.visible) return
    const document = await exportedText(this.#server, "html", shown.uri)
    if (document === this.#document || shown !== this.#shown) return
    const isFirst = this.#document === ""
    this.#document = document
    const { webview } = this.#panel
    if (isFirst) webview.html = pageFor(document, crypto.randomUUID().replaceAll("-", ""))
    else await webview.postMessage({ type: "body", html: bodyOf(document) } satisfies HostMessage)
  }

  dispose(): void {
    this.#panel.dispose()
  }

  async #take(message: PageMessage): Promise<void> {
    const root = this.#shown?.uri
    if (root === undefined || message.type === "ready") return
    if (message.type === "open") await openFromReport(Uri.parse(root), message)
    else await fixFromReport(this.#server, root, message)
  }
}
