import type { Module } from "../ir/module.ts"
import { placeKey } from "../model/place.ts"
import { lineage } from "../semantics/lineage.ts"
import type { Machine } from "../semantics/machine.ts"
import { traceModule } from "../semantics/trace.ts"
import type { ClassValue, FunctionValue, Value } from "../semantics/value.ts"
import type { Patience } from "./patience.ts"

type Patient = Machine & { readonly patience: Patience }

/**
 * Every function that a module defines: at its top, in classes, inside other functions; lambdas left out; with a rest
 * after each.
 */
export function* functionsOf(machine: Patient, module: Module): Generator<undefined, readonly FunctionValue[]> {
  const found: FunctionValue[] = []
  const seen = new Set<unknown>()
  function* visit(value: Value, owner: ClassValue | undefined): Generator<undefined, void> {
    if (value.kind === "class") yield* visitClass(value)
    if (value.kind !== "function" || seen.has(value.declaration)) return
    seen.add(value.declaration)
    const own: FunctionValue = owner === undefined ? value : { ...value, owner }
    found.push(own)
    const { inner } = yield* machine.patience.work(() => machine.trace(own))
    yield
    for (const one of inner) yield* visit(one, undefined)
  }
  function* visitClass(value: ClassValue): Generator<undefined, void> {
    if (seen.has(value.declaration)) return
    seen.add(value.declaration)
    for (const member of value.declaration.body) {
      const at = value.closure.place("nameSpan" in member ? member.nameSpan : member)
      const rest = { closure: value.closure, bindings: value.bindings, at }
      if (member.kind === "class") yield* visitClass({ kind: "class", declaration: member, ...rest })
      if (member.kind === "function") {
        yield* visit({ kind: "function", declaration: member, receiver: undefined, owner: value, ...rest }, value)
      }
    }
  }
  const { inner } = yield* machine.patience.work(() => traceModule(machine, module.path))
  yield
  for (const value of inner) yield* visit(value, undefined)
  return found
}

/** Whether a module defines an error of a framework's, so that files without the framework may answer with it. */
export function refuses(machine: Machine, module: Module): boolean {
  return traceModule(machine, module.path).inner.some(
    (value) =>
      value.kind === "class" &&
      lineage(machine, value).some(
        (ancestor) => ancestor?.kind === "external" && /(Exception|Error)$/.test(ancestor.path),
      ),
  )
}

/** A key for a function, the same however it was reached. */
export function functionKey({ declaration, closure }: FunctionValue): string {
  return placeKey(closure.place(declaration))
}

/** The functions of one file. */
export interface FileFunctions {
  readonly file: string
  readonly functions: readonly FunctionValue[]
}
