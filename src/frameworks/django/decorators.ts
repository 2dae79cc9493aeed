import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, Value } from "../../semantics/value.ts"

/** What `method_decorator(crew_only)` or `method_decorator([a, b])` puts around a method; `undefined` for others. */
export function methodDecorators(machine: Machine, decorator: Value): readonly Value[] | undefined {
  const made = given([decorator], "django.utils.decorators.method_decorator")
  const [first] = made?.arguments ?? []
  if (first === undefined) return undefined
  const settled = first.value.kind === "list" ? first.value : settle(machine, first.value)
  return settled.kind === "list" ? settled.items : [first.value]
}

/** The call of a decorator by its path; `undefined` where it is not among them. */
export function given(decorators: readonly Value[], path: string): CallValue | undefined {
  const found = decorators.find(
    (one) => one.kind === "call" && one.callee.kind === "external" && one.callee.path === path,
  )
  return found?.kind === "call" ? found : undefined
}
