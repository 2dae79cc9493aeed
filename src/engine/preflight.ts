import type { PreflightFact } from "../model/answer.ts"
import type { App } from "../semantics/app.ts"
import { asksOf } from "../semantics/condition.ts"
import type { Framework } from "../semantics/framework.ts"
import type { Machine } from "../semantics/machine.ts"
import type { Condition, Value } from "../semantics/value.ts"
import { type Departure, departuresOf } from "./departures.ts"
import { layerFunction } from "./roles.ts"

/** The layers outside of CORS that refuse an OPTIONS request without credentials. */
export function preflightsOf(
  machine: Machine,
  frameworks: readonly Framework[],
  app: App,
  name: string,
): readonly PreflightFact[] {
  const cors = app.layers.findIndex(({ kind }) => kind === "cors")
  const registration = app.layers[cors]
  if (registration === undefined || !app.complete) return []
  const facts: PreflightFact[] = []
  for (const layer of app.layers.slice(0, cors)) {
    const runs = layerFunction(machine, layer)
    if (runs === undefined) continue
    const departures = departuresOf(machine, frameworks, runs)
    const refusal = departures.find((departure) => refusesPreflight(machine, departure))
    if (refusal === undefined || answersOptions(machine.trace(runs).returns.map(({ path }) => path))) continue
    facts.push({
      app: { name, at: app.at },
      gate: layer.at,
      gateName: runs.owner?.declaration.name ?? runs.declaration.name,
      refusal: refusal.at,
      cors: registration.at,
    })
  }
  return facts
}

function refusesPreflight(machine: Machine, { status, path, handledBy }: Departure): boolean {
  if (status.kind !== "known" || (status.value !== 401 && status.value !== 403) || handledBy !== undefined) return false
  if (path.some(speaksOfMethod)) return false
  return asksOf(machine, path)?.kind === "authentication"
}

/** An early pass: some way through the layer is taken because of the method. */
function answersOptions(paths: readonly (readonly Condition[])[]): boolean {
  return paths.some((path) => path.some(speaksOfMethod))
}

function speaksOfMethod(condition: Condition): boolean {
  return condition.kind === "test" && mentionsMethod(condition.value, 0)
}

function mentionsMethod(value: Value, depth: number): boolean {
  if (depth > 12) return false
  switch (value.kind) {
    case "member":
      return value.name === "method" || mentionsMethod(value.object, depth + 1)
    case "constant":
      return typeof value.value === "string" && /^(options|access-control-request-method|method)$/i.test(value.value)
    case "element":
      return (
        mentionsMethod(value.object, depth + 1) || (value.index !== undefined && mentionsMethod(value.index, depth + 1))
      )
    case "operation":
      return value.operands.some((operand) => mentionsMethod(operand, depth + 1))
    case "call":
      return (
        mentionsMethod(value.callee, depth + 1) ||
        value.arguments.some((argument) => mentionsMethod(argument.value, depth + 1))
      )
    case "list":
      return value.items.some((item) => mentionsMethod(item, depth + 1))
    case "choice":
      return value.options.some((option) => mentionsMethod(option.value, depth + 1))
    default:
      return false
  }
}
