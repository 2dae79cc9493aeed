import type { Expression } from "../../ir/expression.ts"
import type { Block, Handler, If, Loop, Try, With, WithItem } from "../../ir/statement.ts"
import { lowerExpression } from "./lower-expression.ts"
import { isTypeChecking } from "./lower-import.ts"
import { lowerBlock } from "./lower-statement.ts"
import { childOf, DEPTH_LIMIT, isWritten, type Source, textOf } from "./source.ts"
import type { Syntax } from "./syntax.ts"

/** `if … elif … else`: each `elif` is an `if` alone in the branch before it, reaching to the statement's end. */
export function lowerIf(node: Syntax, source: Source): If {
  const branches: { at: Syntax; test: Expression; then: Block }[] = [{ at: node, ...lowerBranch(node, source) }]
  let otherwise: Block = []
  for (const child of node.children) {
    if (child.type === "elif_clause") branches.push({ at: child, ...lowerBranch(child, source) })
    if (child.type === "else_clause") otherwise = lowerBlock(childOf(child, "block"), source)
  }
  // A chain of elifs nests in the tree, though not in the source.
  const rest = branches.splice(Math.max(1, DEPTH_LIMIT - source.depth))
  const [cut] = rest
  if (cut !== undefined) otherwise = [{ kind: "unknown", start: cut.at.start, end: node.end, children: [] }]
  for (let i = branches.length - 1; i > 0; i--) {
    const branch = branches[i]
    if (branch === undefined) continue
    const { at, test, then } = branch
    otherwise = [{ kind: "if", start: at.start, end: node.end, test, then, otherwise }]
  }
  const { test, then } = branches[0] ?? lowerBranch(node, source)
  return { kind: "if", start: node.start, end: node.end, test, then, otherwise }
}

export function lowerFor(node: Syntax, source: Source): Loop {
  const [left, right] = node.children.filter((child) => child.type !== "block" && child.type !== "else_clause")
  const target = lowerExpression(left, source, node)
  const iterable = lowerExpression(right, source, node)
  return { ...loop(node, source), target, iterable, test: undefined }
}

export function lowerWhile(node: Syntax, source: Source): Loop {
  const [condition] = node.children
  const test = lowerExpression(condition?.type === "block" ? undefined : condition, source, node)
  return { ...loop(node, source), target: undefined, iterable: undefined, test }
}

export function lowerWith(node: Syntax, source: Source): With {
  const items: WithItem[] = []
  for (const item of childOf(node, "with_clause")?.children ?? []) {
    if (item.type === "with_item") collectItems(item.children[0], item, source, items)
  }
  return { kind: "with", start: node.start, end: node.end, items, body: lowerBlock(childOf(node, "block"), source) }
}

export function lowerTry(node: Syntax, source: Source): Try {
  const handlers: Handler[] = []
  const body = lowerBlock(childOf(node, "block"), source)
  for (const child of node.children) if (child.type === "except_clause") handlers.push(lowerHandler(child, source))
  const otherwise = lowerBlock(branchBlock(node, "else_clause"), source)
  const ending = branchBlock(node, "finally_clause")
  if (handlers.length === 0 && ending === undefined) source.incomplete = true
  const last = lowerBlock(ending, source)
  return { kind: "try", start: node.start, end: node.end, body, handlers, otherwise, finally: last }
}

function lowerBranch(node: Syntax, source: Source): { test: Expression; then: Block } {
  const [condition] = node.children
  const test = lowerExpression(condition?.type === "block" ? undefined : condition, source, node)
  const { typeOnly } = source
  source.typeOnly ||= isTypeChecking(condition, source)
  const then = lowerBlock(childOf(node, "block"), source)
  source.typeOnly = typeOnly
  return { test, then }
}

function branchBlock(node: Syntax, type: string): Syntax | undefined {
  const branch = childOf(node, type)
  return branch && childOf(branch, "block")
}

function loop(node: Syntax, source: Source): Pick<Loop, "kind" | "start" | "end" | "body" | "otherwise"> {
  const body = lowerBlock(childOf(node, "block"), source)
  const otherwise = lowerBlock(branchBlock(node, "else_clause"), source)
  return { kind: "loop", start: node.start, end: node.end, body, otherwise }
}

/** `a as b`; the grammar also reads `(a as b, c)` and `(a as b)` as one parenthesised value. */
function collectItems(value: Syntax | undefined, item: Syntax, source: Source, items: WithItem[]): void {
  const grouped = value?.type === "tuple" || value?.type === "parenthesized_expression"
  if (value !== undefined && grouped && value.children.some((child) => child.type === "as_pattern")) {
    for (const child of value.children) collectItems(child, child, source, items)
    return
  }
  const alias = value?.type === "as_pattern" ? value.children[1] : undefined
  const context = lowerExpression(alias === undefined ? value : value?.children[0], source, item)
  const target = alias && lowerExpression(alias, source, alias)
  items.push({ start: item.start, end: item.end, context, target })
}

/** `except A as e`, `except (A, B)`, `except A, B`, `except* A`. */
function lowerHandler(node: Syntax, source: Source): Handler {
  const types: Expression[] = []
  let name: string | undefined
  let aliased = false
  for (const child of node.children) {
    if (child.type === "as") aliased = true
    if (!isWritten(child) || child.type === "block") continue
    const [inner, target] = child.type === "as_pattern" ? child.children : [child]
    if (target !== undefined) name = textOf(target, source)
    if (aliased) {
      name = textOf(child, source)
      continue
    }
    const type = lowerExpression(inner, source, child)
    if (type.kind === "list" && type.flavour === "tuple") types.push(...type.items)
    else types.push(type)
  }
  return { start: node.start, end: node.end, types, name, body: lowerBlock(childOf(node, "block"), source) }
}
