import { placeKey } from "../model/place.ts"
import { foreignPath } from "./foreign-path.ts"
import { settle } from "./look-through.ts"
import type { Machine } from "./machine.ts"
import type { Value } from "./value.ts"

/**
 * Which key, algorithm or setting a value is, the same for the same one: `env SECRET_KEY`, `text HS256`.
 * @returns `undefined` where that is not known
 */
export function keyName(machine: Machine, value: Value): string | undefined {
  const settled = settle(machine, value)
  switch (settled.kind) {
    case "constant":
      return settled.value === null ? undefined : `text ${settled.value}`
    case "external":
      return variableAt(machine, settled.path) ?? `path ${settled.path}`
    case "member": {
      if (isEnvironment(machine, settled.object)) return `env ${settled.name}`
      const object = settle(machine, settled.object)
      if (object.kind === "call" && object.callee.kind === "class")
        return `field ${placeKey(object.callee.at)} ${settled.name}`
      const inner = keyName(machine, object)
      return inner === undefined ? undefined : `${inner}.${settled.name}`
    }
    case "element":
      return settled.index?.kind === "constant" && isEnvironment(machine, settled.object)
        ? `env ${settled.index.value}`
        : undefined
    case "call": {
      const [name] = settled.arguments
      return name?.value.kind === "constant" && isEnvironment(machine, settled.callee)
        ? `env ${name.value.value}`
        : undefined
    }
    default:
      return undefined
  }
}

/** What holds the variables of the environment, or gives them for their names: `os.environ`, `os.getenv`. */
export function isEnvironment(machine: Machine, value: Value): boolean {
  const path = foreignPath(machine, value)
  return path !== undefined && holdsVariables(machine, path)
}

function variableAt(machine: Machine, path: string): string | undefined {
  const end = path.lastIndexOf(".")
  return end > 0 && holdsVariables(machine, path.slice(0, end)) ? `env ${path.slice(end + 1)}` : undefined
}

function holdsVariables(machine: Machine, path: string): boolean {
  const model = machine.library(path)
  return model?.kind === "reading" && model.isEnvironment === true
}
