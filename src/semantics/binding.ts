import type { Chunk, Module } from "../ir/module.ts"
import type { Block, Import, ImportBinding, Statement } from "../ir/statement.ts"
import { type Place, placeOf } from "../model/place.ts"
import { choose, optionsOf } from "./choice.ts"
import { Environment } from "./environment.ts"
import { evaluate } from "./evaluate.ts"
import type { Machine } from "./machine.ts"
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

/** What an import binds one name to. */
export function importedValue(
  machine: Machine,
  statement: Import,
  binding: ImportBinding,
  environment: Environment,
): Value {
  const at = environment.place(binding)
  const from = environment.file
  if (binding.imported === undefined) return wholeModule(machine, binding.path ?? statement.specifier, from, at)
  const target = machine.resolve(statement.specifier, from)
  if (target.kind === "file") {
    const value = target.path === from ? undefined : bindingOf(machine, target.path, binding.imported)
    if (value !== undefined) return value
  }
  const below = machine.submodule(statement.specifier, from, binding.imported)
  if (below !== undefined) {
    const submodule = machine.resolve(below, from)
    if (submodule.kind !== "external") {
      return { kind: "module", path: submodule.path, isFolder: submodule.kind === "folder", at }
    }
  }
  // A folder without that module only looks like a package: `from alembic import context` beside `alembic/`.
  if (target.kind !== "file") return { kind: "external", path: `${statement.specifier}.${binding.imported}`, at }
  const isRead = machine.module(target.path) !== undefined
  return unknown(isRead ? `${binding.imported} is not in ${target.path}` : "pending", at)
}

function wholeModule(machine: Machine, specifier: string, from: string, at: Place): Value {
  const target = machine.resolve(specifier, from)
  return target.kind === "external"
    ? { kind: "external", path: specifier, at }
    : { kind: "module", path: target.path, isFolder: target.kind === "folder", at }
}

function throughStars(machine: Machine, module: Module, stars: readonly Binder[], name: string): Value | undefined {
  if (name.startsWith("_")) return undefined
  for (const { statement } of stars.toReversed()) {
    if (statement.kind !== "import") continue
    const target = machine.resolve(statement.specifier, module.path)
    if (target.kind !== "file" || target.path === module.path) continue
    const value = bindingOf(machine, target.path, name)
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

/** A member of a module or package of the project. */
export function moduleMember(machine: Machine, path: string, isFolder: boolean, name: string, at: Place): Value {
  if (!isFolder) {
    const value = bindingOf(machine, path, name)
    if (value !== undefined) return value
    if (machine.module(path) === undefined) return unknown("pending", at)
  }
  const folder = isFolder ? path : path.replace(/\/?[^/]*$/, "")
  const below = machine.inFolder(folder, name)
  return below.kind === "external"
    ? unknown(`${name} is not in ${path}`, at)
    : { kind: "module", path: below.path, isFolder: below.kind === "folder", at }
}
