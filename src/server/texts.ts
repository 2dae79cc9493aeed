import { LSPErrorCodes, ResponseError } from "vscode-languageserver"
import { codeOf, entriesOf } from "../config/baseline.ts"
import { printBaseline } from "../config/baseline-file.ts"
import type { Finding } from "../model/report.ts"
import { reporters } from "../reporters/index.ts"
import { reportOf } from "./audit.ts"
import { baselineFile } from "./folder-baseline.ts"
import type { ExplainParams, ExportParams, Requests, TextResult } from "./protocol.ts"
import type { Root } from "./root.ts"
import { normalUri, pathBelow, uriBelow } from "./uris.ts"
import type { Workspace } from "./workspace.ts"

/** What is known of a line, reports in every format, and baselines. */
export function registerTexts(workspace: Workspace): void {
  const { connection } = workspace
  const methods = {
    explain: "gatelint/explain",
    export: "gatelint/export",
    baseline: "gatelint/baseline",
  } satisfies Record<string, keyof Requests>

  connection.onRequest(methods.explain, async ({ uri, line }: ExplainParams, token) => {
    const seen = await workspace.settled(uri, token)
    return seen?.view.project.explain(seen.path, line) ?? null
  })

  connection.onRequest(methods.export, async ({ format, uri }: ExportParams, token): Promise<TextResult> => {
    const reporter = reporters.get(format)
    if (reporter === undefined) {
      const names = [...reporters.keys()].join(", ")
      throw new ResponseError(LSPErrorCodes.RequestFailed, `unknown format ${format}: there are ${names}`)
    }
    const asked = uri === undefined ? undefined : normalUri(uri)
    const isAsked = (root: Root) => asked === undefined || pathBelow(root.uri, asked) !== undefined
    const documents = (await workspace.rest(token, isAsked)).map(async ({ root, view }) => {
      const map = await root.map()
      const text = reporter(reportOf(root, view, undefined).report, {
        source: (file) => view.project.source(file),
        rules: workspace.host.engine.ruleCatalogue,
        page: () => undefined,
        localPath: (file) => file,
        map: () => map,
        pathOf: (file) => file,
        color: false,
        unicode: true,
        width: 100,
        hidden: 0,
      })
      return { uri: root.uri, text }
    })
    return { documents: await Promise.all(documents) }
  })

  connection.onRequest(
    methods.baseline,
    async (_: Requests["gatelint/baseline"]["params"], token): Promise<TextResult> => {
      const documents = (await workspace.rest(token)).map(({ root, view }) => {
        const fileOf = ({ file }: Finding) => file.slice(root.prefix.length)
        const textOf = ({ file }: Finding) => view.project.source(file) ?? ""
        const entries = entriesOf(view.found, fileOf, (finding) => codeOf(finding, textOf(finding)))
        return { uri: uriBelow(root.folder, baselineFile), text: printBaseline(entries) }
      })
      return { documents }
    },
  )
}
