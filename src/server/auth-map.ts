import type { AuthMapResult, Requests } from "./protocol.ts"
import type { Workspace } from "./workspace.ts"

/** Answers with the way in of every app of the workspace, once every root is at rest. */
export function registerAuthMap(workspace: Workspace): void {
  const method: keyof Requests = "gatelint/authMap"
  workspace.connection.onRequest(
    method,
    async (_: Requests["gatelint/authMap"]["params"], token): Promise<AuthMapResult> => {
      const rested = await workspace.rest(token)
      const maps = rested.map(async ({ root }) => ({ uri: root.uri, name: root.name, map: await root.map() }))
      return { roots: await Promise.all(maps) }
    },
  )
}
