import type { Place } from "../model/place.ts"
import { choose } from "./choice.ts"
import { instanceMember, isInstance } from "./instance.ts"
import { classMember } from "./lineage.ts"
import type { Machine } from "./machine.ts"
import { moduleMember } from "./module-value.ts"
import type { CallValue, Entry, ParameterValue, RecordValue, Value } from "./value.ts"

/** `object.name`. */
export function member(machine: Machine, object: Value, name: string, at: Place): Value {
  switch (object.kind) {
    case "choice":
      return choose(
        object.options.map(({ value, when }) => ({ value: member(machine, value, name, at), when })),
        at,
      )
    case "module":
      return moduleMember(machine, object.path, object.isFolder, name, at)
    case "external":
      return { kind: "external", path: `${object.path}.${name}`, at }
    case "class":
      return classMember(machine, object, name, undefined) ?? { kind: "member", object, name, at }
    case "constant":
      // An enum's member is its value: `Codes.DENIED.value`.
      return name === "value" ? { ...object, at } : { kind: "member", object, name, at }
    case "call":
    case "parameter":
      return objectMember(machine, object, name, at)
    case "record":
      return lookUp(object, name)?.value ?? { kind: "member", object, name, at }
    case "unknown":
      return object
    default:
      return { kind: "member", object, name, at }
  }
}

function objectMember(machine: Machine, object: CallValue | ParameterValue, name: string, at: Place): Value {
  const changed = object.effects.findLast((effect) => effect.path.length === 0 && effect.name === name)
  // What was done to the object before does not matter to its member; kept, it would nest without end.
  const plain = object.effects.length === 0 ? object : { ...object, effects: [] }
  if (changed?.kind === "member" && changed.value !== undefined) {
    if (!changed.sometimes) return changed.value
    const before = objectMember(machine, plain, name, at)
    return choose(
      [changed.value, before].map((value) => ({ value, when: [] })),
      at,
    )
  }
  if (plain.kind === "parameter") return { kind: "member", object: plain, name, at }
  const own = isInstance(plain) ? instanceMember(machine, plain, name, at) : machine.attribute(plain, name)
  return own ?? { kind: "member", object: plain, name, at }
}

/** `object[index]`; without an index, any of its items. */
export function element(object: Value, index: Value | undefined, at: Place): Value {
  if (object.kind === "choice") {
    return choose(
      object.options.map(({ value, when }) => ({ value: element(value, index, at), when })),
      at,
    )
  }
  if (object.kind === "unknown") return object
  if (index?.kind === "constant") {
    if (object.kind === "record" && typeof index.value === "string") {
      const entry = lookUp(object, index.value)
      if (entry !== undefined) return entry.value
      const original = copied(object)
      if (original !== undefined) return element(original, index, at)
    }
    if (object.kind === "list" && typeof index.value === "number") {
      const item = object.items.at(index.value)
      if (item !== undefined && !object.open) return item
    }
  }
  return { kind: "element", object, index, at }
}

/** What a record is a copy of: `dict(headers)`, `{ ...headers }`. */
export function copied({ entries, spread }: RecordValue): Value | undefined {
  return entries.length === 0 && spread.length === 1 ? spread[0] : undefined
}

/** The last entry under a key. */
export function lookUp(record: RecordValue, key: string): Entry | undefined {
  return record.entries.findLast((entry) => entry.key === key)
}
