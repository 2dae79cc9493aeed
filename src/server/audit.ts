import type { CancellationToken } from "vscode-languageserver"
import type { AuditParams, AuditResult, Requests, RootReport } from "./protocol.ts"
import type { Root } from "./root.ts"
import { normalUri, pathBelow } from "./uris.ts"
import type { View } from "./view.ts"
import type { Workspace } from "./workspace.ts"

/** How often the user sees a new count, in ms. */
const interval = 100

/**
 * Analyses every root to the end, with progress; the editor's own questions are answered meanwhile.
 * @param done told once an audit came to its end
 */
export function registerAudit(workspace: Workspace, done: () => void): void {
  const method: keyof Requests = "gatelint/audit"
  workspace.connection.onRequest(
    method,
    async (params: AuditParams, token: CancellationToken): Promise<AuditResult> => {
      const progress = progressOf(workspace, params.workDoneToken)
      try {
        const uri = params.uri === undefined ? undefined : normalUri(params.uri)
        const isAsked = (root: Root) => uri === undefined || touchesRoot(root, uri)
        let asked: readonly Root[] | undefined
        const tell = () => asked && progress?.(asked)
        const timer = setInterval(tell, interval)
        try {
          const rested = await workspace.rest(token, isAsked, (roots) => {
            asked = roots
          })
          // The last count is true however fast the audit was.
          tell()
          done()
          return { roots: rested.map(({ root, view }) => reportOf(root, view, uri)) }
        } finally {
          clearInterval(timer)
        }
      } finally {
        progress?.(undefined)
      }
    },
  )
}

/** The report as the command line would write it: what is shown, of the file or folder that was asked for. */
export function reportOf(root: Root, { report, findings }: View, uri: string | undefined): RootReport {
  const below = uri === undefined ? "" : (pathBelow(root.uri, uri) ?? "")
  const isAsked = (file: string) => below === "" || file === below || file.startsWith(`${below}/`)
  const shown = [...findings].flatMap(([file, ofFile]) => (isAsked(file) ? ofFile : []))
  return { uri: root.uri, name: root.name, report: { ...report, findings: shown } }
}

function touchesRoot(root: Root, uri: string): boolean {
  return pathBelow(root.folder, uri) !== undefined || pathBelow(uri, root.folder) !== undefined
}

type Tell = (roots: readonly Root[] | undefined) => void

/** Tells how many files are read; `undefined` ends it. */
function progressOf(workspace: Workspace, given: AuditParams["workDoneToken"]): Tell | undefined {
  const { window } = workspace.connection
  if (given === undefined) return undefined
  const progress = window.attachWorkDoneProgress(given)
  progress.begin("gatelint", 0, "listing files", true)
  return (roots) => {
    if (roots === undefined) {
      progress.done()
      return
    }
    const sum = (of: (root: Root) => number) => roots.reduce((total, root) => total + of(root), 0)
    const found = sum((root) => root.progress.found)
    const indexed = sum((root) => root.progress.indexed)
    const analysed = sum((root) => root.progress.analysed)
    // Reading is most of it; what is left after the last file is not known beforehand.
    const share = found === 0 ? 0 : Math.min(99, Math.round((90 * indexed) / found))
    progress.report(share, `${indexed} of ${found} files read, ${analysed} analysed`)
  }
}
