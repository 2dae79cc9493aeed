import type { Module } from "../ir/module.ts"
import { placeKey } from "../model/place.ts"
import { lineage } from "../semantics/lineage.ts"
import type { Machine } from "../semantics/machine.ts"
import { traceModule } from "../semantics/trace.ts"
import type { ClassValue, FunctionValue, Value } from "../semantics/value.ts"

/** Every function that a module defines: at its top, in classes, inside other functions; lambdas left out. */
export function functionsOf(machine: Machine, module: Module): readonly FunctionValue[] {
  const found: FunctionValue[] = []
  const seen = new Set<unknown>()
  const visit = (value: Value, owner: ClassValue | undefined): void => {
    if (value.kind === "class") visitClass(value)
    if (value.kind !== "function" || seen.has(value.declaration)) return
    seen.add(value.declaration)
    const own: FunctionValue = owner === undefined ? value : { ...value, owner }
    found.push(own)
    for (const inner of machine.trace(own).inner) visit(inner, undefined)
  }
  const visitClass = (value: ClassValue): void => {
    if (seen.has(value.declaration)) return
    seen.add(value.declaration)
    for (const member of value.declaration.body) {
      const at = value.closure.place("nameSpan" in member ? member.nameSpan : member)
      const rest = { closure: value.closure, bindings: value.bindings, at }
      if (member.kind === "class") visitClass({ kind: "class", declaration: member, ...rest })
      if (member.kind === "function") {
        visit({ kind: "function", declaration: member, receiver: undefined, owner: value, ...rest }, value)
      }
    }
  }
  for (const value of traceModule(machine, module.path).inner) visit(value, undefined)
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
