import type { Keyed, Part } from "../../model/library.ts"
import type { Place } from "../../model/place.ts"
import { argument } from "../../semantics/arguments.ts"
import { evaluate } from "../../semantics/evaluate.ts"
import { foreignPath } from "../../semantics/foreign-path.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import { type Trace, traceModule } from "../../semantics/trace.ts"
import type { ArgumentValue, CallValue, FunctionValue, Value } from "../../semantics/value.ts"
import type { SecretUse } from "../../semantics/written-secret.ts"
import type { TokenCall } from "./token-calls.ts"

/** A place that hands a key over, to sign credentials or to verify them. */
export interface KeyUse {
  readonly key: Value
  readonly at: Place
  /** What is signed with it: `tokens`. */
  readonly signs: "tokens" | NonNullable<Keyed["signs"]>
  readonly why: string
  readonly how: SecretUse
}

/** The keys of calls that sign and verify. */
export function keysOfCalls(machine: Machine, calls: readonly TokenCall[]): readonly KeyUse[] {
  return calls.flatMap(({ call, model }): readonly KeyUse[] => {
    const key = model.key === undefined ? undefined : argument(call.arguments, model.key, "key").value
    if (key === undefined) return []
    const how = { takesEmpty: model.takesEmpty === true, isPaired: isPaired(machine, call) }
    return [{ key, at: call.at, signs: "tokens", why: reasons[model.kind], how }]
  })
}

/** Whether all algorithms that are named sign with one key of a pair: `RS256`, `EdDSA`. */
function isPaired(machine: Machine, { arguments: given }: CallValue): boolean {
  const named = given.flatMap(({ name, value }) => {
    if (name === "algorithm" || name === "algorithms") return [value]
    const options = settle(machine, value)
    return options.kind === "record"
      ? options.entries.flatMap((entry) => (/^algorithms?$/.test(entry.key) ? [entry.value] : []))
      : []
  })
  const texts = named.flatMap((value) => {
    const settled = settle(machine, value)
    return settled.kind === "list" ? settled.items.map((item) => settle(machine, item)) : [settled]
  })
  return texts.length > 0 && texts.every((one) => one.kind === "constant" && /^(RS|ES|PS|Ed)/.test(String(one.value)))
}

const reasons = { signing: "tokens are signed with it", verification: "tokens are verified with it" } as const

/** The keys that a function sets libraries up with: `expressjwt({ secret })`. */
export function keysOfSetups(machine: Machine, of: FunctionValue): readonly KeyUse[] {
  const trace = machine.trace(of)
  return [...setupsIn(machine, trace), ...machine.recall("key of a base", trace, () => keysOfBase(machine, of, trace))]
}

/** The same at the top of a file. */
export function keysAtTop(machine: Machine, file: string): readonly KeyUse[] {
  return setupsIn(machine, traceModule(machine, file))
}

function setupsIn(machine: Machine, trace: Trace): readonly KeyUse[] {
  return machine.recall("key setups", trace, () =>
    trace.calls.flatMap(({ call }): readonly KeyUse[] => {
      const [first, ...rest] = call.arguments
      // `add_middleware(SessionMiddleware, secret_key=key)`: what is handed over is set up with the rest.
      const handed = first?.value.kind === "external" ? keysOf(machine, first.value.path, rest, call.at) : []
      return [...keysOf(machine, foreignPath(machine, call.callee), call.arguments, call.at), ...handed]
    }),
  )
}

/** `super({ secretOrKey })` in the constructor of a class that extends a library's. */
function keysOfBase(machine: Machine, of: FunctionValue, { receiver }: Trace): readonly KeyUse[] {
  const { owner, declaration, closure } = of
  const { constructorName } = closure.language
  if (owner === undefined || declaration.name !== constructorName) return []
  const bases = owner.declaration.bases.map(({ value }) => settle(machine, evaluate(machine, value, owner.closure)))
  // `extends PassportStrategy(Strategy)`
  const paths = bases.map((base) => foreignPath(machine, base.kind === "call" ? base.callee : base))
  return (receiver?.effects ?? []).flatMap((effect) =>
    effect.kind === "call" && effect.path.length === 0 && effect.name === constructorName
      ? paths.flatMap((path) => keysOf(machine, path, effect.arguments, effect.at))
      : [],
  )
}

function keysOf(
  machine: Machine,
  path: string | undefined,
  given: readonly ArgumentValue[],
  at: Place,
): readonly KeyUse[] {
  const model = path === undefined ? undefined : machine.library(path)
  if (model?.kind !== "keyed") return []
  const key = partOf(machine, given, model.key)
  if (key === undefined) return []
  const { signs = "tokens" } = model
  const why = signs === "tokens" ? "credentials are checked with it" : `${signs} are signed with it`
  return [{ key, at, signs, why, how: { takesEmpty: model.takesEmpty === true, isPaired: false } }]
}

/** An argument, or what it gives when it is called: `{ useFactory: () => ({ secret }) }`. */
function partOf(machine: Machine, given: readonly ArgumentValue[], { position, property }: Part): Value | undefined {
  const names = property?.split(".") ?? []
  let value = argument(given, position, names[0] ?? "key").value
  const isNamed = value !== undefined && given.some((one) => one.kind === "keyword" && one.value === value)
  for (const name of isNamed ? names.slice(1) : names) {
    const held = value === undefined ? undefined : madeBy(machine, settle(machine, value))
    value = held?.kind === "record" ? held.entries.findLast(({ key }) => key === name)?.value : undefined
  }
  return value
}

function madeBy(machine: Machine, value: Value): Value {
  const [only, ...more] = value.kind === "function" ? machine.trace(value).returns : []
  return only === undefined || more.length > 0 ? value : settle(machine, only.value)
}
