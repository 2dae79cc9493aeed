import type { Expression } from "../../ir/expression.ts"
import { optionsOf } from "../../semantics/choice.ts"
import { evaluate } from "../../semantics/evaluate.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { CallValue, ClassValue, FunctionValue, Value } from "../../semantics/value.ts"

// https://docs.nestjs.com/custom-decorators#decorator-composition

/** How deep decorators that are made of decorators are taken apart. */
const depthLimit = 4

/** A decorator of Nest's own, or of a package around it: `UseGuards(AuthGuard("jwt"))`. */
export interface Decorator {
  /** `@nestjs/common.UseGuards`. */
  readonly path: string
  readonly call: CallValue
}

export function classDecorators(machine: Machine, { declaration, closure }: ClassValue): readonly Decorator[] {
  return decoratorsIn(machine, declaration.decorators, closure)
}

export function methodDecorators(machine: Machine, { declaration, closure }: FunctionValue): readonly Decorator[] {
  return decoratorsIn(machine, declaration.decorators, closure)
}

function decoratorsIn(
  machine: Machine,
  expressions: readonly Expression[],
  closure: FunctionValue["closure"],
): readonly Decorator[] {
  return expressions.flatMap((one) => inside(machine, evaluate(machine, one, closure), 0))
}

/** `@Auth("admin")` is whatever `applyDecorators` was given in it. */
function inside(machine: Machine, value: Value, depth: number): readonly Decorator[] {
  if (depth > depthLimit) return []
  return optionsOf(settle(machine, value)).flatMap(({ value: one }): readonly Decorator[] => {
    if (one.kind === "list") return one.items.flatMap((item) => inside(machine, item, depth + 1))
    if (one.kind !== "call" || one.callee.kind !== "external") return []
    if (!one.callee.path.endsWith(".applyDecorators")) return [{ path: one.callee.path, call: one }]
    return one.arguments.flatMap((given) => inside(machine, given.value, depth + 1))
  })
}

/** The arguments of every decorator of a name, in order. */
export function given(decorators: readonly Decorator[], name: string): readonly Value[] {
  return decorators
    .filter(({ path }) => path === `@nestjs/common.${name}`)
    .flatMap(({ call }) => call.arguments.map(({ value }) => value))
}

/** Everything that a list holds, whichever way it was chosen. */
export function itemsOf(machine: Machine, value: Value | undefined): readonly Value[] {
  if (value === undefined) return []
  return optionsOf(settle(machine, value)).flatMap(({ value: one }) =>
    one.kind === "list" ? one.items.flatMap((item) => itemsOf(machine, item)) : [one],
  )
}

/** The class of what is named or made: `RolesGuard`, `new RolesGuard(reflector)`. */
export function classOf(machine: Machine, value: Value): ClassValue | undefined {
  const settled = settle(machine, value)
  if (settled.kind === "class") return settled
  return settled.kind === "call" && settled.callee.kind === "class" ? settled.callee : undefined
}
