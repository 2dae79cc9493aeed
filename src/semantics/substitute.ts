import type { Place } from "../model/place.ts"
import { choose } from "./choice.ts"
import type { Machine } from "./machine.ts"
import { element, member } from "./member.ts"
import { call, operate } from "./reduce.ts"
import {
  type ArgumentValue,
  type Bindings,
  type Condition,
  type Effect,
  type Failure,
  unknown,
  type Value,
} from "./value.ts"

/**
 * A value with its parameters filled in and worked out anew.
 * @param via the call that fills them in: kept on what depends on it, so that blame can find where a 401 was written
 */
export function substitute(machine: Machine, value: Value, bindings: Bindings, via: Place): Value {
  if (bindings.size === 0) return value
  return new Substitution(machine, bindings, via).of(value)
}

/** The same for the conditions of a place. */
export function substituteConditions(
  machine: Machine,
  conditions: readonly Condition[],
  bindings: Bindings,
  via: Place,
): readonly Condition[] {
  if (bindings.size === 0) return conditions
  const substitution = new Substitution(machine, bindings, via)
  return conditions.map((condition) => substitution.condition(condition))
}

const depthLimit = 60
/** Values that one call may fill in; beyond, the answer is not known. */
const stepLimit = 5000

class Substitution {
  readonly #machine: Machine
  readonly #bindings: Bindings
  readonly #via: Place
  readonly #done = new Map<Value, Value>()
  #depth = 0
  #steps = 0

  constructor(machine: Machine, bindings: Bindings, via: Place) {
    this.#machine = machine
    this.#bindings = bindings
    this.#via = via
  }

  of(value: Value): Value {
    const known = this.#done.get(value)
    if (known !== undefined) return known
    // A value that holds itself, or nests beyond reading, stays as it is.
    this.#done.set(value, value)
    if (this.#depth >= depthLimit) return value
    if (++this.#steps > stepLimit) return unknown("budget", value.at)
    this.#depth++
    const next = this.#replace(value)
    this.#depth--
    this.#done.set(value, next)
    return next
  }

  condition(condition: Condition): Condition {
    if (condition.kind === "test") {
      const value = this.of(condition.value)
      return value === condition.value ? condition : { ...condition, value }
    }
    const failure = this.#failure(condition.failure)
    return failure === condition.failure ? condition : { ...condition, failure }
  }

  #replace(value: Value): Value {
    const machine = this.#machine
    switch (value.kind) {
      case "parameter": {
        const bound = this.#bindings.get(value.parameter)
        if (bound === undefined) return value
        if (value.effects.length === 0 || (bound.kind !== "call" && bound.kind !== "parameter")) return bound
        return { ...bound, effects: [...bound.effects, ...value.effects.map((effect) => this.#effect(effect))] }
      }
      case "member": {
        const object = this.of(value.object)
        return object === value.object ? value : member(machine, object, value.name, value.at)
      }
      case "element": {
        const object = this.of(value.object)
        const index = value.index === undefined ? undefined : this.of(value.index)
        return object === value.object && index === value.index ? value : element(object, index, value.at)
      }
      case "call": {
        const callee = this.of(value.callee)
        const args = this.#arguments(value.arguments)
        const effects = keep(value.effects, (effect) => this.#effect(effect))
        if (callee === value.callee && args === value.arguments && effects === value.effects) return value
        const next = call(machine, callee, args, value.at)
        if (next.kind !== "call") return next
        return { ...next, effects: [...next.effects, ...effects], via: [...value.via, this.#via] }
      }
      case "operation": {
        const operands = keep(value.operands, (operand) => this.of(operand))
        return operands === value.operands ? value : operate(value.operator, operands, value.at)
      }
      case "text": {
        const parts = keep(value.parts, (part) => this.of(part))
        return parts === value.parts ? value : { ...value, parts }
      }
      case "list": {
        const items = keep(value.items, (item) => this.of(item))
        return items === value.items ? value : { ...value, items, via: [...(value.via ?? []), this.#via] }
      }
      case "record": {
        const entries = keep(value.entries, (entry) => {
          const inner = this.of(entry.value)
          return inner === entry.value ? entry : { ...entry, value: inner }
        })
        const spread = keep(value.spread, (one) => this.of(one))
        if (entries === value.entries && spread === value.spread) return value
        return respread({ ...value, entries, spread })
      }
      case "choice": {
        const options = keep(value.options, (option) => {
          const one = this.of(option.value)
          const when = keep(option.when, (condition) => this.condition(condition))
          return one === option.value && when === option.when ? option : { value: one, when }
        })
        return options === value.options ? value : choose(options, value.at)
      }
      case "function":
      case "class": {
        // A closure remembers what its enclosing function was called with.
        if (value.closure.function === undefined && value.closure.parent === undefined) return value
        return { ...value, bindings: new Map([...this.#bindings, ...value.bindings]) }
      }
      default:
        // An error that was caught is what it is, whatever the call that threw it was given.
        return value
    }
  }

  #failure(failure: Failure): Failure {
    const tried = keep(failure.tried, (one) => {
      const next = this.of(one)
      return next.kind === "call" ? next : one
    })
    return tried === failure.tried ? failure : { ...failure, tried }
  }

  #arguments(given: readonly ArgumentValue[]): readonly ArgumentValue[] {
    return keep(given, (one) => {
      const value = this.of(one.value)
      return value === one.value ? one : { ...one, value }
    })
  }

  #effect(effect: Effect): Effect {
    const value = effect.value === undefined ? undefined : this.of(effect.value)
    const args = this.#arguments(effect.arguments)
    return value === effect.value && args === effect.arguments ? effect : { ...effect, value, arguments: args }
  }
}

/** Maps a list, and gives back the very list when nothing in it changed. */
function keep<T>(items: readonly T[], change: (item: T) => T): readonly T[] {
  let changed = false
  const next = items.map((item) => {
    const other = change(item)
    if (other !== item) changed = true
    return other
  })
  return changed ? next : items
}

/** A spread that has become a readable record joins the entries. It stood before or after them: both may win. */
function respread(record: Extract<Value, { kind: "record" }>): Value {
  const readable = record.spread.filter((value) => value.kind === "record")
  if (readable.length === 0) return record
  const entries = readable.flatMap((value) => (value.kind === "record" ? value.entries : []))
  const rest = record.spread.filter((value) => value.kind !== "record")
  const open = rest.length > 0 || readable.some((value) => value.kind === "record" && value.open)
  return { ...record, entries: [...entries, ...record.entries], spread: rest, open }
}
