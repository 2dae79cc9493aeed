import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
} from "vscode-languageserver"
import { configFiles } from "../config/parse.ts"
import { baselineFile } from "./folder-baseline.ts"
import { lastName, normalUri, pathBelow } from "./uris.ts"
import type { Workspace } from "./workspace.ts"

/** Keeps the roots up to date with the disk, the settings and the folders. */
export function registerWatching(workspace: Workspace): void {
  const { connection, client, host, roots } = workspace
  connection.onInitialized(() => {
    if (client.announcesConfiguration)
      connection.client.register(DidChangeConfigurationNotification.type, { section: "gatelint" })
    if (client.watches) {
      connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [
          ...host.engine.sourceExtensions.map((extension) => ({ globPattern: `**/*${extension}` })),
          { globPattern: "**/*.{toml,lock,txt,cfg,json,yaml,env}" },
          { globPattern: "**/{Pipfile,.gitignore}" },
        ],
      })
    }
    if (client.announcesFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => normalUri(uri).replace(/\/$/, "")))
        const kept = roots.folders.filter((uri) => !gone.has(uri)).map((uri) => ({ uri, name: "" }))
        roots.setFolders([...kept, ...added])
        workspace.wake()
      })
    }
    workspace.wake()
  })
  connection.onDidChangeConfiguration(() => workspace.reset())
  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    if (changes.some(({ uri }) => isConfig(lastName(uri)))) {
      workspace.reset()
      return
    }
    const known = await roots.made()
    for (const { uri, type } of changes) {
      for (const root of known) {
        const path = pathBelow(root.uri, normalUri(uri))
        if (path === undefined) continue
        if (type !== FileChangeType.Changed || lastName(uri) === ".gitignore") root.relist()
        else if (workspace.isSource(path) || host.engine.isManifest(path)) root.touch(path)
      }
    }
    workspace.wake()
  })
}

function isConfig(name: string): boolean {
  return name === baselineFile || configFiles.some((known) => known === name)
}
