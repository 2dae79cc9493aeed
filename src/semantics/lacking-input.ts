import { isContainer, isConversion } from "./conversion.ts"
import { foreignPath } from "./foreign-path.ts"
import { settle } from "./look-through.ts"
import type { Machine } from "./machine.ts"
import type { Value } from "./value.ts"
import { wordsOf } from "./vocabulary.ts"

const depthLimit = 4

/**
 * Whether a value is what a client names something by, as it was sent: `Number(req.query.id)`. Who lacks it asked badly,
 * whoever they are. A client, a session or a key has a name as well, and that one tells who asks.
 */
export function isSentName(machine: Machine, value: Value, depth = 0): boolean {
  if (depth > depthLimit) return false
  const settled = settle(machine, value)
  if (settled.kind === "call") {
    const [only, ...more] = settled.arguments
    if (only === undefined || more.length > 0 || !isConversion(machine, settled)) return false
    return isSentName(machine, only.value, depth + 1)
  }
  const part = partOf(settled)
  return part !== undefined && isThings(part.name) && isInput(machine, part.object)
}

function partOf(value: Value): { readonly object: Value; readonly name: string } | undefined {
  if (value.kind === "member") return value
  if (value.kind !== "element" || value.index?.kind !== "constant") return undefined
  return { object: value.object, name: String(value.index.value) }
}

function isInput(machine: Machine, object: Value): boolean {
  const path = isContainer(machine, object) ? undefined : foreignPath(machine, object)
  const model = path === undefined ? undefined : machine.library(path)
  return model?.kind === "container" && model.of === "input"
}

function isThings(name: string): boolean {
  return /^((?!(client|session|device|account|key|app|application|tenant|user|login|token|auth)\b)\S+ )?ids?$/.test(
    wordsOf(name),
  )
}
