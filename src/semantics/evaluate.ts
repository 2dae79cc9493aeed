import type { Argument, Call, Comprehension, Expression, Lambda, Member, Record } from "../ir/expression.ts"
import type { Place } from "../model/place.ts"
import { bindingOf } from "./binding.ts"
import { choose } from "./choice.ts"
import type { Environment } from "./environment.ts"
import { classMember, lineage } from "./lineage.ts"
import type { Machine } from "./machine.ts"
import { element, member } from "./member.ts"
import { call, operate } from "./reduce.ts"
import {
  type ArgumentValue,
  type CallValue,
  type Condition,
  constant,
  type Entry,
  type FunctionValue,
  unknown,
  type Value,
} from "./value.ts"

/** Hears of what evaluation does besides giving a value. */
export interface Recorder {
  called(made: CallValue, expression: Call): void
  assigned(target: Expression, value: Value): void
  /** A value was handed out; what follows runs once it has been used. */
  yielded(value: Value | undefined, at: Place): void
  /** A function was written down that runs some other time. */
  defined(inner: FunctionValue): void
  /** A function was given to a call that runs it as a part of itself. */
  ran(inner: FunctionValue, inside: CallValue): void
}

/** What an expression is known to be. Names are the environment's, then the module's. */
export function evaluate(
  machine: Machine,
  expression: Expression,
  environment: Environment,
  recorder?: Recorder,
): Value {
  return new Evaluation(machine, environment, recorder).of(expression)
}

class Evaluation {
  readonly #machine: Machine
  readonly #environment: Environment
  readonly #recorder: Recorder | undefined

  constructor(machine: Machine, environment: Environment, recorder: Recorder | undefined) {
    this.#machine = machine
    this.#environment = environment
    this.#recorder = recorder
  }

