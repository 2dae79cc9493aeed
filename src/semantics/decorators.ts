import type { LibraryMember } from "../model/library.ts"
import { evaluate } from "./evaluate.ts"
import { foreignPath } from "./foreign-path.ts"
import type { Machine } from "./machine.ts"
import type { FunctionValue } from "./value.ts"

/** The foreign paths of the decorators of a function, outermost first. */
export function decoratorPaths(machine: Machine, { declaration, closure, owner }: FunctionValue): readonly string[] {
  return [...(owner?.declaration.decorators ?? []), ...declaration.decorators].flatMap((decorator) => {
    const value = evaluate(machine, decorator, closure)
    const path = foreignPath(machine, value.kind === "call" ? value.callee : value)
    return path === undefined ? [] : [path]
  })
}

/** What the packs say of the decorators of a function, outermost first: `@jwt_required()` is a gate. */
export function decoratorModels(machine: Machine, of: FunctionValue): readonly LibraryMember[] {
  return decoratorPaths(machine, of).flatMap((path) => machine.library(path) ?? [])
}
