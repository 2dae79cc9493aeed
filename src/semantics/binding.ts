import type { Chunk, Module } from "../ir/module.ts"
import type { Block, ImportBinding, Statement } from "../ir/statement.ts"
import { type Place, placeOf } from "../model/place.ts"
import { choose, optionsOf } from "./choice.ts"
import { Environment } from "./environment.ts"
import { evaluate } from "./evaluate.ts"
import type { Machine } from "./machine.ts"
import { exportOf, importedValue } from "./module-value.ts"
import { call } from "./reduce.ts"
import { unknown, type Value } from "./value.ts"

/** A statement at a module's top level that gives a name a value. */
interface Binder {
  readonly chunk: Chunk
  readonly statement: Statement
  /** Of an import: which of its names. */
  readonly binding: ImportBinding | undefined
  /** It stands inside another statement, so an earlier one may count as well. */
  readonly conditional: boolean
}

const bindersOfModule = new WeakMap<Module, ReadonlyMap<string, readonly Binder[]>>()

/**
 * What a name means at the top level of a module.
 * @returns `undefined` where nothing there binds it
 */
export function bindingOf(machine: Machine, file: string, name: string): Value | undefined {
  const module = machine.module(file)
  if (module === undefined) return undefined
  const found = binders(module)
  const own = found.get(name)
  const starred = own === undefined ? found.get("*") : undefined
  if (own === undefined && starred === undefined) return undefined
  return machine.ask(
    `binding:${file}:${name}`,
    () => {
      // The answer is the file's own, and what it declares needs no look-up that would say so.
      machine.note(file, false)
      return own === undefined ? throughStars(machine, module, starred ?? [], name) : bind(machine, module, own, name)
    },
    () => (own?.[0] === undefined ? undefined : unknown("cycle", placeOf(own[0].statement, file, own[0].chunk))),
  )
}

/** The environment of a module's top level as seen from one of its chunks: no names of its own, they are looked up. */
export function moduleEnvironment(module: Module, chunk: Chunk): Environment {
  return new Environment({ file: module.path, chunk, language: module.language }, undefined, undefined)
}

function throughStars(machine: Machine, module: Module, stars: readonly Binder[], name: string): Value | undefined {
  if (name.startsWith("_")) return undefined
  for (const { statement } of stars.toReversed()) {
    if (statement.kind !== "import") continue
    const target = machine.resolve(statement.specifier, module.path)
    if (target.kind !== "file" || target.path === module.path || !machine.mayExport(target.path, name)) continue
    const value = exportOf(machine, target.path, name)
    if (value !== undefined) return value
  }
  // `from starlette.routing import *` may bring anything, its own name for HTTPException included.
  const external = stars.find(
    ({ statement }) =>
      statement.kind === "import" && machine.resolve(statement.specifier, module.path).kind === "external",
  )
  return external === undefined
    ? undefined
    : unknown("a star import may bind it", placeOf(external.statement, module.path, external.chunk))
}

function bind(machine: Machine, module: Module, all: readonly Binder[], name: string): Value {
  const last = all.findLastIndex((binder) => !binder.conditional)
  const options = all
    .slice(Math.max(0, last))
    .map((binder) => ({ value: valueOf(machine, module, binder, name), when: [] }))
  const first = all[0]
  if (first === undefined) throw new Error("a name without a binder")
  // `try: import x / except ImportError: x = None`: what is known of the import is what matters.
  const certain = options.filter(({ value }) => value.kind !== "unknown" || value.why === "pending")
  return choose(certain.length > 0 ? certain : options, placeOf(first.statement, module.path, first.chunk))
}

function valueOf(machine: Machine, module: Module, { chunk, statement, binding }: Binder, name: string): Value {
  const environment = moduleEnvironment(module, chunk)
  const at = environment.place(statement)
  switch (statement.kind) {
    case "import":
      return binding === undefined ? unknown("import", at) : importedValue(machine, statement, binding, environment)
    case "function":
    case "class":
      return declared(machine, statement, environment)
    case "assign": {
      if (statement.value === undefined) return unknown("declared without a value", at)
      if (statement.operator !== undefined) return unknown("changed in place", at)
      const value = evaluate(machine, statement.value, environment)
      for (const target of statement.targets) {
        if (target.kind === "name" && target.name === name) return value
        if (target.kind === "list") {
          const index = target.items.findIndex((item) => item.kind === "name" && item.name === name)
          if (index >= 0 && value.kind === "list") return value.items[index] ?? unknown("unpacked", at)
        }
      }
      return unknown("unpacked", at)
    }
    default:
      return unknown("bound by a statement that is not followed", at)
  }
}

/** The value of a function or class statement, its decorators applied where they are the project's own. */
export function declared(
  machine: Machine,
  statement: Extract<Statement, { kind: "function" | "class" }>,
  environment: Environment,
): Value {
  const plain = undecorated(statement, environment)
  if (statement.kind === "class") return plain
  return statement.decorators.reduceRight<Value>((decorated, decorator) => {
    const wrapper = evaluate(machine, decorator, environment)
    return decoration(machine, wrapper, decorated, environment.place(decorator))
  }, plain)
}

/** The function or class itself, as its decorators get it. */
export function undecorated(
  statement: Extract<Statement, { kind: "function" | "class" }>,
  closure: Environment,
): Value {
  const rest = { closure, bindings: new Map(), at: closure.place(statement.nameSpan) }
  return statement.kind === "class"
    ? { kind: "class", declaration: statement, ...rest }
    : { kind: "function", declaration: statement, receiver: undefined, owner: undefined, ...rest }
}

/** What is left of a function under a decorator: a foreign one is taken to give back what it was given. */
function decoration(machine: Machine, wrapper: Value, decorated: Value, at: Place): Value {
  const wraps = optionsOf(wrapper).every(
    ({ value }) => value.kind === "function" || (value.kind === "call" && value.callee.kind === "function"),
  )
  if (!wraps) return decorated
  return call(machine, wrapper, [{ kind: "positional", name: undefined, value: decorated }], at)
}

function binders(module: Module): ReadonlyMap<string, readonly Binder[]> {
  const known = bindersOfModule.get(module)
  if (known !== undefined) return known
  const found = new Map<string, Binder[]>()
  const add = (name: string, binder: Binder) => {
    const list = found.get(name)
    if (list === undefined) found.set(name, [binder])
    else list.push(binder)
  }
  for (const chunk of module.chunks) collect(chunk.body, chunk, false, add)
  bindersOfModule.set(module, found)
  return found
}

function collect(block: Block, chunk: Chunk, conditional: boolean, add: (name: string, binder: Binder) => void): void {
  for (const statement of block) {
    switch (statement.kind) {
      case "import":
        for (const binding of statement.bindings) {
          add(binding.imported === "*" ? "*" : binding.local, { chunk, statement, binding, conditional })
        }
        break
      case "function":
      case "class":
        add(statement.name, { chunk, statement, binding: undefined, conditional })
        break
      case "assign":
        for (const target of statement.targets) {
          const names = target.kind === "list" ? target.items : [target]
          for (const item of names) {
            if (item.kind === "name") add(item.name, { chunk, statement, binding: undefined, conditional })
          }
        }
        break
      case "if":
        collect(statement.then, chunk, true, add)
        collect(statement.otherwise, chunk, true, add)
        break
      case "try":
        collect(statement.body, chunk, true, add)
        for (const handler of statement.handlers) collect(handler.body, chunk, true, add)
        collect(statement.otherwise, chunk, true, add)
        break
      case "with":
      case "loop":
        collect(statement.body, chunk, true, add)
        break
      default:
        break
    }
  }
}
