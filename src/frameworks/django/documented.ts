import { argument } from "../../semantics/arguments.ts"
import { evaluate } from "../../semantics/evaluate.ts"
import { foreignPath } from "../../semantics/foreign-path.ts"
import type { Setup, Wiring } from "../../semantics/framework.ts"
import { lineage } from "../../semantics/lineage.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, FunctionValue, Value } from "../../semantics/value.ts"
import { denies } from "../denying.ts"
import { importsOneOf } from "../imports.ts"
import { type DescribedRoute, toldByKeys, undocumented } from "../undocumented.ts"
import { errorAnswer } from "./errors.ts"

// https://django-ninja.dev/guides/response/: an operation is described with what its `response` lists.

const operation = /^ninja\.(\w+\.)?(NinjaAPI|Router)\.(get|post|put|patch|delete|api_operation)$/

/** Operations of Django Ninja that refuse and do not say so, where it is the custom. */
export function undocumentedRefusals(machine: Machine, { functions }: Setup): readonly Wiring[] {
  return undocumented(functions.flatMap((of) => routesOf(machine, of)))
}

function routesOf(machine: Machine, of: FunctionValue): readonly DescribedRoute[] {
  const { declaration, closure } = of
  if (declaration.decorators.length === 0 || !importsOneOf(machine, closure.file, ["ninja"])) return []
  const decorators = declaration.decorators.map((one) => evaluate(machine, one, closure))
  return decorators.flatMap((made): readonly DescribedRoute[] => {
    if (made.kind !== "call" || !operation.test(foreignPath(machine, made.callee) ?? "")) return []
    const given = (name: string) => argument(made.arguments, undefined, name).value
    const shown = given("include_in_schema")
    const isOpen =
      decorators.length > 1 || shown !== undefined || made.arguments.some(({ kind }) => kind === "spread-keyword")
    const response = given("response")
    const known = response === undefined ? undefined : settle(machine, response)
    // A schema alone describes the 200.
    const told = known?.kind === "class" ? undefined : toldByKeys(machine, known)
    return [
      {
        name: declaration.name,
        at: made.at,
        told: told ?? (isOpen ? "perhaps" : undefined),
        refuses: () => isGated(machine, made) || denies(machine, of, errorAnswer),
      },
    ]
  })
}

/** `auth=` of the operation; otherwise of the router or API that it is called on. */
function isGated(machine: Machine, made: CallValue): boolean {
  const own = argument(made.arguments, undefined, "auth").value
  if (own !== undefined) return isGate(machine, own)
  const on = made.callee.kind === "member" ? settle(machine, made.callee.object) : undefined
  const around = on?.kind === "call" ? argument(on.arguments, undefined, "auth").value : undefined
  return around !== undefined && isGate(machine, around)
}

/**
 * https://django-ninja.dev/guides/authentication/: whoever sends no header is refused by these. Others may know
 * everybody, as may a class that is called by its own word.
 */
function isGate(machine: Machine, value: Value): boolean {
  const settled = settle(machine, value)
  if (settled.kind !== "call" || settled.callee.kind !== "class") return false
  const { callName } = settled.callee.closure.language
  const line = lineage(machine, settled.callee)
  const isOwn = line.some(
    (one) =>
      one?.kind === "class" &&
      one.declaration.body.some((member) => member.kind === "function" && member.name === callName),
  )
  return (
    !isOwn && line.some((one) => one?.kind === "external" && /^ninja\..*\.(HttpBearer|HttpBasicAuth)$/.test(one.path))
  )
}
