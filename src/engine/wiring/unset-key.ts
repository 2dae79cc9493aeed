import type { Node } from "../../ir/node.ts"
import { isOf, nodeAt, walk } from "../../ir/walk.ts"
import { type Place, placeKey } from "../../model/place.ts"
import type { Wiring } from "../../semantics/framework.ts"
import { isEnvironment, keyName } from "../../semantics/key-name.ts"
import { settle } from "../../semantics/look-through.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { Value } from "../../semantics/value.ts"
import type { Whole } from "./index.ts"
import type { KeyUse } from "./key-uses.ts"

/** A key that is read from a variable which nothing sets: whoever follows the project's own example has none. */
export function unsetKeys(machine: Machine, whole: Whole, uses: readonly KeyUse[]): readonly Wiring[] {
  const found = new Map<string, Wiring>()
  const files = new Set(whole.files)
  for (const { key, at, why } of uses) {
    const read = readIn(machine, key)
    const unset = read === undefined ? undefined : whole.unset(read.at.file, read.variable)
    if (read === undefined || unset === undefined || found.has(placeKey(read.at))) continue
    const { file, instead, readers } = unset
    if (readers.some((reader) => !files.has(reader) || isTested(machine, reader, read.variable))) continue
    found.set(placeKey(read.at), {
      kind: "unset-key",
      at: read.at,
      data: { variable: read.variable, file, ...(instead === undefined ? {} : { instead }) },
      evidence: at,
      why,
      repairs: [],
    })
  }
  return [...found.values()]
}

/** `os.getenv("KEY")`, `process.env.KEY`: nothing stands in for it, and nothing fails without it. */
function readIn(machine: Machine, value: Value): { readonly variable: string; readonly at: Place } | undefined {
  const settled = settle(machine, value)
  const name = keyName(machine, settled)
  if (name?.startsWith("env ") !== true) return undefined
  // `os.environ["KEY"]` fails at the start.
  if (settled.kind === "element" && nodeAt(settled.at.chunk.body, settled.at, "call") === undefined) return undefined
  if (settled.kind === "call" && (settled.arguments.length > 1 || !isEnvironment(machine, settled.callee)))
    return undefined
  return { variable: name.slice("env ".length), at: settled.at }
}

/** Whether something asks if the variable is set, be it by its name or by the name of what holds it. */
function isTested(machine: Machine, file: string, variable: string): boolean {
  const names = new Set([variable])
  const module = machine.module(file)
  const nodes = (module?.chunks ?? []).flatMap(({ body }) => body.flatMap((statement) => [...walk(statement)]))
  for (const node of nodes) {
    if (!isOf(node, "assign") || node.value === undefined || !mentions(node.value, names)) continue
    for (const target of node.targets) if (target.kind === "name") names.add(target.name)
  }
  return nodes.some((node) => {
    if (isOf(node, "list")) return mentions(node, new Set([variable]))
    const tested = isOf(node, "if") || isOf(node, "assert") || isOf(node, "conditional") ? node.test : undefined
    if (tested !== undefined) return mentions(tested, names)
    return isOf(node, "boolean") && mentions(node, names)
  })
}

function mentions(node: Node, names: ReadonlySet<string>): boolean {
  for (const inner of walk(node)) {
    if ((isOf(inner, "name") || isOf(inner, "member")) && names.has(inner.name)) return true
    if (isOf(inner, "literal") && typeof inner.value === "string" && names.has(inner.value)) return true
  }
  return false
}
