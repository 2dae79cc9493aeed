import type { Statement } from "../ir/statement.ts"
import type { Place } from "../model/place.ts"
import { bindArguments } from "./arguments.ts"
import { evaluate } from "./evaluate.ts"
import { result } from "./look-through.ts"
import type { Machine } from "./machine.ts"
import { substitute } from "./substitute.ts"
import type { ArgumentValue, Bindings, CallValue, ClassValue, Effect, External, FunctionValue, Value } from "./value.ts"

/** A call whose callee is a class of the project. */
export interface InstanceCall extends CallValue {
  readonly callee: ClassValue
}

export function isInstance(value: Value): value is InstanceCall {
  return value.kind === "call" && value.callee.kind === "class"
}

/** What an instance is made of once its constructors have run. */
export interface Construction {
  readonly attributes: ReadonlyMap<string, Value>
  /** The foreign class that it extends, as it was constructed: `HTTPException(401, "no")`. */
  readonly base: CallValue | undefined
  /** A base class could not be resolved, so more may have happened. */
  readonly open: boolean
}

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
    `bases:${file}:${owner.at.chunk.offset + owner.at.start}`,
    () =>
      owner.declaration.bases
        .filter(({ kind }) => kind === "positional")
        .map(({ value }) => {
          const base = evaluate(machine, value, owner.closure)
          // `Generic[T]` and `Base[User]` extend what is before the brackets.
          return base.kind === "element" ? base.object : base
        }),
    () => [],
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

