import { type Place, placeKey } from "../../model/place.ts"
import type { Route } from "../../semantics/app.ts"
import { argument } from "../../semantics/arguments.ts"
import { optionsOf } from "../../semantics/choice.ts"
import { evaluate } from "../../semantics/evaluate.ts"
import { calleeName } from "../../semantics/foreign-path.ts"
import type { Setup, Wiring } from "../../semantics/framework.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, ClassValue, FunctionValue, Value } from "../../semantics/value.ts"
import { denies, isDenial } from "../denying.ts"
import { importsOneOf } from "../imports.ts"
import { isRefusalKey, type Told, undocumented } from "../undocumented.ts"
import { exceptionAnswer } from "./exceptions.ts"
import { isPassportGuard, passportGuardOf, returnedRefusal } from "./guards.ts"

// https://docs.nestjs.com/openapi/operations#responses: what guards answer is not in the description.

const depthLimit = 4

/** Routes that refuse and do not say so, where it is the custom; `addGlobalResponse` covers them all. */
export function undocumentedRefusals(machine: Machine, { apps, functions }: Setup): readonly Wiring[] {
  const routes = apps.flatMap((app) =>
    app.routes.map((route) => ({
      app,
      name: route.handler.declaration.name,
      at: route.at,
      told: toldOf(machine, route.handler),
      refuses: () => refuses(machine, route),
    })),
  )
  return routes.some(({ told }) => told === "told") && !isToldForAll(machine, functions) ? undocumented(routes) : []
}

function isToldForAll(machine: Machine, functions: readonly FunctionValue[]): boolean {
  return functions
    .filter(({ closure }) => importsOneOf(machine, closure.file, ["@nestjs/swagger"]))
    .some((of) => machine.trace(of).calls.some(({ call }) => calleeName(call) === "addGlobalResponse"))
}

/** What the decorators of a method and of its controller say; one that cannot be read may say it. */
function toldOf(machine: Machine, { declaration, owner, closure }: FunctionValue): Told {
  const around: Pick<ClassValue, "declaration" | "closure">[] = owner === undefined ? [] : [owner]
  const said = [{ declaration, closure }, ...around].flatMap((one) =>
    one.declaration.decorators.map((decorator) => saysOf(machine, evaluate(machine, decorator, one.closure), 0)),
  )
  return said.find((one) => one === "told") ?? said.find((one) => one === "perhaps")
}

function saysOf(machine: Machine, value: Value, depth: number): Told {
  const said = optionsOf(settle(machine, value)).map(({ value: one }): Told => {
    if (one.kind === "list") return one.open ? "perhaps" : firstOf(machine, one.items, depth)
    if (one.kind !== "call" || one.callee.kind !== "external" || depth > depthLimit) return "perhaps"
    const { path } = one.callee
    const given = one.arguments.map((argument) => argument.value)
    if (path.endsWith(".applyDecorators")) return firstOf(machine, given, depth)
    if (path.startsWith("@nestjs/swagger.")) return saysOfSwagger(machine, path.slice("@nestjs/swagger.".length), one)
    return path.startsWith("@nestjs/") ? undefined : "perhaps"
  })
  return said.every((one) => one === said[0]) ? said[0] : "perhaps"
}

function firstOf(machine: Machine, values: readonly Value[], depth: number): Told {
  const said = values.map((value) => saysOf(machine, value, depth + 1))
  return said.find((one) => one === "told") ?? said.find((one) => one === "perhaps")
}

/** `ApiUnauthorizedResponse()`, `ApiResponse({ status: 401 })`; what is left out of the description has none to miss. */
function saysOfSwagger(machine: Machine, name: string, made: CallValue): Told {
  if (/^Api(Unauthorized|Forbidden|Default|4XX)Response$/.test(name)) return "told"
  if (/^ApiExclude(Endpoint|Controller)$/.test(name)) return "perhaps"
  if (name !== "ApiResponse") return undefined
  const options = argument(made.arguments, 0, "options").value
  const record = options === undefined ? undefined : settle(machine, options)
  const status = record?.kind === "record" ? record.entries.findLast(({ key }) => key === "status")?.value : undefined
  if (status === undefined) return "perhaps"
  const known = settle(machine, status)
  if (known.kind === "constant") return isRefusalKey(String(known.value)) ? "told" : undefined
  const member = known.kind === "external" ? /\.HttpStatus\.(\w+)$/.exec(known.path)?.[1] : undefined
  if (member === undefined) return "perhaps"
  return /^(UNAUTHORIZED|FORBIDDEN)$/.test(member) ? "told" : undefined
}

/** Whether a handler or one of its guards refuses. */
function refuses(machine: Machine, { handler, dependencies }: Route): boolean {
  const guards = dependencies.map(({ value }) => value)
  const asking = guards.flatMap((guard) => (guard.kind === "function" && asksRoute(machine, guard) ? [guard] : []))
  const lifted = new Set(asking.flatMap((guard) => placesOf(passportGuardOf(machine, guard))))
  return (
    denies(machine, handler, exceptionAnswer) ||
    guards.some((guard) => {
      if (isPassportGuard(guard)) return !lifted.has(placeKey(guard.at))
      if (guard.kind !== "function" || asking.includes(guard)) return false
      return denies(machine, guard, exceptionAnswer) || returnsRefusal(machine, guard)
    })
  )
}

function placesOf(value: { readonly at: Place } | undefined): readonly string[] {
  return value === undefined ? [] : [placeKey(value.at)]
}

/** A guard that reads what the route was marked with may let everybody pass there: `@Public()`. */
function asksRoute(machine: Machine, guard: FunctionValue): boolean {
  return machine
    .trace(guard)
    .calls.some(({ call }) =>
      /^(getAllAndOverride|getAllAndMerge|getAll|getHandler|getClass|getMetadata)$/.test(calleeName(call) ?? ""),
    )
}

function returnsRefusal(machine: Machine, guard: FunctionValue): boolean {
  return machine.trace(guard).returns.some(({ value }) =>
    optionsOf(value).some(({ value: one }) => {
      const answer = returnedRefusal(machine, one, guard)
      if (answer?.status === undefined) return false
      return answer.status.kind === "choice" || isDenial(machine, answer)
    }),
  )
}
