import type { Route } from "../../semantics/app.ts"
import { argument } from "../../semantics/arguments.ts"
import { evaluate } from "../../semantics/evaluate.ts"
import type { Response, Setup, Wiring } from "../../semantics/framework.ts"
import { lineage } from "../../semantics/lineage.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { ArgumentValue, FunctionValue, Value } from "../../semantics/value.ts"
import { denies } from "../denying.ts"
import { type Told, toldByKeys, undocumented } from "../undocumented.ts"

// https://docs.litestar.dev/2/usage/openapi/schema_generation.html: `responses` and `raises` are a handler's own; what
// its guards raise is not in the description.

type ErrorAnswer = (machine: Machine, value: Value) => Response | undefined

/** Routes that refuse and do not say so, where it is the custom. */
export function undocumentedRefusals(machine: Machine, { apps }: Setup, errorAnswer: ErrorAnswer): readonly Wiring[] {
  return undocumented(
    apps.flatMap((app) =>
      app.routes.map((route) => ({
        app,
        name: route.handler.declaration.name,
        at: route.at,
        told: isHidden(machine, app.object.arguments) ? "perhaps" : toldOf(machine, route),
        refuses: () =>
          [route.handler, ...route.dependencies.map(({ value }) => value)].some(
            (one) => !(one !== route.handler && asksRoute(machine, one)) && denies(machine, one, errorAnswer),
          ),
      })),
    ),
  )
}

function toldOf(machine: Machine, { handler, hidden }: Route): Told {
  const decorators = handler.declaration.decorators.map((one) => evaluate(machine, one, handler.closure))
  const [made] = decorators
  // Another decorator may write the description.
  if (hidden === true || made?.kind !== "call" || decorators.length > 1) return "perhaps"
  const given = made.arguments
  if (given.some(({ kind }) => kind === "spread-keyword") || isHidden(machine, given)) return "perhaps"
  const listed = toldByErrors(machine, argument(given, undefined, "raises").value)
  const keyed = toldByKeys(machine, argument(given, undefined, "responses").value)
  return listed === "told" ? listed : (keyed ?? listed)
}

/** `raises=[NotAuthorizedException]` */
function toldByErrors(machine: Machine, value: Value | undefined): Told {
  if (value === undefined) return undefined
  const list = settle(machine, value)
  if (list.kind !== "list") return "perhaps"
  const items = list.items.map((item) => settle(machine, item))
  if (items.some((item) => isRefusing(machine, item))) return "told"
  const isRead = !list.open && items.every(({ kind }) => kind === "external")
  return isRead ? undefined : "perhaps"
}

function isRefusing(machine: Machine, error: Value): boolean {
  const line = error.kind === "class" ? lineage(machine, error) : [error]
  return line.some(
    (one) => one?.kind === "external" && /\.(NotAuthorizedException|PermissionDeniedException)$/.test(one.path),
  )
}

/** `include_in_schema=False`, or something that may be. */
export function isHidden(machine: Machine, given: readonly ArgumentValue[]): boolean {
  return isFalse(machine, argument(given, undefined, "include_in_schema").value)
}

/** The same, as a controller says it. */
export function isFalse(machine: Machine, value: Value | undefined): boolean {
  if (value === undefined) return false
  const settled = settle(machine, value)
  return settled.kind !== "constant" || settled.value !== true
}

/** A guard that looks at what the route was given, `route_handler.opt`, may let everybody pass in some of them. */
function asksRoute(machine: Machine, guard: Value): boolean {
  if (guard.kind !== "function") return false
  const { raises, calls } = machine.trace(guard)
  const tests = [...raises, ...calls].flatMap(({ path }) =>
    path.flatMap((one) => (one.kind === "test" ? [one.value] : [])),
  )
  return [...tests, ...calls.map(({ call }) => call.callee)].some((value) => mentionsOptions(value, guard))
}

function mentionsOptions(value: Value, of: FunctionValue): boolean {
  if (value.kind === "member") return value.name === "opt" || mentionsOptions(value.object, of)
  if (value.kind === "element")
    return [value.object, ...(value.index === undefined ? [] : [value.index])].some((one) => mentionsOptions(one, of))
  if (value.kind === "operation") return value.operands.some((one) => mentionsOptions(one, of))
  if (value.kind !== "call") return value.kind === "parameter" && value.parameter === of.declaration.parameters[1]
  return [value.callee, ...value.arguments.map((one) => one.value)].some((one) => mentionsOptions(one, of))
}
