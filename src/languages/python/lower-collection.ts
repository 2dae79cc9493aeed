import type { Expression, List, RecordEntry } from "../../ir/expression.ts"
import { lowerExpression } from "./lower-expression.ts"
import type { Source } from "./source.ts"
import type { Syntax } from "./syntax.ts"

/** `[a, *b]`, `(a, b)`, `{a, b}`, and the same as a target. */
export function lowerList(node: Syntax, source: Source, flavour: List["flavour"]): Expression {
  const items: Expression[] = []
  for (const child of node.children) items.push(lowerExpression(child, source, child))
  return { kind: "list", start: node.start, end: node.end, flavour, items }
}

/** `{"a": 1, **rest}`. */
export function lowerDictionary(node: Syntax, source: Source): Expression {
  const entries: RecordEntry[] = []
  for (const child of node.children) {
    const { start, end } = child
    const [first, second] = child.children
    const key = child.type === "pair" ? lowerExpression(first, source, child) : undefined
    const value = lowerExpression(child.type === "pair" ? second : first, source, child)
    entries.push({ start, end, key, value })
  }
  return { kind: "record", start: node.start, end: node.end, entries }
}
