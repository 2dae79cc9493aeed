import { FolderConfigError } from "./folder-config.ts"
import type { Notifications, RootStatus, Status } from "./protocol.ts"
import type { Root } from "./root.ts"
import type { Workspace } from "./workspace.ts"

/** Tells the client how things stand, and what is wrong with a config, where it stands. */
export function registerStatus(workspace: Workspace): void {
  const { connection, client, host } = workspace
  const failed = new Map<string, Error>()
  const told = new Set<string>()

  const send = async () => {
    if (client.options.status !== true) return
    const roots = await workspace.roots.made()
    const [failure] = failed.values()
    const status: Status = {
      version: host.engine.version,
      state: failure !== undefined ? "failed" : roots.some(({ isWorking }) => isWorking) ? "working" : "idle",
      message: failure?.message,
      roots: roots.flatMap((root) => statusOf(root) ?? []),
    }
    const method: keyof Notifications = "gatelint/status"
    await connection.sendNotification(method, status)
  }
  workspace.onStarted(() => {
    send()
  })
  workspace.onSettled(() => {
    send()
  })
  workspace.onFailed((folder, error) => {
    if (error === undefined) {
      for (const uri of told) connection.sendDiagnostics({ uri, diagnostics: [] })
      told.clear()
      failed.clear()
      return
    }
    failed.set(folder, error)
    connection.console.error(`${folder}: ${error.message}`)
    if (error instanceof FolderConfigError) {
      told.add(error.uri)
      connection.sendDiagnostics({ uri: error.uri, diagnostics: [mistake(error)] })
    }
    send()
  })
}

function statusOf(root: Root): RootStatus | undefined {
  const { view } = root
  if (view === undefined) return undefined
  const counts = { error: 0, warning: 0, info: 0 }
  for (const findings of view.findings.values()) {
    for (const { severity } of findings) if (severity !== "hint") counts[severity]++
  }
  const { suppressed, coverage, files } = view.report
  return {
    uri: root.folder,
    name: root.name,
    counts,
    suppressed,
    coverage,
    files: { found: files.found, analysed: files.analysed },
    open: root.isOpen,
  }
}

/** `gatelint.json:3:5: …` stands in line 3. */
function mistake({ message }: FolderConfigError) {
  const [, line = "1"] = /^\S+?:(\d+):\d+:/.exec(message) ?? []
  const at = { line: Number(line) - 1, character: 0 }
  return { range: { start: at, end: { ...at, character: 1000 } }, severity: 1 as const, source: "gatelint", message }
}
