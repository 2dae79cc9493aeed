import type { Expression, RecordEntry } from "../../ir/expression.ts"
import type { Span } from "../../ir/node.ts"
import { lowerCall, lowerImportCall } from "./lower-call.ts"
import { lowerClass } from "./lower-class.ts"
import { lowerLambda } from "./lower-function.ts"
import { lowerAssignment, lowerBinary, lowerLogical, lowerUnary } from "./lower-operator.ts"
import { DEPTH_LIMIT, keyOf, type Source, type Syntax, spanOf } from "./source.ts"

/** Lowers a node that stands where a value or a target is expected. */
export function lowerExpression(node: Syntax, source: Source): Expression {
  if (source.depth >= DEPTH_LIMIT) return unknown(spanOf(node, source), [])
  source.depth++
  const expression = lower(node, source)
  source.depth--
  return expression
}

export function unknown(span: Span, children: readonly Expression[]): Expression {
  return { kind: "unknown", start: span.start, end: span.end, children }
}

export function literal(span: Span, value: string | number | boolean | null): Expression {
  return { kind: "literal", start: span.start, end: span.end, value }
}

export function nameAt(span: Span, name: string): Expression {
  return { kind: "name", start: span.start, end: span.end, name }
}

function lower(node: Syntax, source: Source): Expression {
  const span = spanOf(node, source)
  switch (node.type) {
    case "Identifier":
      if (node.name === "") return unknown(span, [])
      return node.name === "undefined" ? literal(span, null) : nameAt(span, node.name)
    case "ThisExpression":
      return nameAt(span, "this")
    case "Literal":
      return lowerLiteral(node, span)
    case "TemplateLiteral":
      return lowerTemplate(node, span, source)
    case "TaggedTemplateExpression":
      return unknown(span, [lowerExpression(node.tag, source), lowerExpression(node.quasi, source)])
    case "MemberExpression":
      return lowerMember(node, span, source)
    case "ChainExpression":
    case "TSAsExpression":
    case "TSNonNullExpression":
    case "TSSatisfiesExpression":
    case "TSTypeAssertion":
    case "TSInstantiationExpression":
    case "Decorator":
      return lowerExpression(node.expression, source)
    case "CallExpression":
    case "NewExpression":
      return lowerCall(node, span, source)
    case "ImportExpression":
      return lowerImportCall(node, span, source)
    case "ArrayExpression":
    case "ArrayPattern":
      return { kind: "list", ...span, flavour: "list", items: lowerItems(node.elements, span, source) }
    case "ObjectExpression":
      return { kind: "record", ...span, entries: node.properties.map((property) => lowerEntry(property, source)) }
    case "ArrowFunctionExpression":
    case "FunctionExpression":
      return lowerLambda(node, source, { runs: "elsewhere", name: "" })
    case "ClassExpression": {
      const declared = lowerClass(node, span, source, node.id?.name ?? `class@${span.start}`)
      source.before.push(declared)
      return nameAt(span, declared.name)
    }
    case "UnaryExpression":
      return lowerUnary(node, span, source)
    case "BinaryExpression":
      return lowerBinary(node, span, source)
    case "LogicalExpression":
      return lowerLogical(node, span, source)
    case "AssignmentExpression":
      return lowerAssignment(node, span, source)
    case "ConditionalExpression": {
      const test = lowerExpression(node.test, source)
      const then = lowerExpression(node.consequent, source)
      return { kind: "conditional", ...span, test, then, otherwise: lowerExpression(node.alternate, source) }
    }
    case "AwaitExpression":
      return { kind: "await", ...span, value: lowerExpression(node.argument, source) }
    case "YieldExpression":
      source.yields = true
      return { kind: "yield", ...span, value: node.argument ? lowerExpression(node.argument, source) : undefined }
    case "SpreadElement":
    case "RestElement":
      return { kind: "spread", ...span, value: lowerExpression(node.argument, source) }
    case "AssignmentPattern":
      return lowerExpression(node.left, source)
    case "SequenceExpression":
      return { kind: "sequence", ...span, items: node.expressions.map((one) => lowerExpression(one, source)) }
    case "UpdateExpression":
      return unknown(span, [lowerExpression(node.argument, source)])
    case "Super":
      return superCall(span)
    default:
      return unknown(span, [])
  }
}

/** `super.x` and `super(…)` are a member of what `super()` gives. */
export function superCall(span: Span): Expression {
  return { kind: "call", ...span, callee: nameAt(span, "super"), arguments: [], construct: false, optional: false }
}

function lowerLiteral(node: Extract<Syntax, { type: "Literal" }>, span: Span): Expression {
  if ("regex" in node) return { kind: "regex", ...span, pattern: node.regex.pattern }
  if (typeof node.value === "bigint") return unknown(span, [])
  return literal(span, node.value)
}

function lowerTemplate(
  { quasis, expressions }: Extract<Syntax, { type: "TemplateLiteral" }>,
  span: Span,
  source: Source,
): Expression {
  const parts: (string | Expression)[] = []
  quasis.forEach(({ value }, index) => {
    const text = value.cooked ?? value.raw
    if (text !== "") parts.push(text)
    const hole = expressions[index]
    if (hole !== undefined) parts.push(lowerExpression(hole, source))
  })
  const [only = ""] = parts
  if (parts.length <= 1 && typeof only === "string") return literal(span, only)
  return { kind: "template", ...span, parts }
}

function lowerMember(node: Extract<Syntax, { type: "MemberExpression" }>, span: Span, source: Source): Expression {
  const { optional } = node
  const object = lowerExpression(node.object, source)
  const name = node.computed ? undefined : keyOf(node.property, false)
  if (name === "") return unknown(span, [object])
  if (name !== undefined) return { kind: "member", ...span, object, name, optional }
  return { kind: "subscript", ...span, object, index: lowerExpression(node.property, source), optional }
}

/** Items of an array; a hole is an absent value. */
function lowerItems(items: readonly (Syntax | null)[], span: Span, source: Source): readonly Expression[] {
  return items.map((item) =>
    item === null ? literal({ start: span.start, end: span.start }, null) : lowerExpression(item, source),
  )
}

function lowerEntry(
  node: Extract<Syntax, { type: "ObjectExpression" }>["properties"][number],
  source: Source,
): RecordEntry {
  const span = spanOf(node, source)
  if (node.type === "SpreadElement") return { ...span, key: undefined, value: lowerExpression(node.argument, source) }
  const keySpan = spanOf(node.key, source)
  const name = keyOf(node.key, node.computed)
  const key = name === undefined ? lowerExpression(node.key, source) : literal(keySpan, name)
  // A getter's value is what it returns, which is not known here.
  if (node.kind !== "init") return { ...span, key, value: unknown(span, []) }
  const { value } = node
  if (value.type === "ArrowFunctionExpression" || value.type === "FunctionExpression") {
    return { ...span, key, value: lowerLambda(value, source, { runs: "elsewhere", name: name ?? "" }) }
  }
  return { ...span, key, value: lowerExpression(value, source) }
}
