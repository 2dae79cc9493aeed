import type { Place } from "../../model/place.ts"
import { bindingOf } from "../../semantics/binding.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { Value } from "../../semantics/value.ts"

/** What a setting names by its path: `"harbour.middleware.KeyMiddleware"`; external where it is not the project's. */
export function dotted(machine: Machine, path: string, at: Place): Value {
  const dot = path.lastIndexOf(".")
  const module = dot < 0 ? { kind: "external" as const } : machine.resolve(path.slice(0, dot), at.file)
  const own = module.kind === "file" ? bindingOf(machine, module.path, path.slice(dot + 1)) : undefined
  return own ?? { kind: "external", path, at }
}
