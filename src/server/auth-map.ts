import type { AuthMapResult, Requests } from "./protocol.ts"
import type { Workspace } from "./workspace.ts"

/** Answers with the way in of every app of the workspace, once every root is at rest. */
export function registerAuthMap({ connection, roots }: Workspace): void {
  const method: keyof Requests = "gatelint/authMap"
  connection.onRequest(method, async (): Promise<AuthMapResult> => {
    const maps = (await roots.all()).map(async (root) => ({ uri: root.uri, name: root.name, map: await root.map() }))
    return { roots: await Promise.all(maps) }
  })
}
