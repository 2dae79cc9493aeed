import { argument } from "../../semantics/arguments.ts"
import { decoratorPaths } from "../../semantics/decorators.ts"
import { lineage } from "../../semantics/lineage.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, FunctionValue } from "../../semantics/value.ts"
import { isOfRest } from "./paths.ts"

/**
 * Whether an answer is a page: Django answers in HTML where nobody says otherwise, unless the function is of a
 * framework for data that is put on it.
 */
export function isPage(machine: Machine, name: string, built: CallValue, of: FunctionValue): boolean {
  if (name === "JsonResponse" || name === "FileResponse" || isForData(machine, of)) return false
  const type = argument(built.arguments, 1, "content_type").value
  return type === undefined || (type.kind === "constant" && /html/.test(String(type.value)))
}

function isForData(machine: Machine, of: FunctionValue): boolean {
  const above = of.owner === undefined ? [] : lineage(machine, of.owner)
  const paths = above.flatMap((one) => (one?.kind === "external" ? [one.path] : []))
  return [...paths, ...decoratorPaths(machine, of)].some((path) => isOfRest(path) || path.startsWith("ninja"))
}
