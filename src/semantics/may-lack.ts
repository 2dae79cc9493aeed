import type { Expression } from "../ir/expression.ts"
import type { Language } from "../ir/module.ts"
import type { Node } from "../ir/node.ts"
import type { Block, Try } from "../ir/statement.ts"
import { childrenOf, isOf } from "../ir/walk.ts"

/**
 * Whether statements may fail by themselves, in no call: an item that is not there, something that is entered, imported
 * or asserted, or what the tree has no word for. What a handler for everything stands around is not looked at.
 */
export function mayLack(block: Block, language: Language): boolean {
  return block.some((statement) => fails(statement, language))
}

function fails(node: Node, language: Language): boolean {
  if (!("kind" in node)) return inside(node, language)
  switch (node.kind) {
    case "import":
    case "with":
    case "assert":
    case "delete":
    case "unknown":
      return true
    default:
      break
  }
  if (isOf(node, "subscript") && language.missingItemFails) return true
  // An annotation is never worked out, and an item that is set need not be there.
  if (isOf(node, "assign"))
    return [...node.targets.flatMap(partsOf), ...(node.value === undefined ? [] : [node.value])].some((part) =>
      fails(part, language),
    )
  if (isOf(node, "try") && takesAll(node, language))
    return [...node.handlers.flatMap(({ body }) => body), ...node.otherwise, ...node.finally].some((part) =>
      fails(part, language),
    )
  return inside(node, language)
}

function inside(node: Node, language: Language): boolean {
  return childrenOf(node).some((child) => fails(child, language))
}

function partsOf(target: Expression): readonly Expression[] {
  return target.kind === "subscript" ? [target.object, target.index] : [target]
}

function takesAll({ handlers }: Try, { broadErrors }: Language): boolean {
  return handlers.some(
    ({ types }) => types.length === 0 || types.some((type) => type.kind === "name" && broadErrors.includes(type.name)),
  )
}