function ownMember(
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
  if (target?.kind !== "list") return value
  const index = target.items.findIndex((item) => item.kind === "name" && item.name === name)
  return value.kind === "list" ? value.items[index] : undefined
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

/** An attribute or method of an instance. */
export function instanceMember(machine: Machine, instance: InstanceCall, name: string, at: Place): Value | undefined {
  const { attributes } = construct(machine, instance)
  const attribute = attributes.get(name)
  if (attribute !== undefined) return attribute
  const member = classMember(machine, instance.callee, name, instance)
  return member === undefined || member.kind === "function" ? member : { ...member, at: member.at ?? at }
}

/** Runs an instance's constructors. Without one, the arguments go to the foreign base. */
export function construct(machine: Machine, instance: InstanceCall): Construction {
  const begun = machine.frames.building.get(instance)
  // `self.url = f"{self.host}/x"` in a constructor reads what was set so far.
  if (begun !== undefined) return { attributes: begun, base: undefined, open: true }
  if (machine.frames.building.size >= buildingLimit) return { attributes: new Map(), base: undefined, open: true }
  const attributes = new Map<string, Value>()
  machine.frames.building.set(instance, attributes)
  try {
    return new Constructing(machine, instance, attributes).run(instance.callee, instance)
  } finally {
    machine.frames.building.delete(instance)
  }
}

/** How many objects may be under construction inside each other. */
const buildingLimit = 6

/** Bases that say something about a class and construct nothing. */
function isMarker(external: External): boolean {
  return /(^|\.)(ABC|Generic|Protocol|object)$/.test(external.path)
}

class Constructing {
  readonly #machine: Machine
  /** The object itself: what constructors call `self`. */
  readonly #self: InstanceCall
  readonly #attributes: Map<string, Value>
  #turns = 0

  constructor(machine: Machine, self: InstanceCall, attributes: Map<string, Value>) {
    this.#machine = machine
    this.#self = self
    this.#attributes = attributes
  }

  /** Runs the constructor that a class has or inherits, with the arguments of a call. */
  run(from: ClassValue, made: CallValue): Construction {
    const attributes = this.#attributes
    const name = from.closure.language.constructorName
    const line = lineage(this.#machine, this.#self.callee)
    const start = line.findIndex((one) => one?.kind === "class" && one.declaration === from.declaration)
    for (const ancestor of line.slice(Math.max(0, start))) {
      if (ancestor === undefined || this.#turns > 4) return { attributes, base: undefined, open: true }
      if (ancestor.kind === "external") {
        if (isMarker(ancestor)) continue
        return { attributes, base: { ...made, callee: ancestor, effects: [] }, open: false }
      }
      const own = ancestor.declaration.body.some((member) => member.kind === "function" && member.name === name)
      const method = own ? ownMember(this.#machine, ancestor, name, this.#self, this.#self.callee) : undefined
      if (method?.kind === "function") return this.#through(ancestor, method, made)
      const fields = fieldsOf(this.#machine, ancestor, made)
      if (fields === undefined) continue
      for (const [key, value] of fields) attributes.set(key, value)
      return { attributes, base: undefined, open: false }
    }
    return { attributes, base: undefined, open: false }
  }

  #through(definedBy: ClassValue, method: FunctionValue, made: CallValue): Construction {
    const machine = this.#machine
    const attributes = this.#attributes
    this.#turns++
    const { receiver } = machine.trace(method)
    const bindings = bindArguments(machine, method, made)
    let base: CallValue | undefined
    let open = receiver === undefined
    for (const effect of receiver?.effects ?? []) {
      if (effect.path.length > 0) continue
      if (effect.kind === "member" && effect.name !== undefined && effect.value !== undefined) {
        attributes.set(effect.name, substitute(machine, effect.value, bindings, made.at))
        continue
      }
      if (effect.kind !== "call" || effect.name !== method.declaration.name) continue
      const delegated = delegation(machine, effect, bindings, made)
      const next = nextInLine(machine, this.#self.callee, definedBy)
      if (next === undefined) open = true
      else if (next.kind === "external") base = { ...delegated, callee: next }
      else {
        const inherited = this.run(next, delegated)
        base ??= inherited.base
        open ||= inherited.open
      }
    }
    // A foreign error class is an error even where its constructor is never called.
    const line = lineage(machine, this.#self.callee)
    const foreign = line.find((ancestor) => ancestor?.kind === "external" && !isMarker(ancestor))
    if (base === undefined && foreign?.kind === "external") {
      base = { kind: "call", callee: foreign, arguments: [], effects: [], via: [made.at], at: definedBy.at }
    }
    return { attributes, base, open }
  }
}

function delegation(machine: Machine, effect: Effect, bindings: Bindings, instance: CallValue): CallValue {
  const given = effect.arguments.flatMap((argument): readonly ArgumentValue[] => {
    const value = substitute(machine, argument.value, bindings, instance.at)
    if (argument.kind === "spread-keyword" && value.kind === "record") {
      const named = value.entries.map(
        (entry): ArgumentValue => ({ kind: "keyword", name: entry.key, value: entry.value }),
      )
      return value.open ? [...named, { ...argument, value }] : named
    }
    if (argument.kind === "spread" && value.kind === "list" && !value.open) {
      return value.items.map((item): ArgumentValue => ({ kind: "positional", name: undefined, value: item }))
    }
    return [{ ...argument, value }]
  })
  return {
    kind: "call",
    callee: instance.callee,
    arguments: given,
    effects: [],
    via: [instance.at, ...instance.via],
    at: effect.at,
  }
}

function nextInLine(machine: Machine, owner: ClassValue, definedBy: ClassValue): ClassValue | External | undefined {
  const line = lineage(machine, owner)
  const index = line.findIndex(
    (ancestor) => ancestor?.kind === "class" && ancestor.declaration === definedBy.declaration,
  )
  return line
    .slice(index + 1)
    .find((ancestor) => ancestor === undefined || ancestor.kind === "class" || !isMarker(ancestor))
}

/** The attributes of a class that declares fields instead of a constructor (a data class). */
function fieldsOf(machine: Machine, owner: ClassValue, instance: CallValue): ReadonlyMap<string, Value> | undefined {
  if (owner.declaration.decorators.length === 0) return undefined
  const fields = owner.declaration.body.flatMap((member) =>
    member.kind === "assign" && member.annotation !== undefined && member.targets[0]?.kind === "name"
      ? [{ name: member.targets[0].name, value: member.value }]
      : [],
  )
  if (fields.length === 0) return undefined
  const attributes = new Map<string, Value>()
  const positional = instance.arguments.filter(({ kind }) => kind === "positional")
  fields.forEach(({ name, value }, index) => {
    const given =
      instance.arguments.find((argument) => argument.kind === "keyword" && argument.name === name) ?? positional[index]
    if (given !== undefined) attributes.set(name, given.value)
    else if (value !== undefined) attributes.set(name, evaluate(machine, value, owner.closure))
  })
  return attributes
}

/**
 * The call of a foreign class behind a value: `HTTPException(…)` itself, or what an instance of a subclass passed on.
 * @returns `undefined` where the value is nothing of the kind
 */
export function foreignConstruction(machine: Machine, value: Value): CallValue | undefined {
  if (value.kind !== "call") return undefined
  if (value.callee.kind === "external") return value
  if (!isInstance(value)) return undefined
  const { base } = construct(machine, value)
  return base === undefined ? undefined : { ...base, effects: [...base.effects, ...value.effects] }
}
