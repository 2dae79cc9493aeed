import { evaluate } from "./evaluate.ts"
import type { Machine } from "./machine.ts"
import type { ParameterValue } from "./value.ts"

/** The foreign class that a parameter's annotation names by itself: `connection: ASGIConnection`. */
export function declaredType(machine: Machine, { parameter, of }: ParameterValue): string | undefined {
  if (parameter.annotation === undefined) return undefined
  const type = evaluate(machine, parameter.annotation, of.closure)
  return type.kind === "external" ? type.path : undefined
}
