import type { Report } from "../../model/report.ts"
import type { ReportContext } from "../reporter.ts"
import { script, scriptHash, style, styleHash } from "./assets.ts"
import { bodyOf, folderName } from "./body.ts"
import { markup, raw } from "./markup.ts"

/**
 * The whole document. It loads nothing: script and style stand in it, and its policy lets no others run.
 * @param nonce of a host that sets a policy of its own, such as a webview; without one the policy names their hashes
 */
export function page(
  report: Report,
  context: Pick<ReportContext, "rules" | "source" | "map">,
  nonce: string | undefined,
): string {
  const allowed = (hash: string) => (nonce === undefined ? `'sha256-${hash}'` : `'nonce-${nonce}'`)
  const policy = [
    "default-src 'none'",
    `script-src ${allowed(scriptHash)}`,
    `style-src ${allowed(styleHash)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ")
  const given = nonce === undefined ? undefined : markup` nonce="${nonce}"`
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${raw(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>gatelint: ${folderName(report.root)}</title>
<style${given}>${raw(style)}</style>
</head>
<body>
${bodyOf(report, context)}
<script${given}>${raw(script)}</script>
</body>
</html>
`.html
}
