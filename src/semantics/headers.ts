import { settle } from "./look-through.ts"
import type { Machine } from "./machine.ts"
import type { Effect, RecordValue, Value } from "./value.ts"

/** Whether a header is there: `unknown` wherever something that cannot be read may hold it. */
export interface HeaderFact {
  readonly presence: "always" | "sometimes" | "never" | "unknown"
  /** Its value, where it is written. */
  readonly value: Value | undefined
}

const never: HeaderFact = { presence: "never", value: undefined }
const unclear: HeaderFact = { presence: "unknown", value: undefined }

/**
 * A header of an answer: what its header map holds, then what was done to the object.
 * @param name lower case
 * @param path where the object keeps its headers: `["headers"]`
 */
export function headerOf(
  machine: Machine,
  map: Value | undefined,
  effects: readonly Effect[],
  name: string,
  path: readonly string[] = ["headers"],
): HeaderFact {
  let fact = map === undefined ? never : inMap(machine, map, name)
  for (const effect of effects) {
    const done = inEffect(machine, effect, name, path)
    if (done === undefined) continue
    if (done.presence === "always")
      fact =
        effect.sometimes && fact.presence !== "always"
          ? { ...done, presence: "sometimes" }
          : fact.presence === "always"
            ? fact
            : done
    else if (fact.presence === "never") fact = done
  }
  return fact
}

/** A header in a header map: a record, a list of pairs, a choice of them. */
function inMap(machine: Machine, map: Value, name: string): HeaderFact {
  const value = settle(machine, map)
  switch (value.kind) {
    case "constant":
      return value.value === null ? never : unclear
    case "record":
      return inRecord(value, name)
    case "list":
      return inPairs(machine, value.items, value.open, name)
    case "choice":
      return either(value.options.map((option) => inMap(machine, option.value, name)))
    case "operation": {
      // `headers or {…}`, `base | more`: whatever one of them may hold.
      const facts = value.operands.map((operand) => inMap(machine, operand, name))
      if (value.operator === "|")
        return facts.some(({ presence }) => presence === "always")
          ? (facts.find(({ presence }) => presence === "always") ?? unclear)
          : either(facts)
      return value.operator === "or" || value.operator === "and" ? either(facts) : unclear
    }
    default:
      return unclear
  }
}

function either(facts: readonly HeaderFact[]): HeaderFact {
  const presences = new Set(facts.map(({ presence }) => presence))
  const [first] = facts
  if (presences.size === 1 && first !== undefined) return first
  if (presences.has("unknown")) return unclear
  return { presence: "sometimes", value: facts.find(({ value }) => value !== undefined)?.value }
}

function inRecord(record: RecordValue, name: string): HeaderFact {
  const entry = record.entries.findLast(({ key }) => key.toLowerCase() === name)
  if (entry !== undefined) return { presence: entry.sometimes ? "sometimes" : "always", value: entry.value }
  return record.open ? unclear : never
}

function inPairs(machine: Machine, items: readonly Value[], open: boolean, name: string): HeaderFact {
  let isClear = !open
  for (const item of items) {
    const pair = settle(machine, item)
    const key = pair.kind === "list" ? pair.items[0] : undefined
    if (key?.kind !== "constant") isClear = false
    else if (String(key.value).toLowerCase() === name)
      return { presence: "always", value: pair.kind === "list" ? pair.items[1] : undefined }
  }
  return isClear ? never : unclear
}

function inEffect(machine: Machine, effect: Effect, name: string, path: readonly string[]): HeaderFact | undefined {
  const isOnHeaders = effect.path.length === path.length && path.every((part, index) => effect.path[index] === part)
  const [last] = path.slice(-1)
  // `error.headers = {…}`
  if (effect.kind === "member" && effect.path.length === 0 && effect.name === last && effect.value !== undefined) {
    return inMap(machine, effect.value, name)
  }
  if (!isOnHeaders) return onObject(machine, effect, name)
  if (effect.kind === "item") {
    if (effect.name === undefined) return unclear
    return effect.name.toLowerCase() === name ? { presence: "always", value: effect.value } : undefined
  }
  if (effect.kind !== "call") return undefined
  const [first, second] = effect.arguments
  switch (effect.name) {
    case "setdefault":
    case "append":
    case "add":
    case "set": {
      if (first === undefined) return undefined
      if (first.value.kind !== "constant") return unclear
      return String(first.value.value).toLowerCase() === name ? { presence: "always", value: second?.value } : undefined
    }
    case "update":
    case "extend":
      return first === undefined ? undefined : inMap(machine, first.value, name)
    default:
      return undefined
  }
}

/**
 * What is done to the answer itself rather than to its header map. A member that is called like the header is the
 * header (`response.www_authenticate = …`, `response.www_authenticate.set_basic()`), an item is one
 * (`response["WWW-Authenticate"] = …`), and so is a method that takes its name (`response.set_header(name, value)`).
 */
function onObject(machine: Machine, effect: Effect, name: string): HeaderFact | undefined {
  const isHeader = (word: string | undefined) => word?.toLowerCase().replaceAll("_", "-") === name
  if (effect.path.length > 0)
    return effect.path.length === 1 && isHeader(effect.path[0]) ? { presence: "always", value: undefined } : undefined
  if (effect.kind !== "call") return isHeader(effect.name) ? { presence: "always", value: effect.value } : undefined
  const [first, second] = effect.arguments
  if (first?.value.kind === "constant") {
    const isSet =
      isHeader(String(first.value.value)) && second !== undefined && !/^(remove|delete)/.test(effect.name ?? "")
    return isSet ? { presence: "always", value: second.value } : undefined
  }
  // `response.init_headers({…})`: whatever it does with the map, the header may be there; so it may with one that is not
  // known.
  const isOfHeaders = /headers$/i.test(effect.name ?? "")
  const holds = effect.arguments.some(({ value }) =>
    value.kind === "record"
      ? inMap(machine, value, name).presence === "always"
      : isOfHeaders && inMap(machine, value, name).presence !== "never",
  )
  return holds ? unclear : undefined
}
