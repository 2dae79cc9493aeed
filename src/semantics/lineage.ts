import type { Statement } from "../ir/statement.ts"
import { placeKey } from "../model/place.ts"
import { evaluate } from "./evaluate.ts"
import { foreignPath } from "./foreign-path.ts"
import { result } from "./look-through.ts"
import type { Machine } from "./machine.ts"
import type { CallValue, ClassValue, External, FunctionValue, Value } from "./value.ts"

/** The classes of the project that a class extends, itself first, and the foreign ones at the end of each line. */
export function lineage(machine: Machine, owner: ClassValue): readonly (ClassValue | External | undefined)[] {
  const seen = new Set<unknown>()
  const line: (ClassValue | External | undefined)[] = []
  const visit = (value: Value) => {
    if (value.kind === "external") line.push(value)
    else if (value.kind !== "class") line.push(undefined)
    else if (!seen.has(value.declaration) && seen.size < 16) {
      seen.add(value.declaration)
      line.push(value)
      for (const base of basesOf(machine, value)) visit(base)
    }
  }
  visit(owner)
  return line
}

function basesOf(machine: Machine, owner: ClassValue): readonly Value[] {
  const { file } = owner.closure
  return machine.ask(
    `bases:${placeKey(owner.at)}`,
    () => {
      machine.note(file, true)
      return owner.declaration.bases
        .filter(({ kind }) => kind === "positional")
        .map(({ value }) => {
          const base = evaluate(machine, value, owner.closure)
          // `Generic[T]` and `Base[User]` extend what is before the brackets.
          return base.kind === "element" ? base.object : base
        })
    },
    () => [],
  )
}

/** What a class extends at the end of each line, by path: `db.Model` is what `SQLAlchemy()` has under that name. */
export function foreignBases(machine: Machine, owner: ClassValue): readonly string[] {
  return lineage(machine, owner).flatMap((one) =>
    one?.kind === "class"
      ? basesOf(machine, one).flatMap((base) => (base.kind === "class" ? [] : (foreignPath(machine, base) ?? [])))
      : [],
  )
}

/** An attribute or method that a class or its bases define; methods are bound to the receiver. */
export function classMember(
  machine: Machine,
  owner: ClassValue,
  name: string,
  receiver: Value | undefined,
): Value | undefined {
  for (const ancestor of lineage(machine, owner)) {
    if (ancestor?.kind !== "class") continue
    const found = ownMember(machine, ancestor, name, receiver, owner)
    if (found !== undefined) return found
  }
  return undefined
}

/** What one class itself defines under a name; `asked` is the class that was asked first. */
export function ownMember(
  machine: Machine,
  owner: ClassValue,
  name: string,
  receiver: Value | undefined,
  asked: ClassValue,
): Value | undefined {
  const statement = owner.declaration.body.findLast((member) => defines(member, name))
  if (statement === undefined) return undefined
  const environment = owner.closure
  const at = environment.place(statement)
  if (statement.kind === "function") {
    const method: FunctionValue = {
      kind: "function",
      declaration: statement,
      closure: environment,
      receiver: statement.role === "static" ? undefined : statement.role === "class" ? asked : receiver,
      owner,
      bindings: owner.bindings,
      at: environment.place(statement.nameSpan),
    }
    if (statement.role !== "getter" || receiver === undefined) return method
    return result(machine, { kind: "call", callee: method, arguments: [], effects: [], via: [], at })
  }
  if (statement.kind === "class") {
    return { kind: "class", declaration: statement, closure: environment, bindings: owner.bindings, at }
  }
  if (statement.kind !== "assign" || statement.value === undefined) return undefined
  const value = evaluate(machine, statement.value, environment)
  const [target] = statement.targets
  if (target?.kind !== "list") return enumerated(machine, owner, value) ?? value
  const index = target.items.findIndex((item) => item.kind === "name" && item.name === name)
  return value.kind === "list" ? value.items[index] : undefined
}

/** `NO_TOKEN = ("NO_TOKEN", 401)` in an enum with methods is an instance of it, made with those parts. */
function enumerated(machine: Machine, owner: ClassValue, value: Value): CallValue | undefined {
  if (value.kind !== "list" || value.open) return undefined
  if (!owner.declaration.body.some(({ kind }) => kind === "function") || !isEnumeration(machine, owner))
    return undefined
  const parts = value.items.map((item) => ({ kind: "positional", name: undefined, value: item }) as const)
  return { kind: "call", callee: owner, arguments: parts, effects: [], via: [], at: value.at }
}

/** Whether a class's attributes are its instances. */
export function isEnumeration(machine: Machine, owner: ClassValue): boolean {
  return lineage(machine, owner).some(
    (one) => one?.kind === "external" && machine.library(one.path)?.kind === "enumeration",
  )
}

function defines(statement: Statement, name: string): boolean {
  if (statement.kind === "function" || statement.kind === "class") return statement.name === name
  if (statement.kind !== "assign") return false
  return statement.targets.some((target) =>
    target.kind === "list"
      ? target.items.some((item) => item.kind === "name" && item.name === name)
      : target.kind === "name" && target.name === name,
  )
}

/** Whose constructor `super()` means in a class of the line. */
export function nextInLine(
  machine: Machine,
  owner: ClassValue,
  definedBy: ClassValue,
): ClassValue | External | undefined {
  const line = lineage(machine, owner)
  const index = line.findIndex(
    (ancestor) => ancestor?.kind === "class" && ancestor.declaration === definedBy.declaration,
  )
  return line
    .slice(index + 1)
    .find((ancestor) => ancestor === undefined || ancestor.kind === "class" || !isMarker(machine, ancestor))
}

/** Bases that say something about a class and construct nothing. */
export function isMarker(machine: Machine, external: External): boolean {
  return machine.library(external.path)?.kind === "marker"
}
