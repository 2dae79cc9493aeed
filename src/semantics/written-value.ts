import { optionsOf } from "./choice.ts"
import { isDebug } from "./debug.ts"
import { isEnvironment, keyName } from "./key-name.ts"
import { settle } from "./look-through.ts"
import type { Machine } from "./machine.ts"
import { member } from "./member.ts"
import { settingsFields } from "./settings-field.ts"
import type { Constant, ListValue, Value } from "./value.ts"

/** What stands in the source for a value, and whether it stands in for a variable of the environment. */
export interface Written {
  readonly value: Constant | ListValue
  readonly fallback: boolean
}

/**
 * What a value is, or is where nobody sets it, as far as the source tells: `os.getenv("KEY", "dev")` is `"dev"`.
 * @returns one for each thing that it may be outside of development; `undefined` for one that the source does not tell
 */
export function writtenValues(machine: Machine, value: Value): readonly (Written | undefined)[] {
  return writtenIn(machine, value, false, 0)
}

function writtenIn(machine: Machine, value: Value, fallback: boolean, depth: number): readonly (Written | undefined)[] {
  if (depth > 6) return [undefined]
  const settled = settle(machine, value)
  const inside = (one: Value, isFallback = fallback) => writtenIn(machine, one, isFallback, depth + 1)
  switch (settled.kind) {
    case "constant":
    case "list":
      // `class Settings(BaseSettings): SECRET_KEY: str = ""`
      return [{ value: settled, fallback: fallback || settingsFields(machine, settled.at).length > 0 }]
    case "operation": {
      const [first, ...more] = settled.operands
      // `[one.strip() for one in names.split(",")]`
      if (settled.operator === "comprehension") return more[0] === undefined ? [undefined] : inside(more[0])
      const last = settled.operator === "or" || settled.operator === "??" ? more.at(-1) : undefined
      if (first === undefined || last === undefined) return [undefined]
      return inside(last, fallback || isOfEnvironment(machine, first))
    }
    case "choice":
      return optionsOf(settled)
        .filter(({ when }) => !when.some((condition) => isDebug(condition, [])))
        .flatMap((option) => inside(option.value))
    case "member": {
      const objects = objectsOf(machine, settled.object)
      return objects.length === 0
        ? [undefined]
        : objects.flatMap((object) => inside(member(machine, object, settled.name, settled.at)))
    }
    case "call": {
      const other = isEnvironment(machine, settled.callee) ? settled.arguments[1]?.value : undefined
      if (other !== undefined) return inside(other, true)
      // `SECRET_KEY.encode()`, `ORIGINS.split(",")`
      const { callee } = settled
      const isSame = callee.kind === "member" && /^(encode|strip|trim|split)$/.test(callee.name)
      return isSame ? inside(callee.object) : [undefined]
    }
    default:
      return [undefined]
  }
}

/** One of several, outside of development: `get_settings()`, `settings[name]()`. */
function objectsOf(machine: Machine, value: Value): readonly Value[] {
  const object = settle(machine, value)
  if (object.kind === "choice")
    return optionsOf(object)
      .filter(({ when }) => !when.some((condition) => isDebug(condition, [])))
      .map((option) => option.value)
  const made = object.kind === "call" ? settle(machine, object.callee) : undefined
  const held = made?.kind === "element" ? settle(machine, made.object) : undefined
  if (object.kind !== "call" || held?.kind !== "record" || held.open) return []
  return held.entries.map((entry): Value => ({ ...object, callee: entry.value }))
}

/** `os.environ.get("KEY")`, `process.env.KEY`. */
function isOfEnvironment(machine: Machine, value: Value): boolean {
  return keyName(machine, value)?.startsWith("env ") === true
}
