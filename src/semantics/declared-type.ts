import { evaluate } from "./evaluate.ts"
import type { Machine } from "./machine.ts"
import type { ClassValue, ParameterValue } from "./value.ts"

/** The foreign class that a parameter's annotation names by itself: `connection: ASGIConnection`. */
export function declaredType(machine: Machine, { parameter, of }: ParameterValue): string | undefined {
  if (parameter.annotation === undefined) return undefined
  const type = evaluate(machine, parameter.annotation, of.closure)
  return type.kind === "external" ? type.path : undefined
}

/** The class of the project that a parameter is declared to be an instance of: `berths: Berths`, `table: Table[Berth]`. */
export function declaredClass(machine: Machine, { parameter, of }: ParameterValue): ClassValue | undefined {
  const { annotation } = parameter
  if (annotation === undefined) return undefined
  const type = evaluate(machine, annotation.kind === "subscript" ? annotation.object : annotation, of.closure)
  return type.kind === "class" ? type : undefined
}
