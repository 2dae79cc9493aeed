import { nodeAt } from "../../ir/walk.ts"
import type { Code } from "../../model/edit.ts"
import { contains, type Place, placeKey } from "../../model/place.ts"
import type { Wiring } from "../../semantics/framework.ts"
import { keyName } from "../../semantics/key-name.ts"
import { classMember } from "../../semantics/lineage.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import { isSent } from "../../semantics/sent.ts"
import type { FunctionValue, Operation, Value } from "../../semantics/value.ts"
import { isBesideThePoint, isOfChallenge, isSecret } from "../../semantics/vocabulary.ts"

const equalities = new Set(["==", "!=", "same", "not-same"])

// https://docs.python.org/3/library/secrets.html#secrets.compare_digest

/** `token != settings.API_KEY`: how long it takes tells how many letters are right. */
export function slowCompares(machine: Machine, of: FunctionValue): readonly Wiring[] {
  const { raises, returns, calls } = machine.trace(of)
  const tested = [...raises, ...returns, ...calls].flatMap(({ path }) =>
    path.flatMap((condition) => (condition.kind === "test" ? [condition.value] : [])),
  )
  const found = new Map<string, Wiring>()
  for (const value of [...tested, ...returns.map((one) => one.value)]) {
    for (const compared of equalitiesIn(value, 0)) {
      const key = placeKey(compared.at)
      const wiring = found.has(key) ? undefined : slow(machine, of, compared)
      if (wiring !== undefined) found.set(key, wiring)
    }
  }
  return [...found.values()]
}

function equalitiesIn(value: Value, depth: number): readonly Operation[] {
  if (value.kind !== "operation" || depth > 6) return []
  if (equalities.has(value.operator)) return [value]
  return value.operands.flatMap((operand) => equalitiesIn(operand, depth + 1))
}

function slow(machine: Machine, of: FunctionValue, { operands, at }: Operation): Wiring | undefined {
  const [left, right] = operands.map(unwrapped)
  if (left === undefined || right === undefined) return undefined
  const stored = [left, right].find((side) => isStored(machine, of, side))
  const given = stored === left ? right : left
  if (stored === undefined || isStored(machine, of, given) || !isSent(machine, given)) return undefined
  const name = nameOf(stored)
  return {
    kind: "slow-compare",
    at,
    data: { name },
    evidence: undefined,
    why: `\`${name}\` is the server's`,
    repairs: of.closure.language.name === "python" ? repairsOf(at) : [],
  }
}

/** `token.encode()` is the same text. */
function unwrapped(value: Value): Value {
  if (value.kind !== "call" || value.callee.kind !== "member" || value.arguments.length > 1) return value
  return /^(encode|strip|trim|toString)$/.test(value.callee.name) ? unwrapped(value.callee.object) : value
}

/** A secret of the server's own: a setting, a variable of the environment, or what its gate was made with, called one. */
function isStored(machine: Machine, of: FunctionValue, value: Value): boolean {
  // What keeps forged requests out is made anew for each session.
  if (!isSecret(nameOf(value)) || isBesideThePoint(nameOf(value))) return false
  // Whoever has a challenge to meet was told it.
  if (isOfChallenge(ownerOf(value))) return false
  if (isOfMaker(machine, of, value)) return true
  const name = keyName(machine, value)
  if (name !== undefined && !name.startsWith("text ")) return true
  // What a setting is by default says nothing: it is a setting.
  return name !== undefined && value.kind === "member"
}

/** What the function, or the object that it is a method of, was made with, before any request came. */
function isOfMaker(machine: Machine, of: FunctionValue, value: Value): boolean {
  if (value.kind === "parameter") return isMadeBy(machine, of, value.of)
  if (value.kind !== "member" || value.object.kind !== "parameter" || of.owner === undefined) return false
  if (value.object.parameter !== of.declaration.parameters[0]) return false
  const { constructorName } = of.closure.language
  const make = constructorName === undefined ? undefined : classMember(machine, of.owner, constructorName, undefined)
  if (make?.kind !== "function") return false
  return (machine.trace(make).receiver?.effects ?? []).some(
    (effect) =>
      effect.kind === "member" &&
      effect.path.length === 0 &&
      effect.name === value.name &&
      effect.value?.kind === "parameter",
  )
}

/** `def gate_for(secret): def gate(request): …; return gate`: what makes a function gives it back. */
function isMadeBy(machine: Machine, of: FunctionValue, maker: FunctionValue): boolean {
  return machine.trace(maker).returns.some(({ value }) => {
    const made = settle(machine, value)
    return made.kind === "function" && contains(placeOf(made), placeOf(of))
  })
}

function placeOf({ closure, declaration }: FunctionValue): Place {
  return closure.place(declaration)
}

function ownerOf(value: Value): string {
  if (value.kind === "member" || value.kind === "element") return nameOf(value.object)
  return value.kind === "external" ? (value.path.split(".").at(-2) ?? "") : ""
}

function nameOf(value: Value): string {
  if (value.kind === "member") return value.name
  if (value.kind === "parameter") return value.parameter.name
  if (value.kind === "external") return value.path.slice(value.path.lastIndexOf(".") + 1)
  const index = value.kind === "element" ? value.index : value.kind === "call" ? value.arguments[0]?.value : undefined
  return index?.kind === "constant" ? String(index.value) : ""
}

function repairsOf(at: Place): Wiring["repairs"] {
  const compare = nodeAt(at.chunk.body, at, "compare")
  if (compare === undefined || (compare.operator !== "==" && compare.operator !== "!=")) return []
  const source = ({ start, end }: { readonly start: number; readonly end: number }) =>
    ({ kind: "source", at: { ...at, start, end } }) as const
  const isPlain = [compare.left, compare.right].every(({ kind }) => /^(name|member|subscript|call)$/.test(kind))
  if (!isPlain) return []
  const code: Code = [
    compare.operator === "!=" ? "not " : "",
    { kind: "import", module: "secrets", name: "compare_digest" },
    "(",
    source(compare.left),
    ".encode(), ",
    source(compare.right),
    ".encode())",
  ]
  return [{ title: "Compare with secrets.compare_digest", edits: [{ kind: "replace", at, code }] }]
}
