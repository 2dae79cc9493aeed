import { placeKey } from "../model/place.ts"
import type { App, Route } from "../semantics/app.ts"

/** Routes of an app that share their error handlers, with the app as they see it. */
export interface Scope {
  readonly app: App
  readonly routes: readonly Route[]
}

/** The app itself with its plain routes first, then one scope for each set of handlers that only some routes have. */
export function scopesOf(app: App): readonly Scope[] {
  const plain = app.routes.filter(({ handlers = [] }) => handlers.length === 0)
  const byHandlers = new Map<string, Route[]>()
  for (const route of app.routes) {
    const key = (route.handlers ?? []).map(({ at }) => placeKey(at)).join(" ")
    if (key !== "") byHandlers.set(key, [...(byHandlers.get(key) ?? []), route])
  }
  return [
    { app, routes: plain },
    // A handler of the route's own stands behind the app's: the last that takes an error is asked.
    ...[...byHandlers.values()].map((routes) => ({
      app: { ...app, handlers: [...app.handlers, ...(routes[0]?.handlers ?? [])] },
      routes,
    })),
  ]
}
