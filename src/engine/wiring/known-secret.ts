import { type Place, placeKey } from "../../model/place.ts"
import { argument } from "../../semantics/arguments.ts"
import { optionsOf } from "../../semantics/choice.ts"
import { isDebug } from "../../semantics/debug.ts"
import type { Wiring } from "../../semantics/framework.ts"
import { isEnvironment, keyName } from "../../semantics/key-name.ts"
import { lineage } from "../../semantics/lineage.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import { member } from "../../semantics/member.ts"
import { exportOf } from "../../semantics/module-value.ts"
import type { Constant, Value } from "../../semantics/value.ts"
import type { TokenCall } from "./token-calls.ts"

/** A literal that signs, and whether it stands in for a variable of the environment. */
interface Literal {
  readonly value: Constant
  readonly fallback: boolean
}

/** A key that tokens are signed or verified with, as it stands in the source: the only one, or where no other is set. */
export function knownSecrets(machine: Machine, calls: readonly TokenCall[]): readonly Wiring[] {
  const found = new Map<string, Wiring>()
  for (const { call, model } of calls) {
    const key = model.key === undefined ? undefined : argument(call.arguments, model.key, "key").value
    const literal = key === undefined ? undefined : literalIn(machine, key, false, 0)
    if (literal === undefined) continue
    // Who reads a token without verifying it needs no key, and hands in none.
    if (model.kind === "verification" && !literal.fallback && literal.value.value === "") continue
    const { at } = literal.value
    found.set(placeKey(at), {
      kind: literal.fallback ? "known-secret" : "written-secret",
      at,
      data: {},
      evidence: call.at,
      why: model.kind === "signing" ? "tokens are signed with it" : "tokens are verified with it",
      repairs: [],
    })
  }
  return [...found.values()]
}

/** @param fallback whether it stands in for a variable of the environment */
function literalIn(machine: Machine, value: Value, fallback: boolean, depth: number): Literal | undefined {
  if (depth > 4) return undefined
  const settled = settle(machine, value)
  switch (settled.kind) {
    case "constant":
      // A public key is no secret.
      if (typeof settled.value !== "string" || /PUBLIC KEY|CERTIFICATE/.test(settled.value)) return undefined
      // `class Settings(BaseSettings): SECRET_KEY: str = ""`
      return { value: settled, fallback: fallback || isDefault(machine, settled.at) }
    case "operation": {
      const [first, ...more] = settled.operator === "or" || settled.operator === "??" ? settled.operands : []
      const last = more.at(-1)
      if (first === undefined || last === undefined) return undefined
      return literalIn(machine, last, fallback || isOfEnvironment(machine, first), depth + 1)
    }
    case "choice":
      for (const option of optionsOf(settled)) {
        if (option.when.some((condition) => isDebug(condition, []))) continue
        const literal = literalIn(machine, option.value, fallback, depth + 1)
        if (literal !== undefined) return literal
      }
      return undefined
    case "member": {
      // `settings = get_settings()` gives one of several.
      const object = settle(machine, settled.object)
      if (object.kind !== "choice") return undefined
      for (const option of optionsOf(object)) {
        if (option.when.some((condition) => isDebug(condition, []))) continue
        const field = member(machine, option.value, settled.name, settled.at)
        const literal = literalIn(machine, field, fallback, depth + 1)
        if (literal !== undefined) return literal
      }
      return undefined
    }
    case "call": {
      const other = isEnvironment(machine, settled.callee) ? settled.arguments[1]?.value : undefined
      if (other !== undefined) return literalIn(machine, other, true, depth + 1)
      // `SECRET_KEY.encode()`
      const { callee } = settled
      return callee.kind === "member" && callee.name === "encode"
        ? literalIn(machine, callee.object, fallback, depth + 1)
        : undefined
    }
    default:
      return undefined
  }
}

/** The default of a field of what reads each of its fields from the environment. */
function isDefault(machine: Machine, at: Place): boolean {
  return at.chunk.body.some((statement) => {
    if (statement.kind !== "class") return false
    const isField = statement.body.some(
      (member) => member.kind === "assign" && member.value?.start === at.start && member.value.end === at.end,
    )
    const owner = isField ? exportOf(machine, at.file, statement.name) : undefined
    return (
      owner?.kind === "class" &&
      lineage(machine, owner).some((one) => one?.kind === "external" && isEnvironment(machine, one))
    )
  })
}

/** `os.environ.get("KEY")`, `process.env.KEY`. */
function isOfEnvironment(machine: Machine, value: Value): boolean {
  return keyName(machine, value)?.startsWith("env ") === true
}
