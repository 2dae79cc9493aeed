import type { LibraryMember } from "../model/library.ts"
import { optionsOf } from "./choice.ts"
import { evaluate } from "./evaluate.ts"
import { foreignPath } from "./foreign-path.ts"
import { settle } from "./look-through.ts"
import type { Machine } from "./machine.ts"
import { call } from "./reduce.ts"
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

/** The function that a decorator of the project's own puts around a handler, where that is always the same. */
export function wrapped(machine: Machine, decorator: Value, handler: FunctionValue): FunctionValue | undefined {
  const [only, ...more] = wrappersOf(machine, decorator, handler)
  return more.length === 0 ? only : undefined
}

/** The functions that a decorator of the project's own may put around a handler: one that takes arguments as well. */
export function wrappersOf(machine: Machine, decorator: Value, handler: FunctionValue): readonly FunctionValue[] {
  const callee = settle(machine, decorator)
  if (callee.kind !== "function") return []
  const given = [{ kind: "positional", name: undefined, value: handler } as const]
  const made = settle(machine, call(machine, callee, given, decorator.at))
  return optionsOf(made).flatMap((option) => {
    const value = settle(machine, option.value)
    return value.kind === "function" && value.declaration !== handler.declaration ? [value] : []
  })
}
