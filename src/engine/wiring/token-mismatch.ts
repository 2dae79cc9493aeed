import type { LibraryMember } from "../../model/library.ts"
import { placeKey } from "../../model/place.ts"
import { argument } from "../../semantics/arguments.ts"
import type { Wiring } from "../../semantics/framework.ts"
import { keyName } from "../../semantics/key-name.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { ArgumentValue, CallValue, FunctionValue, RecordValue, Value } from "../../semantics/value.ts"
import type { TokenCall } from "./token-calls.ts"

/** One side of a token's life. */
interface Side {
  readonly call: CallValue
  readonly root: string
  readonly key: string
  readonly keyValue: Value
  readonly option: (python: string, position: number | undefined) => Value | undefined
}

interface Issuing extends Side {
  readonly algorithm: string
  readonly claims: Value | undefined
}

// https://pyjwt.readthedocs.io/en/stable/usage.html#registered-claim-names: a token with `aud` is refused where no
// audience is asked for, and one without where it is; python-jose takes a token without.

/** Tokens that the project makes and then does not accept: made and read with one key, but not with one rule. */
export function tokenMismatches(
  machine: Machine,
  functions: readonly FunctionValue[],
  calls: readonly TokenCall[],
): readonly Wiring[] {
  const issuing: Issuing[] = []
  const verifying: Side[] = []
  let isOpen = false
  for (const { call, path, model } of calls) {
    if (model.key === undefined) continue
    const side = sideOf(machine, call, path, model)
    if (model.kind === "verification") {
      if (side !== undefined) verifying.push(side)
      continue
    }
    const algorithm = side?.option("algorithm", 2)
    const named = algorithm === undefined ? `text ${model.algorithm}` : keyName(machine, algorithm)
    const claims = argument(call.arguments, model.key - 1, "payload").value
    if (side === undefined || named === undefined) isOpen = true
    else issuing.push({ ...side, algorithm: named, claims: claims === undefined ? undefined : settle(machine, claims) })
  }
  if (isOpen) return []
  return verifying.flatMap((side) => {
    const own = issuing.filter(({ key, root }) => key === side.key && root === side.root)
    const found = own.length === 0 ? undefined : (algorithms(machine, side, own) ?? claim(machine, side, own))
    return found === undefined || isGivenAway(machine, functions, side.key, [...issuing, ...verifying]) ? [] : found
  })
}

/** `JWTStrategy(secret=KEY)` issues tokens as well. */
function isGivenAway(
  machine: Machine,
  functions: readonly FunctionValue[],
  key: string,
  sides: readonly Side[],
): boolean {
  const known = new Set(sides.map(({ call }) => placeKey(call.at)))
  return functions.some((of) =>
    machine
      .trace(of)
      .calls.some(
        ({ call, at }) =>
          !known.has(placeKey(at)) &&
          !known.has(placeKey(call.at)) &&
          call.arguments.some(({ value }) => keyName(machine, value) === key),
      ),
  )
}

function sideOf(
  machine: Machine,
  call: CallValue,
  path: string,
  model: LibraryMember & { key?: number | undefined },
): Side | undefined {
  const keyValue = argument(call.arguments, model.key, "key").value
  const key = keyValue === undefined ? undefined : keyName(machine, keyValue)
  if (keyValue === undefined || key === undefined) return undefined
  const root = path.slice(0, path.indexOf("."))
  const options = call.arguments.filter(({ kind }) => kind === "positional")[2]?.value
  const settled = options === undefined ? undefined : settle(machine, options)
  return {
    call,
    root,
    key,
    keyValue,
    option: (name, position) =>
      settled?.kind === "record" && position !== undefined
        ? settled.entries.findLast((entry) => entry.key === name)?.value
        : optionIn(call.arguments, name, position),
  }
}

function optionIn(given: readonly ArgumentValue[], name: string, position: number | undefined): Value | undefined {
  return argument(given, position, name).value
}

/** `algorithms=["HS256"]`, where what is signed with this key is signed otherwise. */
function algorithms(machine: Machine, side: Side, issuing: readonly Issuing[]): readonly Wiring[] | undefined {
  const given = side.option("algorithms", 2)
  const list = given === undefined ? undefined : settle(machine, given)
  if (given === undefined || list === undefined || (list.kind === "list" && list.open)) return undefined
  const accepted = (list.kind === "list" ? list.items : [list]).map((item) => keyName(machine, item))
  const [first] = issuing
  if (first === undefined || accepted.some((name) => name === undefined)) return undefined
  const isKnown = [...accepted, ...issuing.map(({ algorithm }) => algorithm)].every((name) => name?.startsWith("text "))
  if (!isKnown || issuing.some(({ algorithm }) => accepted.includes(algorithm))) return undefined
  return [mismatch(given.at, first, "algorithm", textOf(first.algorithm), accepted.map(textOf).join(", "))]
}

/** `audience="api"`, where the tokens are made for nobody. */
function claim(machine: Machine, side: Side, issuing: readonly Issuing[]): readonly Wiring[] | undefined {
  if (side.option("options", 3) !== undefined) return undefined
  for (const [name, claim] of [
    ["audience", "aud"],
    ["issuer", "iss"],
  ] as const) {
    const wanted = side.option(name, undefined)
    const records = issuing.map(({ claims }) => claims)
    const isClosed = records.every((record): record is RecordValue => record?.kind === "record" && !record.open)
    const [first] = issuing
    if (first === undefined || !isClosed) continue
    const entries = records.map((record) => record.entries.findLast(({ key }) => key === claim))
    const python = side.root !== "jsonwebtoken"
    if (wanted === undefined) {
      const isRefused =
        python && name === "audience" && entries.every((entry) => entry !== undefined && !entry.sometimes)
      if (isRefused) return [mismatch(side.call.at, first, name, shown(machine, entries[0]?.value), "none")]
      continue
    }
    const isNone = side.option(name, undefined)?.kind === "constant" && keyName(machine, wanted) === undefined
    // python-jose takes a token without an audience, and jsonwebtoken signs what its options say.
    if (isNone || side.root === "jsonwebtoken" || (side.root === "jose" && name === "audience")) continue
    if (entries.every((entry) => entry === undefined))
      return [mismatch(wanted.at, first, name, "none", shown(machine, wanted))]
  }
  return undefined
}

function shown(machine: Machine, value: Value | undefined): string {
  const name = value === undefined ? undefined : keyName(machine, value)
  return name?.startsWith("text ") === true ? textOf(name) : "one"
}

function textOf(name: string | undefined): string {
  return `\`${(name ?? "").replace(/^text /, "")}\``
}

function mismatch(at: Wiring["at"], issued: Issuing, what: string, signed: string, accepted: string): Wiring {
  return {
    kind: "token-mismatch",
    at,
    data: { what, issued: signed, accepted },
    evidence: issued.call.at,
    why: `issued with ${what} ${signed}`,
    repairs: [],
  }
}
