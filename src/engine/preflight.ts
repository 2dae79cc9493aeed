import type { PreflightFact } from "../model/answer.ts"
import type { App, Layer } from "../semantics/app.ts"
import { asksOf } from "../semantics/condition.ts"
import type { Framework } from "../semantics/framework.ts"
import { calledFunction, settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import { needsCredential } from "../semantics/presence.ts"
import { call } from "../semantics/reduce.ts"
import type { CallValue, Condition, FunctionValue, Value } from "../semantics/value.ts"
import { type Departure, departuresOf } from "./departures.ts"
import { reordered } from "./reorder.ts"

/** The layers outside of CORS that refuse an OPTIONS request without credentials. */
export function preflightsOf(
  machine: Machine,
  frameworks: readonly Framework[],
  app: App,
  name: string,
  repairs: Framework["repairs"],
): readonly PreflightFact[] {
  if (!app.complete) return []
  const facts: PreflightFact[] = []
  if (app.layers.find(isCors)?.kind !== "cors") facts.push(...optionsRoutes(machine, frameworks, app, name))
  for (const [index, layer] of app.layers.entries()) {
    const { runs } = layer
    const registration = corsBehind(app.layers, index)
    if (registration === undefined || layer.methods?.includes("OPTIONS") === false) continue
    // What writes its headers on the way out answers no preflight, wherever it stands.
    const reorder = registration.kind === "cors" ? reordered(layer.at, registration.at) : undefined
    if (layer.refuses === true) {
      const { at } = layer
      const rest = { cors: registration.at, reorder, earlyPass: undefined }
      facts.push({ app: { name, at: app.at }, gate: at, gateName: layer.name, refusal: at, ...rest })
    }
    if (runs === undefined) continue
    if (answersItself(machine, frameworks, runs)) break
    const refusal = preflightRefusal(machine, frameworks, runs, layer.identifies === true)
    if (refusal === undefined) continue
    facts.push({
      app: { name, at: app.at },
      gate: layer.at,
      gateName: (runs.owner?.declaration.name ?? runs.declaration.name) || "this gate",
      refusal: refusal.at,
      cors: registration.at,
      reorder,
      earlyPass: repairs?.earlyPass(machine, runs),
    })
  }
  return facts
}

/** The CORS layer that answers the paths of a layer, where none in front of it does. */
function corsBehind(layers: readonly Layer[], index: number): Layer | undefined {
  const path = layers[index]?.path ?? ""
  if (layers.slice(0, index).some((layer) => isCors(layer) && isBelow(path, layer.path ?? ""))) return undefined
  return layers
    .slice(index + 1)
    .find((layer) => isCors(layer) && (isBelow(path, layer.path ?? "") || isBelow(layer.path ?? "", path)))
}

function isCors({ kind }: Layer): boolean {
  return kind === "cors" || kind === "cors-headers"
}

function isBelow(path: string, prefix: string): boolean {
  return prefix === "" || path === prefix || path.startsWith(`${prefix}/`)
}

/** The departure by which a layer refuses an OPTIONS request without credentials; `undefined` where it lets it pass. */
export function preflightRefusal(
  machine: Machine,
  frameworks: readonly Framework[],
  runs: FunctionValue,
  identifies: boolean,
  depth = 0,
): Departure | undefined {
  const { returns, calls } = machine.trace(runs)
  const ways = returns.map(({ path }) => path)
  if (answersOptions(machine, ways)) return undefined
  const own = departuresOf(machine, frameworks, runs).find((departure) =>
    refusesPreflight(machine, departure, identifies),
  )
  if (own !== undefined || depth > 2) return own
  for (const { call: made, path } of calls) {
    if (!handsOver(made, runs) || path.some(speaksOfMethod) || needsCredential(machine, path)) continue
    const callee = calledFunction(machine, made)
    const inner =
      callee === undefined ? undefined : preflightRefusal(machine, frameworks, callee, identifies, depth + 1)
    if (inner !== undefined) return inner
  }
  return undefined
}

/** `auth(req, res, next)`: another layer is asked in its place. */
function handsOver({ arguments: given }: CallValue, { declaration }: FunctionValue): boolean {
  const own = declaration.parameters
  return (
    own.length > 1 &&
    given.length === own.length &&
    given.every(({ value }, index) => value.kind === "parameter" && value.parameter === own[index])
  )
}

/**
 * What becomes of an OPTIONS request without credentials in a layer.
 * @returns `unknown` where it meets a refusal that may or may not be meant for it
 */
export function preflightAt(
  machine: Machine,
  frameworks: readonly Framework[],
  runs: FunctionValue,
): "passed" | "refused" | "unknown" {
  if (preflightRefusal(machine, frameworks, runs, false) !== undefined) return "refused"
  if (
    answersOptions(
      machine,
      machine.trace(runs).returns.map(({ path }) => path),
    )
  )
    return "passed"
  const isOpen = departuresOf(machine, frameworks, runs).some(
    ({ status, path }) =>
      (status.kind !== "known" || isRefusal(status.value)) &&
      !path.some(speaksOfMethod) &&
      !needsCredential(machine, path),
  )
  return isOpen ? "unknown" : "passed"
}

/** Routes that take OPTIONS themselves and put a gate in front of it, where no CORS layer answers before. */
function optionsRoutes(
  machine: Machine,
  frameworks: readonly Framework[],
  app: App,
  name: string,
): readonly PreflightFact[] {
  return app.routes.flatMap((route): readonly PreflightFact[] => {
    if (route.methods?.includes("OPTIONS") !== true) return []
    const injected = machine.trace(route.handler).parameters.flatMap((parameter) => {
      const injection = machine.injected(parameter)
      return injection?.kind === "gate" && injection.value.kind === "call" ? [injection.value] : []
    })
    const listed = route.dependencies.map(({ value }) => call(machine, value, [], value.at))
    for (const gate of [...listed, ...injected]) {
      const runs = gate.kind === "call" ? calledFunction(machine, gate) : undefined
      if (runs === undefined) continue
      const refusal = departuresOf(machine, frameworks, runs).find((departure) => refusesPreflight(machine, departure))
      if (refusal === undefined) continue
      const { name: gateName } = runs.declaration
      return [
        {
          app: { name, at: app.at },
          gate: route.at,
          gateName,
          refusal: refusal.at,
          cors: undefined,
          reorder: undefined,
          earlyPass: undefined,
        },
      ]
    }
    return []
  })
}

/** @param identifies what is returned is no answer, and whatever is raised refuses: Starlette answers 400 by itself */
function refusesPreflight(machine: Machine, { how, status, path, handledBy }: Departure, identifies = false): boolean {
  if (status.kind !== "known" || handledBy !== undefined) return false
  if (identifies ? how !== "raise" : !isRefusal(status.value)) return false
  if (path.some(speaksOfMethod) || needsCredential(machine, path)) return false
  return asksOf(machine, path)?.kind === "authentication"
}

function isRefusal(status: number): boolean {
  return status === 401 || status === 403
}

/** A layer that answers OPTIONS itself leaves nothing to those inside. */
function answersItself(machine: Machine, frameworks: readonly Framework[], runs: FunctionValue): boolean {
  return machine
    .trace(runs)
    .returns.some(
      ({ value, path }) =>
        path.some(speaksOfMethod) &&
        frameworks.some((framework) => framework.response(machine, settle(machine, value), runs) !== undefined),
    )
}

/** An early pass: some way through the layer is taken because of the method, before a credential is asked for. */
function answersOptions(machine: Machine, paths: readonly (readonly Condition[])[]): boolean {
  return paths.some((path) => {
    const asked = path.findIndex(speaksOfMethod)
    return asked >= 0 && !needsCredential(machine, path.slice(0, asked))
  })
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
