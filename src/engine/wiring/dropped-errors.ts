import type { Edit } from "../../model/edit.ts"
import type { Wiring } from "../../semantics/framework.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import { statusesOf } from "../../semantics/status.ts"
import type { CallValue, FunctionValue } from "../../semantics/value.ts"
import { handlerFor } from "../handlers.ts"
import type { Whole } from "./index.ts"

/** `HTTPException(403)` as a statement of its own: an answer that is made, and neither raised nor handed to anybody. */
export function droppedErrors(machine: Machine, of: FunctionValue, whole: Whole): readonly Wiring[] {
  // A constructor sets up its own error with that of its base.
  if (of.declaration.name === of.closure.language.constructorName) return []
  return machine.trace(of).calls.flatMap(({ call, at, isStatement, inside }): readonly Wiring[] => {
    // What makes its error and throws it at once needs nobody else to.
    if (!isStatement || inside > 0 || machine.thrown(call) !== undefined) return []
    if (!isRefusal(machine, of, call, whole)) return []
    const { callee } = call
    const path = callee.kind === "external" ? callee.path : ""
    const name = callee.kind === "class" ? callee.declaration.name : path.slice(path.lastIndexOf(".") + 1)
    const word = of.closure.language.name === "python" ? "raise " : "throw "
    const edits: readonly Edit[] = [{ kind: "replace", at, code: [word, { kind: "source", at }] }]
    return [
      {
        kind: "dropped-error",
        at,
        data: { name },
        evidence: undefined,
        why: "what follows runs all the same",
        repairs: [{ title: "Raise it", edits }],
      },
    ]
  })
}

/** An error that a framework answers with a status, or that a handler of an app is there for. */
function isRefusal(machine: Machine, of: FunctionValue, call: CallValue, whole: Whole): boolean {
  if (call.callee.kind !== "class" && call.callee.kind !== "external") return false
  for (const framework of whole.frameworksOf(of)) {
    const response = framework.error(machine, call, of)
    if (response === undefined) continue
    if (response.status === undefined) return response.defaultStatus >= 400
    const facts = statusesOf(settle(machine, response.status)).map(({ fact }) => fact)
    return facts.every((fact) => fact.kind === "known" && fact.value >= 400)
  }
  if (call.callee.kind !== "class") return false
  return whole.apps.some((app) => {
    const handler = handlerFor(machine, app, call, undefined)
    return handler !== undefined && handler.broad !== true && handler.takes.kind === "class"
  })
}
