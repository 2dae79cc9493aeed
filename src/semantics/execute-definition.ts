import type { ClassDeclaration, FunctionDeclaration } from "../ir/statement.ts"
import { declared, undecorated } from "./binding.ts"
import type { Execution } from "./execute.ts"
import { call } from "./reduce.ts"

/** Binds a function or class, and writes down what its decorators do. */
export function executeDefinition(execution: Execution, statement: FunctionDeclaration | ClassDeclaration): void {
  const { environment } = execution.state
  const value = declared(execution.machine, statement, environment)
  const plain = statement.kind === "class" ? value : undecorated(statement, environment)
  execution.inner.push(plain)
  environment.names.set(statement.name, value)
  for (const decorator of statement.decorators.toReversed()) {
    const wrapper = execution.value(decorator)
    const at = execution.place(decorator)
    const made = call(execution.machine, wrapper, [{ kind: "positional", name: undefined, value: plain }], at)
    if (made.kind !== "call") continue
    execution.calls.push({
      call: made,
      path: execution.state.path,
      at,
      within: execution.within,
      isStatement: true,
      on: undefined,
      inside: 0,
    })
  }
}
