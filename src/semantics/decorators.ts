import type { LibraryMember } from "../model/library.ts"
import { evaluate } from "./evaluate.ts"
import { foreignPath } from "./foreign-path.ts"
import type { Machine } from "./machine.ts"
import type { FunctionValue } from "./value.ts"

/** What the packs say of the decorators of a function, outermost first: `@jwt_required()` is a gate. */
export function decoratorModels(
  machine: Machine,
  { declaration, closure, owner }: FunctionValue,
): readonly LibraryMember[] {
  const own = [...(owner?.declaration.decorators ?? []), ...declaration.decorators]
  return own.flatMap((decorator) => {
    const value = evaluate(machine, decorator, closure)
    const path = foreignPath(machine, value.kind === "call" ? value.callee : value)
    const model = path === undefined ? undefined : machine.library(path)
    return model === undefined ? [] : [model]
  })
}
