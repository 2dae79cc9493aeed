import { placeKey } from "../../../model/place.ts"
import { argument } from "../../../semantics/arguments.ts"
import type { Setup, Wiring } from "../../../semantics/framework.ts"
import { settle } from "../../../semantics/look-through.ts"
import type { Machine } from "../../../semantics/machine.ts"
import type { ArgumentValue } from "../../../semantics/value.ts"
import { refuses } from "./refuses.ts"

// https://fastapi.tiangolo.com/advanced/additional-responses/: what a dependency raises is not in the description.

/**
 * Routes that refuse and do not say so, in a project where at least as many say it: there it is the custom.
 * What a router or an app says of all its routes covers them.
 */
export function undocumentedRefusals(machine: Machine, { apps, operations }: Setup): readonly Wiring[] {
  const general = operations.filter(({ name }) => name === "" || name === "include_router")
  if (general.some(({ object, name, arguments: given }) => described(machine, name === "" ? object.arguments : given)))
    return []
  const routes = new Map(operations.map((operation) => [placeKey(operation.at), operation] as const))
  const own = apps.flatMap((app) =>
    app.routes.flatMap((route) => {
      const operation = routes.get(placeKey(route.at))
      return operation === undefined ? [] : [{ app, route, given: operation.arguments }]
    }),
  )
  const telling = own.filter(({ given }) => described(machine, given) === "told")
  const [example] = telling
  if (example === undefined) return []
  const silent = own
    .filter(({ given }) => described(machine, given) === undefined && !isOpen(given))
    .filter(({ route }) =>
      [route.handler, ...route.dependencies.map(({ value }) => value)].some((one) => refuses(machine, one, false)),
    )
  if (silent.length > telling.length) return []
  return silent.map(({ app, route }) => ({
    kind: "undocumented-refusal",
    app,
    at: route.at,
    data: { name: route.handler.declaration.name },
    evidence: example.route.at,
    why: "others say so",
    repairs: [],
  }))
}

function isOpen(given: readonly ArgumentValue[]): boolean {
  return given.some(({ kind }) => kind === "spread-keyword")
}

/** `responses={401: …}` tells; what cannot be read may, so that it is neither an example nor silent. */
function described(machine: Machine, given: readonly ArgumentValue[]): "told" | "perhaps" | undefined {
  const { value } = argument(given, undefined, "responses")
  if (value === undefined) return undefined
  const record = settle(machine, value)
  if (record.kind !== "record") return "perhaps"
  if (record.entries.some(({ key }) => key === "401" || key === "403")) return "told"
  return record.open ? "perhaps" : undefined
}
