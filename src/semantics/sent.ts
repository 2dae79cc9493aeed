import { optionsOf } from "./choice.ts"
import { foreignPath } from "./foreign-path.ts"
import type { Machine } from "./machine.ts"
import { originOf } from "./origin.ts"
import type { Value } from "./value.ts"

const depthLimit = 6

/**
 * Whether the client sent a value, as a credential or as whatever else, letter by letter: what is cut out of it is sent,
 * a digest of it is not, nor what a function of the project makes of it. False where it is not known.
 */
export function isSent(machine: Machine, value: Value, depth = 0): boolean {
  if (depth > depthLimit) return false
  const origin = originOf(machine, value)
  if (origin.kind === "credential" && origin.strong) return true
  const inside = (one: Value) => isSent(machine, one, depth + 1)
  switch (value.kind) {
    case "parameter":
      return machine.injected(value)?.kind === "input"
    case "member":
    case "element":
      return holdsParts(machine, value.object, value.kind === "member") || inside(value.object)
    case "choice":
      return optionsOf(value).some((option) => inside(option.value))
    case "call": {
      const { callee } = value
      // `request.headers.get(name)`, `re.findall(pattern, header)`
      if (callee.kind === "member") return holdsParts(machine, callee.object, true) || inside(callee.object)
      const model = callee.kind === "external" ? machine.library(callee.path) : undefined
      return model?.kind === "conversion" && model.text && value.arguments.some((one) => inside(one.value))
    }
    default:
      return false
  }
}

/** What holds parts of what was sent: `request.headers`. A request has members of its own, and is asked for headers by index. */
function holdsParts(machine: Machine, object: Value, byName: boolean): boolean {
  const isWhole = object.kind === "parameter"
  const path = isWhole ? machine.typeOf(object) : foreignPath(machine, object)
  const model = path === undefined ? undefined : machine.library(path)
  if (model?.kind !== "container" || model.of === "context") return false
  return !(isWhole && byName) || model.of === "input"
}
