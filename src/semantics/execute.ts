import type { Call, Expression } from "../ir/expression.ts"
import type { Chunk } from "../ir/module.ts"
import type { Node } from "../ir/node.ts"
import type { Block, If, Statement } from "../ir/statement.ts"
import { assign, assume, change, effectOf, rootOf } from "./assign.ts"
import type { Environment } from "./environment.ts"
import { evaluate, type Recorder } from "./evaluate.ts"
import { executeDefinition } from "./execute-definition.ts"
import { executeRaise, executeReturn, throws } from "./execute-exits.ts"
import { executeInside } from "./execute-inside.ts"
import { executeLoop, executeTry, executeWith } from "./execute-jumps.ts"
import { executeMatch } from "./execute-match.ts"
import type { Machine } from "./machine.ts"
import { importedValue } from "./module-value.ts"
import { neverReturns } from "./never-returns.ts"
import { operate, truthOf } from "./reduce.ts"
import { isLive, join, notBoth, type State } from "./state.ts"
import type { Called, Raising, Trace } from "./trace.ts"
import type { CallValue, Condition, ConditionRole, FailureCondition, ParameterValue, Value } from "./value.ts"

/** Runs statements once on symbols, and writes down every way out, every call, every definition. */
export class Execution {
  readonly machine: Machine
  state: State
  readonly returns: Trace["returns"][number][] = []
  readonly returnsInside: Trace["returns"][number][] = []
  readonly raises: Raising[] = []
  readonly calls: Called[] = []
  readonly inner: Value[] = []
  /** The handlers that enclose what runs now, innermost first. */
  within: readonly FailureCondition[] = []
  /** How many calls of functions that run inside them are being run. */
  inside = 0
  #statement: Expression | undefined
  /** A value was handed out, and used. */
  hasYielded = false

  constructor(machine: Machine, environment: Environment) {
    this.machine = machine
    this.state = { environment, path: [], left: undefined }
  }

  run(body: Block): Trace {
    this.block(body)
    return this.finish()
  }

  /** Goes on with the next top-level statement of a module. */
  inChunk(chunk: Chunk): void {
    this.state = { environment: this.state.environment.inChunk(chunk), path: [], left: undefined }
    this.block(chunk.body)
  }

  finish(): Trace {
    const { names } = this.state.environment
    const parameters = [...names.values()].filter((value) => value.kind === "parameter")
    const [first] = this.state.environment.function?.declaration.parameters ?? []
    const receiver = first === undefined ? undefined : names.get(first.name)
    if (isLive(this.state)) this.#fallOff()
    return {
      returns: this.returns,
      returnsInside: this.returnsInside,
      raises: this.raises,
      calls: this.calls,
      names,
      receiver: receiver?.kind === "parameter" ? receiver : undefined,
      parameters,
      inner: this.inner,
    }
  }

  /** A function that reaches its end returns nothing. */
  #fallOff(): void {
    const owner = this.state.environment.function
    if (owner === undefined || owner.declaration.generator) return
    const at = this.state.environment.place({ start: owner.declaration.end, end: owner.declaration.end })
    this.returns.push({
      value: { kind: "constant", value: null, at },
      path: this.state.path,
      at,
      written: this.written,
    })
  }

  /** Parameters to which something was done so far. */
  get written(): readonly ParameterValue[] {
    return [...this.state.environment.names.values()]
      .filter((value) => value.kind === "parameter")
      .filter(({ effects }) => effects.length > 0)
  }

  block(body: Block): void {
    for (const statement of body) {
      if (!isLive(this.state)) return
      this.#statementOf(statement)
    }
  }

  value(expression: Expression): Value {
    return evaluate(this.machine, expression, this.state.environment, this.#recorder)
  }

  place(node: Node) {
    return this.state.environment.place(node)
  }

  bind(target: Expression, value: Value): void {
    assign(this.machine, this.state.environment, target, value, (expression) => this.value(expression))
  }

  condition(value: Value, holds: boolean, node: Node, role: ConditionRole = "branch"): Condition {
    return { kind: "test", value, holds, role, at: this.place(node) }
  }

  readonly #recorder: Recorder = {
    called: (made, expression) => this.#called(made, expression),
    assigned: (target, value) => this.bind(target, value),
    yielded: (value, at) => {
      this.hasYielded = true
      // Whoever waits for a generator's value, as a dependency's user does, gets this.
      if (value !== undefined) this.returns.push({ value, path: this.state.path, at, written: this.written })
    },
    defined: (inner) => this.inner.push(inner),
    ran: (inner, inside) => executeInside(this, inner, inside),
  }

  #called(made: CallValue, expression: Call): void {
    const { environment, path } = this.state
    this.calls.push({
      call: made,
      path,
      at: environment.place(expression),
      within: this.within,
      isStatement: this.#statement === expression,
      on: rootOf(expression, environment),
      inside: this.inside,
    })
    const effect = effectOf(made, expression, environment)
    if (effect !== undefined) change(environment, effect.root, effect.effect)
  }

  #statementOf(statement: Statement): void {
    switch (statement.kind) {
      case "expression": {
        this.#statement = statement.value.kind === "await" ? statement.value.value : statement.value
        const value = this.value(statement.value)
        this.#statement = undefined
        if (throws(this, value, this.place(statement))) return
        if (neverReturns(this.machine, value)) this.state = { ...this.state, left: "refusal" }
        return
      }
      case "assign":
        this.#assign(statement)
        return
      case "return":
        executeReturn(this, statement)
        return
      case "raise":
        executeRaise(this, statement)
        return
      case "if":
        this.#if(statement)
        return
      case "match":
        executeMatch(this, statement)
        return
      case "try":
        executeTry(this, statement)
        return
      case "loop":
        executeLoop(this, statement)
        return
      case "with":
        executeWith(this, statement)
        return
      case "function":
      case "class":
        executeDefinition(this, statement)
        return
      case "import":
        for (const binding of statement.bindings) {
          if (binding.imported === "*") continue
          this.state.environment.names.set(
            binding.local,
            importedValue(this.machine, statement, binding, this.state.environment),
          )
        }
        return
      case "export":
        this.value(statement.value)
        return
      case "assert": {
        const test = this.value(statement.test)
        assume(this.state.environment, statement.test, true)
        this.state = {
          ...this.state,
          path: [...this.state.path, this.condition(test, true, statement, "after-refusal")],
        }
        return
      }
      case "break":
      case "continue":
        this.state = { ...this.state, left: "jump" }
        return
      case "delete":
      case "scope":
      case "unknown":
        return
    }
  }

  #assign({ targets, value, operator, ...node }: Extract<Statement, { kind: "assign" }>): void {
    if (value === undefined) return
    const given = this.value(value)
    if (throws(this, given, this.place(node))) return
    const [target] = targets
    if (operator !== undefined && target !== undefined) {
      this.bind(target, operate(operator, [this.value(target), given], this.place(node)))
      return
    }
    for (const one of targets) this.bind(one, given)
  }

  #if({ test, then, otherwise }: If): void {
    const value = this.value(test)
    const truth = truthOf(value)
    const before = this.state
    const branch = (holds: boolean, body: Block): State => {
      if (truth === !holds) return { ...before, left: "never" }
      const environment = before.environment.fork()
      assume(environment, test, holds)
      this.state = { environment, path: [...before.path, this.condition(value, holds, test)], left: undefined }
      this.block(body)
      return this.state
    }
    const taken = branch(true, then)
    const passed = branch(false, otherwise)
    const after = join(before, [taken, passed])
    this.state = { ...after, path: [...after.path, ...notBoth(before, taken, passed)] }
  }
}
