import type { Argument, Expression } from "../../ir/expression.ts"
import type { Span } from "../../ir/node.ts"
import { lowerDictionary, lowerList } from "./lower-collection.ts"
import { lowerComprehension } from "./lower-comprehension.ts"
import { lowerLambda } from "./lower-function.ts"
import { lowerBinary, lowerBoolean, lowerComparison, lowerUnary } from "./lower-operator.ts"
import { lowerConcatenation, lowerString } from "./lower-string.ts"
import { decodeNumber } from "./number.ts"
import { childOf, DEPTH_LIMIT, isWritten, type Source, textOf } from "./source.ts"
import type { Syntax } from "./syntax.ts"

type Lowering = (node: Syntax, source: Source) => Expression

const LOWERINGS: ReadonlyMap<string, Lowering> = new Map<string, Lowering>([
  ["identifier", lowerName],
  ["dotted_name", lowerDottedName],
  ["attribute", lowerAttribute],
  ["member_type", lowerAttribute],
  ["subscript", lowerSubscript],
  ["generic_type", lowerSubscript],
  ["slice", lowerSlice],
  ["call", lowerCall],
  ["list", (node, source) => lowerList(node, source, "list")],
  ["list_pattern", (node, source) => lowerList(node, source, "list")],
  ["tuple", (node, source) => lowerList(node, source, "tuple")],
  ["tuple_pattern", (node, source) => lowerList(node, source, "tuple")],
  ["pattern_list", (node, source) => lowerList(node, source, "tuple")],
  ["expression_list", (node, source) => lowerList(node, source, "tuple")],
  ["set", (node, source) => lowerList(node, source, "set")],
  ["dictionary", lowerDictionary],
  ["list_comprehension", (node, source) => lowerComprehension(node, source, "list")],
  ["set_comprehension", (node, source) => lowerComprehension(node, source, "set")],
  ["dictionary_comprehension", (node, source) => lowerComprehension(node, source, "record")],
  ["generator_expression", (node, source) => lowerComprehension(node, source, "generator")],
  ["lambda", lowerLambda],
  ["unary_operator", lowerUnary],
  ["not_operator", lowerUnary],
  ["binary_operator", lowerBinary],
  ["union_type", lowerBinary],
  ["boolean_operator", lowerBoolean],
  ["comparison_operator", lowerComparison],
  ["conditional_expression", lowerConditional],
  ["named_expression", lowerNamed],
  ["await", lowerAwait],
  ["yield", lowerYield],
  ["string", lowerString],
  ["concatenated_string", lowerConcatenation],
  ["integer", lowerNumber],
  ["float", lowerNumber],
  ["true", (node) => literal(node, true)],
  ["false", (node) => literal(node, false)],
  ["none", (node) => literal(node, null)],
  ["parenthesized_expression", lowerInner],
  ["type", lowerInner],
  ["as_pattern_target", lowerInner],
  ["as_pattern", lowerInner],
  ["constrained_type", lowerInner],
  ["list_splat", lowerSplat],
  ["list_splat_pattern", lowerSplat],
  ["dictionary_splat", lowerSplat],
  ["dictionary_splat_pattern", lowerSplat],
  ["splat_type", lowerSplat],
])

/**
 * Lowers a node that stands where a value or a target is expected.
 * @param node absent where the source is incomplete: an `unknown` without children stands in at `place`
 */
export function lowerExpression(node: Syntax | undefined, source: Source, place: Span): Expression {
  if (node === undefined) return unknown(place, [])
  if (source.depth >= DEPTH_LIMIT) return unknown(node, [])
  source.depth++
  const lowering = LOWERINGS.get(node.type)
  const expression = lowering === undefined ? lowerParts(node, source) : lowering(node, source)
  source.depth--
  return expression
}

/** Whether a node of this type is an expression for {@link lowerExpression}. */
export function isExpression(type: string): boolean {
  return LOWERINGS.has(type)
}

export function unknown(span: Span, children: readonly Expression[]): Expression {
  return { kind: "unknown", start: span.start, end: span.end, children }
}

/** The arguments of a call or the bases of a class. */
export function lowerArguments(node: Syntax | undefined, source: Source): readonly Argument[] {
  if (node === undefined) return []
  const lowered: Argument[] = []
  for (const child of node.children) {
    const { start, end } = child
    if (child.type === "keyword_argument") {
      const [name, value] = child.children
      const written = name === undefined ? "" : textOf(name, source)
      lowered.push({ kind: "keyword", start, end, name: written, value: lowerExpression(value, source, child) })
    } else if (child.type === "list_splat" || child.type === "dictionary_splat") {
      const kind = child.type === "list_splat" ? "spread" : "spread-keyword"
      const value = lowerExpression(child.children[0], source, child)
      lowered.push({ kind, start, end, name: undefined, value })
    } else {
      const value = lowerExpression(child, source, child)
      if (value.kind === "spread") lowered.push({ kind: "spread", start, end, name: undefined, value: value.value })
      else lowered.push({ kind: "positional", start, end, name: undefined, value })
    }
  }
  return lowered
}

