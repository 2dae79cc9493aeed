import type { CodeLens } from "vscode-languageserver"
import type { MappedApp, MappedRoute } from "../model/auth-map.ts"
import { nameOf } from "./hover.ts"
import { protocolRange } from "./positions.ts"
import { waysOut } from "./suspects.ts"
import type { Workspace } from "./workspace.ts"

/** Above a route: its gates in the order in which they run, their scopes, and which 401 and 403 come from where. */
export function registerCodeLens(workspace: Workspace): void {
  workspace.connection.onCodeLens(async ({ textDocument: { uri } }, token): Promise<CodeLens[]> => {
    const seen = await workspace.settled(uri, token)
    if (seen === undefined || seen.root.client.codeLens?.enable === false) return []
    const { apps } = await seen.root.map()
    return apps.flatMap((app) =>
      app.routes
        .filter(({ at }) => at.file === seen.path)
        .map((route) => ({
          range: protocolRange(route.at.range),
          // A lens without a command is text.
          command: { title: titleOf(app, route), command: "" },
        })),
    )
  })
}

/** `GET /me · HTTPBearer → current_user [me:read] · 401 HTTPBearer, current_user · 403 read_me`. */
export function titleOf(app: MappedApp, route: MappedRoute): string {
  const layers = app.pipeline.filter(({ kind }) => kind === "gate").map(({ name }) => name)
  const gates = route.gates.map(({ name, scopes }) => (scopes.length === 0 ? name : `${name} [${scopes.join(" ")}]`))
  const ways = waysOut(app, route)
  const statuses = [...new Set(ways.map(({ exit }) => exit.status))].toSorted((a, b) => a - b)
  const answers = statuses.map((status) => {
    const names = new Set(ways.filter(({ exit }) => exit.status === status).map(({ by }) => by))
    return `${status} ${[...names].join(", ")}`
  })
  const way = [...layers, ...gates].join(" → ")
  return [nameOf(route), way === "" ? "no gate" : way, ...answers].join(" · ")
}
