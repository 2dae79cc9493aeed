import { placeKey } from "../../model/place.ts"
import type { Setup, Wiring } from "../../semantics/framework.ts"
import { classMember } from "../../semantics/lineage.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import { traceModule } from "../../semantics/trace.ts"
import type { Effect, Value } from "../../semantics/value.ts"
import { isDebugSetting, isProductionSetting, wordsOf } from "../../semantics/vocabulary.ts"
import { writtenSecret } from "../../semantics/written-secret.ts"

const names = new Set(["SECRET_KEY", "JWT_SECRET_KEY"])

/**
 * https://flask.palletsprojects.com/en/stable/config/#SECRET_KEY: what signs the session's cookie, and with
 * Flask-JWT-Extended the tokens, where it stands in the source. What is set later holds.
 */
export function knownKeys(machine: Machine, { apps, operations, functions }: Setup): readonly Wiring[] {
  const built = new Set(apps.map(({ at }) => placeKey(at)))
  const files = new Set(operations.map(({ at }) => at.file))
  const traces = [...functions.map((of) => machine.trace(of)), ...[...files].map((file) => traceModule(machine, file))]
  const found = new Map<string, Wiring>()
  for (const trace of traces) {
    for (const value of trace.names.values()) {
      if (value.kind !== "call" || !built.has(placeKey(value.at))) continue
      for (const [name, { value: key, at }] of keysIn(machine, value.effects)) {
        const text = writtenSecret(machine, key, { takesEmpty: false, isPaired: false })
        if (text === undefined) continue
        const signs = name === "SECRET_KEY" ? "sessions" : "tokens"
        found.set(placeKey(text.value.at), {
          kind: text.fallback ? "known-secret" : "written-secret",
          at: text.value.at,
          data: { signs },
          evidence: at,
          why: `${signs} are signed with it`,
          repairs: [],
        })
      }
    }
  }
  return [...found.values()]
}

interface Key {
  readonly value: Value
  readonly at: Value["at"]
}

/** The keys that hold at the end: none where something else may still set them. */
function keysIn(machine: Machine, effects: readonly Effect[]): ReadonlyMap<string, Key> {
  const keys = new Map<string, Key>()
  for (const effect of effects) {
    const { path, kind, name, value, at, sometimes } = effect
    const [first, ...more] = path
    if (kind === "member" && path.length === 0 && name === "secret_key" && value !== undefined)
      put(keys, "SECRET_KEY", { value, at }, sometimes)
    if (first !== "config" || more.length > 0) continue
    if (kind === "item" && name !== undefined && names.has(name) && value !== undefined)
      put(keys, name, { value, at }, sometimes)
    if (kind !== "call") continue
    // `config.from_envvar("SETTINGS")`: what it reads is not here.
    if (name === "from_object") fromObject(machine, effect, keys)
    else if (name !== "update" && name !== "from_mapping") keys.clear()
    else for (const [key, given] of entriesOf(machine, effect)) put(keys, key, { value: given, at }, sometimes)
  }
  return keys
}

/** `config.from_object(Settings)`: what is written in capitals in a class of the project. */
function fromObject(machine: Machine, { arguments: [given], at, sometimes }: Effect, keys: Map<string, Key>): void {
  const named = given === undefined ? undefined : settle(machine, given.value)
  const owner = named?.kind === "call" && named.callee.kind === "class" ? named.callee : named
  const environment = owner?.kind === "class" ? firstWord(owner.declaration.name) : ""
  if (owner?.kind !== "class" || isDebugSetting(environment)) {
    // The other branch is for everybody else.
    if (!sometimes || owner?.kind !== "class") keys.clear()
    return
  }
  for (const name of names) {
    const value = classMember(machine, owner, name, undefined)
    if (value === undefined || value.kind === "function") continue
    put(keys, name, { value, at }, sometimes && !isProductionSetting(environment))
  }
}

/** `development` of `DevelopmentConfig`. */
function firstWord(name: string): string {
  return wordsOf(name).split(" ")[0] ?? ""
}

function put(keys: Map<string, Key>, name: string, key: Key, sometimes: boolean): void {
  if (sometimes) keys.delete(name)
  else keys.set(name, key)
}

function entriesOf(machine: Machine, effect: Effect): readonly (readonly [string, Value])[] {
  return effect.arguments.flatMap(({ kind, name, value }): readonly (readonly [string, Value])[] => {
    if (kind === "keyword" && name !== undefined) return names.has(name) ? [[name, value]] : []
    const held = settle(machine, value)
    return held.kind === "record"
      ? held.entries.flatMap((entry) => (names.has(entry.key) ? [[entry.key, entry.value] as const] : []))
      : []
  })
}