  of(expression: Expression): Value {
    const at = this.#environment.place(expression)
    switch (expression.kind) {
      case "literal":
        return constant(expression.value, at)
      case "name":
        return this.#name(expression.name, at)
      case "template":
        return {
          kind: "text",
          parts: expression.parts.map((part) => (typeof part === "string" ? constant(part, at) : this.of(part))),
          at,
        }
      case "member":
        return this.#member(expression)
      case "subscript": {
        const object = this.of(expression.object)
        if (expression.index.kind === "slice") return { kind: "element", object, index: undefined, at }
        return element(object, this.of(expression.index), at)
      }
      case "call":
        return this.#call(expression)
      case "list": {
        const items: Value[] = []
        let open = false
        for (const item of expression.items) {
          if (item.kind !== "spread") items.push(this.of(item))
          else {
            const inner = this.of(item.value)
            if (inner.kind === "list") items.push(...inner.items)
            open ||= inner.kind !== "list" || inner.open
          }
        }
        return { kind: "list", items, open, at }
      }
      case "record":
        return this.#record(expression)
      case "lambda": {
        const inner = this.#lambda(expression)
        if (expression.runs === "elsewhere") this.#recorder?.defined(inner)
        return inner
      }
      case "unary":
        return operate(expression.operator, [this.of(expression.operand)], at)
      case "binary":
      case "compare":
      case "boolean":
        return operate(expression.operator, [this.of(expression.left), this.of(expression.right)], at)
      case "conditional": {
        const test = this.of(expression.test)
        const when = (holds: boolean): readonly Condition[] => [
          { kind: "test", value: test, holds, role: "branch", at: this.#environment.place(expression.test) },
        ]
        const then = { value: this.of(expression.then), when: when(true) }
        const otherwise = { value: this.of(expression.otherwise), when: when(false) }
        return choose([then, otherwise], at)
      }
      case "await":
        return this.of(expression.value)
      case "assignment": {
        const value = this.of(expression.value)
        this.#recorder?.assigned(expression.target, value)
        return value
      }
      case "comprehension":
        return this.#comprehension(expression)
      case "spread":
        return this.of(expression.value)
      case "sequence": {
        const values = expression.items.map((item) => this.of(item))
        return values.at(-1) ?? unknown("empty", at)
      }
      case "yield":
        this.#recorder?.yielded(expression.value === undefined ? undefined : this.of(expression.value), at)
        return unknown("sent by the caller", at)
      case "slice":
      case "regex":
      case "unknown":
        return unknown("no word for it", at)
    }
  }

  #name(name: string, at: Value["at"]): Value {
    const environment = this.#environment
    const found = environment.find(name) ?? bindingOf(this.#machine, environment.file, name)
    if (found === undefined) return { kind: "external", path: `${environment.language.globalModule}.${name}`, at }
    if (found.at.file !== environment.file) this.#machine.note(found.at.file, false)
    // A name's value keeps where it was written; a parameter is the same wherever it is read.
    return found
  }

  #member(expression: Member): Value {
    const at = this.#environment.place(expression)
    const inherited = this.#inherited(expression)
    if (inherited !== undefined) return inherited
    return member(this.#machine, this.of(expression.object), expression.name, at)
  }

  /** `super().name`: the next class in line, on the same receiver. */
  #inherited({ object, name }: Member): Value | undefined {
    const environment = this.#environment
    if (object.kind !== "call" || object.callee.kind !== "name") return undefined
    if (object.callee.name !== environment.language.superName) return undefined
    const owner = environment.function?.owner
    if (owner === undefined) return undefined
    const self = environment.function?.declaration.parameters[0]
    const receiver = self === undefined ? undefined : environment.find(self.name)
    for (const ancestor of lineage(this.#machine, owner).slice(1)) {
      if (ancestor === undefined) return undefined
      if (ancestor.kind === "external") {
        return { kind: "external", path: `${ancestor.path}.${name}`, at: environment.place(object) }
      }
      const found = classMember(this.#machine, ancestor, name, receiver)
      if (found !== undefined) return found
    }
    return undefined
  }

  #call(expression: Call): Value {
    const callee = this.of(expression.callee)
    const given = expression.arguments.map((one) => this.#argument(one))
    const value = call(this.#machine, callee, given, this.#environment.place(expression))
    const made: CallValue =
      value.kind === "call"
        ? value
        : { kind: "call", callee, arguments: given, effects: [], via: [], at: this.#environment.place(expression) }
    this.#recorder?.called(made, expression)
    expression.arguments.forEach((one, index) => {
      const inner = given[index]?.value
      if (one.value.kind === "lambda" && one.value.runs === "inside" && inner?.kind === "function") {
        this.#recorder?.ran(inner, made)
      }
    })
    return value
  }

  #argument({ kind, name, value }: Argument): ArgumentValue {
    return { kind, name, value: this.of(value) }
  }

  #record(expression: Record): Value {
    const entries: Entry[] = []
    const spread: Value[] = []
    let open = false
    for (const { key, value } of expression.entries) {
      const inner = this.of(value)
      if (key === undefined) {
        if (inner.kind === "record") {
          entries.push(...inner.entries)
          spread.push(...inner.spread)
          open ||= inner.open
        } else spread.push(inner)
        continue
      }
      const name = this.of(key)
      if (name.kind === "constant") entries.push({ key: String(name.value), value: inner, sometimes: false })
      else spread.push({ kind: "list", items: [name, inner], open: false, at: inner.at })
    }
    return { kind: "record", entries, open: open || spread.length > 0, spread, at: this.#environment.place(expression) }
  }

  #lambda(expression: Lambda): FunctionValue {
    return {
      kind: "function",
      declaration: expression.function,
      closure: this.#environment,
      receiver: undefined,
      owner: undefined,
      bindings: new Map(),
      at: this.#environment.place(expression),
    }
  }

  #comprehension(expression: Comprehension): Value {
    const at = this.#environment.place(expression)
    const inner = new Evaluation(this.#machine, this.#environment.fork(), this.#recorder)
    const operands: Value[] = []
    for (const clause of expression.clauses) {
      const iterable = inner.of(clause.iterable)
      inner.#bind(clause.target, element(iterable, undefined, inner.#environment.place(clause.target)))
      operands.push(iterable, ...clause.tests.map((test) => inner.of(test)))
    }
    return { kind: "operation", operator: "comprehension", operands: [inner.of(expression.element), ...operands], at }
  }

  #bind(target: Expression, value: Value): void {
    if (target.kind === "name") this.#environment.names.set(target.name, value)
    if (target.kind === "list") {
      target.items.forEach((item, index) => {
        const at = this.#environment.place(item)
        this.#bind(item, element(value, constant(index, at), at))
      })
    }
  }
}
