import { placeKey } from "../../model/place.ts"
import type { Route } from "../../semantics/app.ts"
import { argument } from "../../semantics/arguments.ts"
import type { Setup, Wiring } from "../../semantics/framework.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, FunctionValue } from "../../semantics/value.ts"
import { isSamePath } from "../same-path.ts"

/**
 * https://docs.litestar.dev/2/usage/security/jwt.html: `OAuth2PasswordBearerAuth(token_url="/token")` whose log-in, the
 * route that calls its `login`, is another.
 */
export function tokenUrls(machine: Machine, { apps }: Setup): readonly Wiring[] {
  const routes = apps.flatMap((app) => app.routes)
  const posts = routes.filter(({ methods }) => methods === undefined || methods.includes("POST"))
  if (apps.some((app) => !app.complete) || posts.some(({ fullPath }) => fullPath.includes("…"))) return []
  const logIns = new Map<string, { readonly scheme: CallValue; readonly routes: Route[] }>()
  for (const route of posts) {
    for (const scheme of schemesOf(machine, route.handler)) {
      const key = placeKey(scheme.at)
      const known = logIns.get(key)
      if (known === undefined) logIns.set(key, { scheme, routes: [route] })
      else known.routes.push(route)
    }
  }
  return [...logIns.values()].flatMap(({ scheme, routes: [first, ...more] }): readonly Wiring[] => {
    const given = argument(scheme.arguments, undefined, "token_url").value
    const url = given === undefined ? undefined : settle(machine, given)
    if (first === undefined || given === undefined || url?.kind !== "constant" || typeof url.value !== "string")
      return []
    const text = url.value
    if (/^https?:/.test(text) || posts.some(({ fullPath }) => isSamePath(text, fullPath))) return []
    const path = first.fullPath
    const edits = [{ kind: "set-text", at: given.at, text: path } as const]
    return [
      {
        kind: "token-url",
        at: given.at,
        data: { url: text },
        evidence: first.at,
        why: `the log-in is ${path}`,
        repairs: more.length > 0 ? [] : [{ title: `Name ${path}`, edits }],
      },
    ]
  })
}

/** The schemes by which a handler logs somebody in. */
function schemesOf(machine: Machine, handler: FunctionValue): readonly CallValue[] {
  return machine.trace(handler).calls.flatMap(({ call: { callee } }) => {
    if (callee.kind !== "member" || callee.name !== "login") return []
    const made = settle(machine, callee.object)
    if (made.kind !== "call") return []
    // `OAuth2PasswordBearerAuth[User](…)`
    const maker = made.callee.kind === "element" ? made.callee.object : made.callee
    return maker.kind === "external" && maker.path.endsWith(".OAuth2PasswordBearerAuth") ? [made] : []
  })
}
