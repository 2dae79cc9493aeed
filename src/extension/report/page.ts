import type { ViewSetup } from "./messages.ts"

interface PageOptions {
  /** The `html` reporter's document. */
  readonly document: string
  /** Random, fresh for each page: scripts without it do not run. */
  readonly nonce: string
  /** Where the webview lets styles and images come from. */
  readonly source: string
  /** Address of the bundled script of the view. */
  readonly script: string
  readonly setup: ViewSetup
}

/** The report's document as a page of VS Code: nothing from outside, its own scripts by nonce, the editor's colours. */
export function reportPage({ document, nonce, source, script, setup }: PageOptions): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source} 'nonce-${nonce}'`,
    `img-src ${source} data:`,
  ].join("; ")
  const data = JSON.stringify(setup).replaceAll("<", "\\u003c")
  return document
    .replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/i, "")
    .replace(/<(style|script)(?=[\s>])/gi, `<$1 nonce="${nonce}"`)
    .replace(/<head(?:\s[^>]*)?>/i, (head) => `${head}<meta http-equiv="Content-Security-Policy" content="${policy}">`)
    .replace(
      /<\/body>/i,
      `<script nonce="${nonce}" type="application/json" id="gatelint-view">${data}</script>` +
        `<script nonce="${nonce}" src="${script}"></script></body>`,
    )
}
