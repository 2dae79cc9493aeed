import type { Place } from "../model/place.ts"
import { bindArguments } from "./arguments.ts"
import { delegation } from "./delegation.ts"
import { evaluate } from "./evaluate.ts"
import { classMember, isEnumeration, isMarker, lineage, nextInLine, ownMember } from "./lineage.ts"
import type { Machine } from "./machine.ts"
import { substitute } from "./substitute.ts"
import type { CallValue, ClassValue, Effect, FunctionValue, Value } from "./value.ts"

/** A call whose callee is a class of the project. */
export interface InstanceCall extends CallValue {
  readonly callee: ClassValue
}

/** Whether a value is an object of a class of the project: what calling that class gave. */
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

/** An attribute or method of an instance. */
export function instanceMember(machine: Machine, instance: InstanceCall, name: string, at: Place): Value | undefined {
  return memberOf(machine, instance, construct(machine, instance), name, at)
}

/** An attribute or method of whatever object a method is called on: its constructor got what nobody knows. */
export function receiverAttribute(machine: Machine, self: InstanceCall, name: string, at: Place): Value | undefined {
  const { declaration, closure } = self.callee
  const key = `self:${closure.file}:${closure.chunk.offset + declaration.start}:${declaration.nameSpan.start}`
  // Objects that hold objects would be made over and over, once per member that is read of each.
  const made = machine.ask(
    key,
    () => alone(machine, () => construct(machine, self)),
    () => unmade,
  )
  return memberOf(machine, self, made, name, at)
}

const unmade: Construction = { attributes: new Map(), base: undefined, open: true }

/** Works something out as if nothing else were under way: an answer that is kept must not depend on who asked first. */
function alone<T>({ frames }: Machine, compute: () => T): T {
  const building = [...frames.building]
  const { depth } = frames
  frames.building.clear()
  frames.depth = 0
  try {
    return compute()
  } finally {
    for (const [instance, attributes] of building) frames.building.set(instance, attributes)
    frames.depth = depth
  }
}

function memberOf(
  machine: Machine,
  instance: InstanceCall,
  { attributes, base }: Construction,
  name: string,
  at: Place,
): Value | undefined {
  const attribute = attributes.get(name)
  if (attribute !== undefined) return attribute
  // A foreign constructor sets its own attributes, whatever the class says of them.
  const inherited = base === undefined ? undefined : machine.set(base, name)
  if (inherited !== undefined) return inherited
  const member = classMember(machine, instance.callee, name, instance)
  if (member === undefined) return base === undefined ? undefined : machine.attribute(base, name)
  return member.kind === "function" ? member : { ...member, at: member.at ?? at }
}

/** Whether everything that an instance may have is written in the project. */
export function isClosed(machine: Machine, instance: InstanceCall): boolean {
  const { open } = construct(machine, instance)
  const plain = `${instance.callee.closure.language.globalModule}.`
  return (
    !open &&
    lineage(machine, instance.callee).every(
      (one) => one?.kind === "class" || (one?.kind === "external" && one.path.startsWith(plain)),
    )
  )
}

/** Runs an instance's constructors. Without one, the arguments go to the foreign base. */
function construct(machine: Machine, instance: InstanceCall): Construction {
  const begun = machine.frames.building.get(instance)
  // `self.url = f"{self.host}/x"` in a constructor reads what was set so far.
  if (begun !== undefined) return { attributes: begun, base: undefined, open: true }
  if (machine.frames.building.size >= buildingLimit) return { attributes: new Map(), base: undefined, open: true }
  const attributes = new Map<string, Value>()
  if (isEnumeration(machine, instance.callee)) attributes.set("value", wholeOf(instance))
  machine.frames.building.set(instance, attributes)
  try {
    return new Constructing(machine, instance, attributes).run(instance.callee, instance)
  } finally {
    machine.frames.building.delete(instance)
  }
}

/** The tuple that an enum's member was written as. */
function wholeOf({ arguments: parts, at }: InstanceCall): Value {
  return { kind: "list", items: parts.map(({ value }) => value), open: false, at }
}

/** How many objects may be under construction inside each other. */
const buildingLimit = 6

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
        if (isMarker(this.#machine, ancestor)) continue
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
    // What else the constructor does to the object: `self["WWW-Authenticate"] = "Basic"`.
    const done: Effect[] = []
    for (const effect of receiver?.effects ?? []) {
      if (effect.kind === "item" || effect.path.length > 0) done.push(effect)
      if (effect.path.length > 0) continue
      if (effect.kind === "member" && effect.name !== undefined && effect.value !== undefined) {
        const value = substitute(machine, effect.value, bindings, made.at)
        // `if code is not None: self.code = code` leaves the class's own where none is given.
        const isLeft = effect.sometimes && value.kind === "constant" && value.value === null
        if (!isLeft) attributes.set(effect.name, value)
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
    const foreign = line.find((ancestor) => ancestor?.kind === "external" && !isMarker(machine, ancestor))
    if (base === undefined && foreign?.kind === "external") {
      base = { kind: "call", callee: foreign, arguments: [], effects: [], via: [made.at], at: definedBy.at }
    }
    const known = done.map((effect) => ({
      ...effect,
      value: effect.value === undefined ? undefined : substitute(machine, effect.value, bindings, made.at),
    }))
    return { attributes, base: base === undefined ? base : { ...base, effects: [...base.effects, ...known] }, open }
  }
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

/** `raise Denied` makes the error itself. */
export function constructed(value: Value, at: Value["at"]): Value {
  return value.kind === "class" ? { kind: "call", callee: value, arguments: [], effects: [], via: [], at } : value
}