/** Several expressions with commas between them are a tuple; one is itself. */
export function lowerTuple(nodes: readonly Syntax[], source: Source, place: Span): Expression {
  const [first] = nodes
  const last = nodes.at(-1)
  if (first === undefined || last === undefined || first === last) return lowerExpression(first, source, place)
  const items = nodes.map((node) => lowerExpression(node, source, node))
  return { kind: "list", start: first.start, end: last.end, flavour: "tuple", items }
}

function literal(span: Span, value: string | number | boolean | null): Expression {
  return { kind: "literal", start: span.start, end: span.end, value }
}

function lowerParts(node: Syntax, source: Source): Expression {
  const parts = node.children.filter(isWritten)
  return unknown(
    node,
    parts.map((part) => lowerExpression(part, source, part)),
  )
}

function lowerInner(node: Syntax, source: Source): Expression {
  return lowerExpression(node.children[0], source, node)
}

function lowerName(node: Syntax, source: Source): Expression {
  if (!isWritten(node)) return unknown(node, [])
  return { kind: "name", start: node.start, end: node.end, name: textOf(node, source) }
}

/** Patterns and decorators of the grammar keep `a.b.c` as one leaf. */
function lowerDottedName(node: Syntax, source: Source): Expression {
  const written = textOf(node, source)
  let expression: Expression | undefined
  for (const match of written.matchAll(/[^.\s\\]+/g)) {
    const name = match[0]
    const end = node.start + match.index + name.length
    expression =
      expression === undefined
        ? { kind: "name", start: node.start, end, name }
        : { kind: "member", start: node.start, end, object: expression, name, optional: false }
  }
  return expression ?? unknown(node, [])
}

function lowerAttribute(node: Syntax, source: Source): Expression {
  const [object, attribute] = node.children
  const lowered = lowerExpression(object, source, node)
  if (attribute === undefined || !isWritten(attribute)) return unknown(node, [lowered])
  const name = textOf(attribute, source)
  return { kind: "member", start: node.start, end: node.end, object: lowered, name, optional: false }
}

function lowerSubscript(node: Syntax, source: Source): Expression {
  const parameters = childOf(node, "type_parameter")
  const object = lowerExpression(node.children[0], source, node)
  const index = lowerTuple(parameters === undefined ? node.children.slice(1) : parameters.children, source, node)
  return { kind: "subscript", start: node.start, end: node.end, object, index, optional: false }
}

/** `a:b:c`; the step has no word in the tree. */
function lowerSlice(node: Syntax, source: Source): Expression {
  const bounds: (Syntax | undefined)[] = [undefined, undefined, undefined]
  let position = 0
  for (const child of node.children) {
    if (child.type === ":") position++
    else bounds[position] = child
  }
  const [from, to] = bounds
  return {
    kind: "slice",
    start: node.start,
    end: node.end,
    from: from && lowerExpression(from, source, from),
    to: to && lowerExpression(to, source, to),
  }
}

function lowerCall(node: Syntax, source: Source): Expression {
  const [callee, passed] = node.children
  const { start, end } = node
  const lowered = lowerExpression(callee, source, node)
  let values: readonly Argument[]
  if (passed?.type === "generator_expression") {
    const value = lowerExpression(passed, source, passed)
    values = [{ kind: "positional", start: passed.start, end: passed.end, name: undefined, value }]
  } else {
    values = lowerArguments(passed, source)
  }
  return { kind: "call", start, end, callee: lowered, arguments: values, construct: false, optional: false }
}

function lowerConditional(node: Syntax, source: Source): Expression {
  const then = lowerExpression(node.children[0], source, node)
  const test = lowerExpression(node.children[1], source, node)
  const otherwise = lowerExpression(node.children[2], source, node)
  return { kind: "conditional", start: node.start, end: node.end, test, then, otherwise }
}

function lowerNamed(node: Syntax, source: Source): Expression {
  const target = lowerExpression(node.children[0], source, node)
  const value = lowerExpression(node.children[1], source, node)
  return { kind: "assignment", start: node.start, end: node.end, target, value }
}

function lowerAwait(node: Syntax, source: Source): Expression {
  return { kind: "await", start: node.start, end: node.end, value: lowerInner(node, source) }
}

function lowerYield(node: Syntax, source: Source): Expression {
  source.yields = true
  const [value] = node.children
  return { kind: "yield", start: node.start, end: node.end, value: value && lowerExpression(value, source, value) }
}

function lowerSplat(node: Syntax, source: Source): Expression {
  return { kind: "spread", start: node.start, end: node.end, value: lowerInner(node, source) }
}

function lowerNumber(node: Syntax, source: Source): Expression {
  const value = decodeNumber(textOf(node, source))
  return value === undefined ? unknown(node, []) : literal(node, value)
}
