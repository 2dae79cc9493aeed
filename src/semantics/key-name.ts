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
      return `path ${settled.path}`.replace(/^path (globalThis\.)?process\.env\./, "env ")
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

/** `os.environ`, `os.getenv`, `os.environ.get`, `process.env`. */
export function isEnvironment(machine: Machine, value: Value): boolean {
  return /^(os\.(environ|getenv|environ\.get)|globalThis\.process\.env|process\.env)$/.test(
    foreignPath(machine, value) ?? "",
  )
}
