import type { Expression } from "../../ir/expression.ts"
import type { FunctionDeclaration } from "../../ir/statement.ts"
import { isOf, walk } from "../../ir/walk.ts"
import { speaksOfAccess } from "../../semantics/access-name.ts"
import type { App } from "../../semantics/app.ts"
import { lineage } from "../../semantics/lineage.ts"
import type { Machine } from "../../semantics/machine.ts"
import { originOf } from "../../semantics/origin.ts"
import type { FunctionValue, Value } from "../../semantics/value.ts"

/** Whether a handler looks at who asks, or calls what may do so: somebody else may have refused, or it will. */
export function asksWhoIsThere(machine: Machine, of: FunctionValue, app: App): boolean {
  if (readsOfWhoAsks(of.declaration) || helpersOf(machine, of, app).some(readsOfWhoAsks)) return true
  const { calls, parameters } = machine.trace(of)
  const isOfSomebody = (value: Value) => {
    const { kind } = originOf(machine, value)
    return kind === "identity" || kind === "credential" || kind === "claim" || kind === "permission" || kind === "right"
  }
  return (
    parameters.some((parameter) => {
      const injection = machine.injected(parameter)
      return injection !== undefined && injection.kind !== "input"
    }) ||
    calls.some(
      ({ call }) =>
        speaksOfAccess(nameOf(call.callee)) ||
        call.callee.kind === "unknown" ||
        isOfSomebody(call) ||
        call.arguments.some(({ value }) => isOfSomebody(value)),
    )
  )
}

/** The methods beside a handler that answer no route themselves: `get_queryset`. */
function helpersOf(machine: Machine, { owner }: FunctionValue, { routes }: App): readonly FunctionDeclaration[] {
  if (owner === undefined) return []
  const handlers = new Set(routes.map(({ handler }) => handler.declaration))
  return lineage(machine, owner).flatMap((one) =>
    (one?.kind === "class" ? one.declaration.body : []).filter(
      (member): member is FunctionDeclaration => member.kind === "function" && !handlers.has(member),
    ),
  )
}

/** `request.user`, `self.request.user`: a part of what it was given that is about who asks. */
function readsOfWhoAsks({ parameters, body }: FunctionDeclaration): boolean {
  const given = new Set(parameters.map(({ name }) => name))
  return body.some((statement) =>
    [...walk(statement)].some(
      (node) => isOf(node, "member") && speaksOfAccess(node.name) && given.has(rootOf(node.object) ?? ""),
    ),
  )
}

function rootOf(expression: Expression): string | undefined {
  if (expression.kind === "name") return expression.name
  return expression.kind === "member" ? rootOf(expression.object) : undefined
}

/** Whether a function reads nothing of what it is given, beside what it answers by: it is the same for everybody. */
export function takesNothing(machine: Machine, of: FunctionValue): boolean {
  const given = new Set(
    machine.trace(of).parameters.flatMap((parameter) => {
      const isAnswer = machine.typeOf(parameter)?.endsWith("Response") === true
      return isAnswer ? [] : [parameter.parameter.name]
    }),
  )
  return !of.declaration.body.some((statement) =>
    [...walk(statement)].some((node) => isOf(node, "name") && given.has(node.name)),
  )
}

function nameOf(callee: Value): string {
  if (callee.kind === "member") return callee.name
  if (callee.kind === "function" || callee.kind === "class") return callee.declaration.name
  return callee.kind === "external" ? callee.path.slice(callee.path.lastIndexOf(".") + 1) : ""
}
