import { placeKey } from "../../../model/place.ts"
import { argument } from "../../../semantics/arguments.ts"
import type { Setup, Wiring } from "../../../semantics/framework.ts"
import type { Machine } from "../../../semantics/machine.ts"
import type { ArgumentValue } from "../../../semantics/value.ts"
import { type DescribedRoute, type Told, toldByKeys, undocumented } from "../../undocumented.ts"
import { refuses } from "./refuses.ts"

// https://fastapi.tiangolo.com/advanced/additional-responses/: what a dependency raises is not in the description.

/**
 * Routes that refuse and do not say so, where it is the custom.
 * What a router or an app says of all its routes covers them.
 */
export function undocumentedRefusals(machine: Machine, { apps, operations }: Setup): readonly Wiring[] {
  const general = operations.filter(({ name }) => name === "" || name === "include_router")
  if (general.some(({ object, name, arguments: given }) => described(machine, name === "" ? object.arguments : given)))
    return []
  const routes = new Map(operations.map((operation) => [placeKey(operation.at), operation] as const))
  const own = apps.flatMap((app) =>
    app.routes.flatMap((route): readonly DescribedRoute[] => {
      const operation = routes.get(placeKey(route.at))
      if (operation === undefined) return []
      const told = described(machine, operation.arguments)
      return [
        {
          app,
          name: route.handler.declaration.name,
          at: route.at,
          told: told ?? (isOpen(operation.arguments) ? "perhaps" : undefined),
          refuses: () =>
            [route.handler, ...route.dependencies.map(({ value }) => value)].some((one) =>
              refuses(machine, one, false),
            ),
        },
      ]
    }),
  )
  return undocumented(own)
}

function isOpen(given: readonly ArgumentValue[]): boolean {
  return given.some(({ kind }) => kind === "spread-keyword")
}

/** `responses={401: …}` */
function described(machine: Machine, given: readonly ArgumentValue[]): Told {
  return toldByKeys(machine, argument(given, undefined, "responses").value)
}
