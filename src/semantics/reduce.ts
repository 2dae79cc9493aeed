import type { Place } from "../model/place.ts"
import { choose, optionsOf } from "./choice.ts"
import { isClosed, isInstance } from "./instance.ts"
import type { Machine } from "./machine.ts"
import { copied, element, lookUp, member } from "./member.ts"
import { recordOf } from "./record-of.ts"
import { testedType, typeTruth } from "./type-test.ts"
import { type ArgumentValue, type CallValue, constant, type Effect, type Value } from "./value.ts"

/** `callee(arguments)`. A function of the project is looked through only when its result is asked for. */
export function call(machine: Machine, callee: Value, given: readonly ArgumentValue[], at: Place): Value {
  const args = given.flatMap(spreadOut)
  if (callee.kind === "choice") {
    return choose(
      callee.options.map(({ value, when }) => ({ value: call(machine, value, args, at), when })),
      at,
    )
  }
  if (callee.kind === "unknown" && callee.why === "pending") return callee
  const opaque: CallValue = { kind: "call", callee, arguments: args, effects: [], via: [], at }
  if (callee.kind === "external") return foreignCall(machine, callee.path, args, opaque)
  if (callee.kind === "member") return methodCall(callee.object, callee.name, args, opaque)
  if (callee.kind === "call" && callee.callee.kind === "external") {
    const model = machine.library(callee.callee.path)
    const [inner, ...bound] = callee.arguments
    if (model?.kind === "partial" && inner !== undefined) return call(machine, inner.value, [...bound, ...args], at)
  }
  return opaque
}

function foreignCall(machine: Machine, path: string, args: readonly ArgumentValue[], opaque: CallValue): Value {
  const model = machine.library(path)
  if (model?.kind === "transparent") {
    return args.filter(({ kind }) => kind === "positional")[model.argument]?.value ?? opaque
  }
  if (model?.kind === "record") return (model.onto === true && completed(args, opaque.at)) || recordOf(args, opaque.at)
  if (model?.kind === "member-access") return namedMember(machine, args, opaque)
  if (model?.kind === "type-test") {
    const [value] = args
    const type = testedType(model, args, opaque.at)
    const truth = value === undefined || type === undefined ? undefined : typeTruth(machine, value.value, type)
    if (truth !== undefined) return constant(truth, opaque.at)
  }
  // `request.headers.get("Authorization")` of an object that a framework keeps at its top.
  const owner = path.endsWith(".get") ? path.slice(0, -".get".length) : undefined
  const key = args[0]?.value
  const held = owner === undefined ? undefined : machine.library(owner)
  if (owner === undefined || key === undefined || (held?.kind !== "container" && held?.kind !== "reading"))
    return opaque
  const fallback = args[1]?.value
  const item = element({ kind: "external", path: owner, at: opaque.callee.at }, key, opaque.at)
  return fallback === undefined || isNothing(fallback) ? item : opaque
}

/** An object that was just made, with the entries of records put on it; `undefined` where that is not what is given. */
function completed([made, ...given]: readonly ArgumentValue[], at: Place): CallValue | undefined {
  if (made?.value.kind !== "call") return undefined
  const effects: Effect[] = []
  for (const { value } of given) {
    if (value.kind !== "record" || value.open) return undefined
    for (const { key: name, value: set, sometimes } of value.entries)
      effects.push({ path: [], kind: "member", name, value: set, arguments: [], sometimes, at: set.at })
  }
  return { ...made.value, effects: [...made.value.effects, ...effects], at }
}

/**
 * `getattr(error, "headers", None)`: the member; the third argument where the object surely has none. While the object
 * is a parameter nobody can tell, so the call stays and is worked out once the parameter is filled in.
 */
function namedMember(machine: Machine, args: readonly ArgumentValue[], opaque: CallValue): Value {
  const [object, name, fallback] = args.map(({ value }) => value)
  if (object === undefined || name?.kind !== "constant" || typeof name.value !== "string") return opaque
  const found = member(machine, object, name.value, opaque.at)
  if (fallback === undefined) return found
  const isFound = found.kind !== "member" || found.name !== name.value || found.object !== object
  if (isFound && found.kind !== "unknown") return found
  return isInstance(object) && isClosed(machine, object) ? fallback : opaque
}

/** Methods of values whose meaning is the same in every language: a record's look-up and copy. */
function methodCall(object: Value, name: string, args: readonly ArgumentValue[], opaque: CallValue): Value {
  const key = args[0]?.value
  if (object.kind === "record") {
    if (name === "copy" && args.length === 0) return { ...object, at: opaque.at }
    if (name === "get" && key?.kind === "constant" && typeof key.value === "string") {
      const entry = lookUp(object, key.value)
      if (entry !== undefined && !entry.sometimes) return entry.value
      if (entry === undefined && !object.open && object.spread.length === 0) {
        return args[1]?.value ?? constant(null, opaque.at)
      }
    }
    if (copied(object) === undefined) return opaque
  }
  if (object.kind === "constant" && typeof object.value === "string") {
    // `const [type, surface] = code.split(":")`
    if (name !== "split" || key?.kind !== "constant" || typeof key.value !== "string" || key.value === "") return opaque
    const items = object.value.split(key.value).map((part) => constant(part, object.at))
    return { kind: "list", items, open: false, at: opaque.at }
  }
  // `headers.get("authorization")` is the item, or nothing.
  if (name === "get" && key !== undefined && object.kind !== "external" && object.kind !== "class" && !isMade(object)) {
    const item = element(object, key, opaque.at)
    const fallback = args[1]?.value
    return item.kind === "element" && (fallback === undefined || isNothing(fallback)) ? item : opaque
  }
  return opaque
}

