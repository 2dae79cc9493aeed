import type { Binary, Boolean, CompareOperator, Expression, Unary } from "../../ir/expression.ts"
import { lowerExpression, unknown } from "./lower-expression.ts"
import { DEPTH_LIMIT, type Source } from "./source.ts"
import type { Syntax } from "./syntax.ts"

const BINARY: ReadonlyMap<string, Binary["operator"]> = new Map(
  (["+", "-", "*", "/", "//", "%", "**", "@", "|", "&", "^", "<<", ">>"] as const).map((sign) => [sign, sign]),
)

const UNARY: ReadonlyMap<string, Unary["operator"]> = new Map((["-", "+", "~"] as const).map((sign) => [sign, sign]))

const COMPARE: ReadonlyMap<string, CompareOperator> = new Map<string, CompareOperator>([
  ["==", "=="],
  ["!=", "!="],
  ["<>", "!="],
  ["<", "<"],
  ["<=", "<="],
  [">", ">"],
  [">=", ">="],
  ["in", "in"],
  ["not in", "not-in"],
  ["is", "same"],
  ["is not", "not-same"],
])

/** `a + b`; also `A | B` between types, whose sign the copy leaves out. */
export function lowerBinary(node: Syntax, source: Source): Expression {
  const { children } = node
  const union = node.type === "union_type"
  const left = lowerExpression(children[0], source, node)
  const right = lowerExpression(children[union ? 1 : 2], source, node)
  const operator = union ? "|" : BINARY.get(children[1]?.type ?? "")
  if (operator === undefined) return unknown(node, [left, right])
  return { kind: "binary", start: node.start, end: node.end, operator, left, right }
}

export function lowerBoolean(node: Syntax, source: Source): Expression {
  const { children } = node
  const operator: Boolean["operator"] = children[1]?.type === "or" ? "or" : "and"
  const left = lowerExpression(children[0], source, node)
  const right = lowerExpression(children[2], source, node)
  return { kind: "boolean", start: node.start, end: node.end, operator, left, right }
}

export function lowerUnary(node: Syntax, source: Source): Expression {
  const operand = lowerExpression(node.children.at(-1), source, node)
  const operator = node.type === "not_operator" ? "not" : UNARY.get(node.children[0]?.type ?? "")
  if (operator === undefined) return unknown(node, [operand])
  return { kind: "unary", start: node.start, end: node.end, operator, operand }
}

/** `a < b <= c` becomes `a < b and b <= c`; the middle operand is shared by both. */
export function lowerComparison(node: Syntax, source: Source): Expression {
  // A chain nests in the tree, though not in the source.
  if (node.children.length > 2 * DEPTH_LIMIT) return unknown(node, [])
  const [first, ...rest] = node.children
  let left = lowerExpression(first, source, node)
  let whole: Expression | undefined
  for (let i = 0; i + 1 < rest.length; i += 2) {
    const right = lowerExpression(rest[i + 1], source, node)
    const operator = COMPARE.get(rest[i]?.type ?? "")
    const alone = rest.length === 2
    const start = alone ? node.start : left.start
    const end = alone ? node.end : right.end
    const compare: Expression =
      operator === undefined
        ? unknown({ start, end }, [left, right])
        : { kind: "compare", start, end, operator, left, right }
    whole =
      whole === undefined
        ? compare
        : { kind: "boolean", start: node.start, end: right.end, operator: "and", left: whole, right: compare }
    left = right
  }
  return whole ?? unknown(node, [left])
}
