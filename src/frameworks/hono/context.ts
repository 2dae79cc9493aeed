import { evaluate } from "../../semantics/evaluate.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { Effect, ParameterValue, Value } from "../../semantics/value.ts"

// https://hono.dev/docs/api/context: handlers are (c), middleware (c, next), error handlers (error, c).

/** `hono.Context` for a parameter that is declared to be one, or is called as everybody calls it. */
export function typeOf(machine: Machine, { parameter, of }: ParameterValue): string | undefined {
  if (of.closure.language.name !== "ecmascript") return undefined
  const { annotation, name } = parameter
  if (annotation === undefined) return /^_?(c|ctx|context)$/.test(name) ? "hono.Context" : undefined
  const type = annotation.kind === "subscript" ? annotation.object : annotation
  if (type.kind === "name" && type.name === "Context") return "hono.Context"
  const evaluated = evaluate(machine, type, of.closure)
  return evaluated.kind === "external" && /^hono(\/\w+)?\.Context$/.test(evaluated.path) ? "hono.Context" : undefined
}

export function isContext(machine: Machine, value: Value): value is ParameterValue {
  return value.kind === "parameter" && typeOf(machine, value) === "hono.Context"
}

/** What was done to the headers of the answer to come: `c.header(name, value)`, `c.res.headers.set(name, value)`. */
export function headerEffects(machine: Machine, parameter: ParameterValue): readonly Effect[] | undefined {
  if (!isContext(machine, parameter)) return undefined
  return parameter.effects.flatMap((effect): readonly Effect[] => {
    const { kind, name, path } = effect
    if (kind !== "call") return []
    if (path.length === 0 && name === "header") return [{ ...effect, path: ["headers"], name: "set" }]
    return path.join(".") === "res.headers" ? [{ ...effect, path: ["headers"] }] : []
  })
}