/** An object of a foreign class has a `get` of its own: `FastAPI().get("/")` is no look-up. */
function isMade(object: Value): boolean {
  return object.kind === "call" && object.callee.kind === "external" && /(^|\.)[A-Z]\w*$/.test(object.callee.path)
}

/** A default that stands for an absent item: `None`, `""`, `[]`, `{}`. */
function isNothing(value: Value): boolean {
  if (value.kind === "list") return value.items.length === 0 && !value.open
  if (value.kind === "record") return value.entries.length === 0 && !value.open
  return value.kind === "constant" && (value.value === null || value.value === "")
}

function spreadOut(argument: ArgumentValue): readonly ArgumentValue[] {
  const { kind, value } = argument
  if (kind === "spread" && value.kind === "list" && !value.open) {
    return value.items.map((item): ArgumentValue => ({ kind: "positional", name: undefined, value: item }))
  }
  if (kind === "spread-keyword" && value.kind === "record" && !value.open) {
    return value.entries.map((entry): ArgumentValue => ({ kind: "keyword", name: entry.key, value: entry.value }))
  }
  return [argument]
}

/** `left operator right`, folded where both are known. */
export function operate(operator: string, operands: readonly Value[], at: Place): Value {
  const [left, right] = operands
  if (left !== undefined && right === undefined && operator === "not") return negate(left, at)
  if (left === undefined || right === undefined) return { kind: "operation", operator, operands, at }
  if (left.kind === "constant" && right.kind === "constant") {
    const folded = fold(operator, left.value, right.value)
    if (folded !== undefined) return constant(folded, at)
  }
  if (operator === "or" || operator === "and") {
    const truth = truthOf(left)
    if (truth !== undefined) return truth === (operator === "or") ? left : right
  }
  if (operator === "??" && (left.kind === "constant" || left.kind === "record" || left.kind === "list"))
    return left.kind === "constant" && left.value === null ? right : left
  if ((operator === "|" || operator === "+") && left.kind === "record" && right.kind === "record") {
    return {
      kind: "record",
      entries: [...left.entries, ...right.entries],
      open: left.open || right.open,
      spread: [...left.spread, ...right.spread],
      at,
    }
  }
  if (operator === "+") {
    const added = concatenated(left, right, at)
    if (added !== undefined) return added
  }
  if (operator === "+" && (isText(left) || isText(right))) return { kind: "text", parts: [left, right], at }
  return { kind: "operation", operator, operands, at }
}

/** Lists one after the other, where either may be one of several. */
function concatenated(left: Value, right: Value, at: Place): Value | undefined {
  if (left.kind === "list" && right.kind === "list")
    return { kind: "list", items: [...left.items, ...right.items], open: left.open || right.open, at }
  if (left.kind !== "choice" && right.kind !== "choice") return undefined
  const options = optionsOf(left).flatMap((one) =>
    optionsOf(right).map((other) => ({
      value: concatenated(one.value, other.value, at),
      when: [...one.when, ...other.when],
    })),
  )
  const known = options.flatMap(({ value, when }) => (value === undefined ? [] : [{ value, when }]))
  return known.length === options.length ? choose(known, at) : undefined
}

function negate(value: Value, at: Place): Value {
  const truth = truthOf(value)
  return truth === undefined ? { kind: "operation", operator: "not", operands: [value], at } : constant(!truth, at)
}

function isText(value: Value): boolean {
  return value.kind === "text" || (value.kind === "constant" && typeof value.value === "string")
}

function fold(
  operator: string,
  a: string | number | boolean | null,
  b: typeof a,
): string | number | boolean | undefined {
  switch (operator) {
    case "==":
    case "same":
      return a === b
    case "!=":
    case "not-same":
      return a !== b
    case "+":
      if (typeof a === "string" && typeof b === "string") return a + b
      return typeof a === "number" && typeof b === "number" ? a + b : undefined
    case "-":
      return typeof a === "number" && typeof b === "number" ? a - b : undefined
    default:
      return undefined
  }
}

/** Whether a value counts as true in a test; `undefined` where it depends. */
export function truthOf(value: Value): boolean | undefined {
  switch (value.kind) {
    case "constant":
      return Boolean(value.value)
    case "record":
      return value.entries.length > 0 ? true : value.open ? undefined : false
    case "list":
      return value.items.length > 0 ? true : value.open ? undefined : false
    case "function":
    case "class":
    case "module":
      return true
    case "choice": {
      const truths = new Set(optionsOf(value).map((option) => truthOf(option.value)))
      return truths.size === 1 ? [...truths][0] : undefined
    }
    default:
      return undefined
  }
}
