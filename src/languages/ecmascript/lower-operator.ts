import type { Binary, CompareOperator, Expression } from "../../ir/expression.ts"
import type { Span } from "../../ir/node.ts"
import { literal, lowerExpression, unknown } from "./lower-expression.ts"
import type { Source, Syntax } from "./source.ts"

const BINARY: ReadonlyMap<string, Binary["operator"]> = new Map(
  (["+", "-", "*", "/", "%", "**", "|", "&", "^", "<<", ">>", ">>>"] as const).map((sign) => [sign, sign]),
)

const COMPARE: ReadonlyMap<string, CompareOperator> = new Map<string, CompareOperator>([
  ["==", "=="],
  ["!=", "!="],
  ["===", "same"],
  ["!==", "not-same"],
  ["<", "<"],
  ["<=", "<="],
  [">", ">"],
  [">=", ">="],
  ["in", "in"],
  ["instanceof", "instance-of"],
])

export function lowerUnary(node: Extract<Syntax, { type: "UnaryExpression" }>, span: Span, source: Source): Expression {
  const operand = lowerExpression(node.argument, source)
  switch (node.operator) {
    case "!":
      return { kind: "unary", ...span, operator: "not", operand }
    case "void":
      return operand.kind === "literal" ? literal(span, null) : { kind: "unary", ...span, operator: "void", operand }
    case "-":
      if (operand.kind === "literal" && typeof operand.value === "number") return literal(span, -operand.value)
      return { kind: "unary", ...span, operator: "-", operand }
    case "+":
      if (operand.kind === "literal" && typeof operand.value === "string") return literal(span, Number(operand.value))
      return { kind: "unary", ...span, operator: "+", operand }
    case "~":
    case "typeof":
      return { kind: "unary", ...span, operator: node.operator, operand }
    default:
      return unknown(span, [operand])
  }
}

export function lowerBinary(
  node: Extract<Syntax, { type: "BinaryExpression" }>,
  span: Span,
  source: Source,
): Expression {
  const left = lowerExpression(node.left, source)
  const right = lowerExpression(node.right, source)
  const compare = COMPARE.get(node.operator)
  if (compare !== undefined) return comparison(compare, left, right, span)
  const operator = BINARY.get(node.operator)
  return operator === undefined ? unknown(span, [left, right]) : { kind: "binary", ...span, operator, left, right }
}

/** `typeof x === "undefined"` asks whether there is an x. */
function comparison(operator: CompareOperator, left: Expression, right: Expression, span: Span): Expression {
  const isOfType = left.kind === "unary" && left.operator === "typeof"
  if (isOfType && right.kind === "literal" && right.value === "undefined") {
    return { kind: "compare", ...span, operator, left: left.operand, right: literal(right, null) }
  }
  return { kind: "compare", ...span, operator, left, right }
}

export function lowerLogical(
  node: Extract<Syntax, { type: "LogicalExpression" }>,
  span: Span,
  source: Source,
): Expression {
  const operator = node.operator === "&&" ? "and" : node.operator === "||" ? "or" : "??"
  return {
    kind: "boolean",
    ...span,
    operator,
    left: lowerExpression(node.left, source),
    right: lowerExpression(node.right, source),
  }
}

/** `a = b` used as a value; `a ||= b` gives one of both. */
export function lowerAssignment(
  node: Extract<Syntax, { type: "AssignmentExpression" }>,
  span: Span,
  source: Source,
): Expression {
  const target = lowerExpression(node.left, source)
  const given = lowerExpression(node.right, source)
  const sign = node.operator.slice(0, -1)
  if (sign === "") return { kind: "assignment", ...span, target, value: given }
  const rest = { ...span, left: target, right: given }
  if (sign === "??" || sign === "||" || sign === "&&") {
    const operator = sign === "??" ? "??" : sign === "||" ? "or" : "and"
    return { kind: "assignment", ...span, target, value: { kind: "boolean", operator, ...rest } }
  }
  const operator = BINARY.get(sign)
  const value: Expression = operator === undefined ? unknown(span, [given]) : { kind: "binary", operator, ...rest }
  return { kind: "assignment", ...span, target, value }
}
