import type { AuthMap, MappedApp, MappedExit, MappedRoute, Spot } from "../model/auth-map.ts"

/** A refusal that a request may meet, and who refuses. */
export interface Suspect {
  /** `current_user`, or the handler's name. */
  readonly by: string
  readonly kind: "middleware" | "gate" | "handler"
  readonly exit: MappedExit
}

/** A route that a refusal can be met on, and everything there that answers the same status, in the order it is met. */
export interface Suspected {
  readonly app: MappedApp
  readonly route: MappedRoute
  readonly exit: MappedExit
  readonly suspects: readonly Suspect[]
}

/** Everything that may refuse on the way into a route, in order. */
export function waysOut(app: MappedApp, route: MappedRoute): readonly Suspect[] {
  const of = (by: string, kind: Suspect["kind"], exits: readonly MappedExit[]) =>
    exits.map((exit) => ({ by, kind, exit }))
  return [
    ...app.pipeline.flatMap(({ name, exits }) => of(name, "middleware", exits)),
    ...route.gates.flatMap(({ name, exits }) => of(name, "gate", exits)),
    ...of(route.handler.name, "handler", route.exits),
  ]
}

/**
 * The routes on which a line refuses, with what else answers that status there. A client that is answered 401 was
 * stopped at one of the entrance gates, one that is answered 403 at one of the checks inside.
 * @param line 1-based
 */
export function suspectsAt({ apps }: AuthMap, file: string, line: number): readonly Suspected[] {
  const covers = ({ file: other, range }: Spot) => other === file && range.start.line <= line && line <= range.end.line
  return apps.flatMap((app) =>
    app.routes.flatMap((route) => {
      const ways = waysOut(app, route)
      const own = ways.find(({ exit }) => covers(exit.at))?.exit
      if (own === undefined) return []
      return [{ app, route, exit: own, suspects: ways.filter(({ exit }) => exit.status === own.status) }]
    }),
  )
}
