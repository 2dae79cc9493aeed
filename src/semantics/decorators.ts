import type { LibraryMember } from "../model/library.ts"
import { evaluate } from "./evaluate.ts"
import { foreignPath } from "./foreign-path.ts"
import type { Machine } from "./machine.ts"
import type { FunctionValue, Value } from "./value.ts"

/** The foreign paths of the decorators of a function, outermost first. */
export function decoratorPaths(machine: Machine, of: FunctionValue): readonly string[] {
  return decoratorsOf(machine, of).flatMap((value) => pathOf(machine, value) ?? [])
}

/** What the packs say of the decorators of a function, outermost first: `@jwt_required()` is a gate. */
export function decoratorModels(machine: Machine, of: FunctionValue): readonly LibraryMember[] {
  return decoratorsOf(machine, of).flatMap((value) => {
    const path = pathOf(machine, value)
    const model = path === undefined ? undefined : machine.library(path)
    return model === undefined || letsPass(model, value) ? [] : [model]
  })
}

/** The decorators of a function and of its class, outermost first, as values. */
export function decoratorsOf(machine: Machine, { declaration, closure, owner }: FunctionValue): readonly Value[] {
  return [...(owner?.declaration.decorators ?? []), ...declaration.decorators].map((decorator) =>
    evaluate(machine, decorator, closure),
  )
}

function pathOf(machine: Machine, value: Value): string | undefined {
  return foreignPath(machine, value.kind === "call" ? value.callee : value)
}

/** A gate that is told to let everybody pass is none. */
function letsPass(model: LibraryMember, value: Value): boolean {
  if (model.kind !== "refusing-gate" || model.optional === undefined || value.kind !== "call") return false
  const told = value.arguments.find(({ name }) => name === model.optional)?.value
  return told !== undefined && !(told.kind === "constant" && told.value === false)
}
