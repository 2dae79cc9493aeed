import type { Expression } from "./expression.ts"
import type { Node, Span } from "./node.ts"
import type { Block, Statement } from "./statement.ts"

/** Every node below one, itself included, parents before children. */
export function* walk(node: Node): Generator<Node> {
  yield node
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) yield* walk(item)
    } else if (isNode(value)) yield* walk(value)
  }
}

/** The nodes of a block that hold a span, outermost first. */
export function* around(block: Block, span: Span): Generator<Node> {
  for (const statement of block) {
    if (statement.start <= span.start && span.end <= statement.end) yield* inside(statement, span)
  }
}

function* inside(node: Node, span: Span): Generator<Node> {
  yield node
  for (const child of childrenOf(node)) {
    if (child.start <= span.start && span.end <= child.end) yield* inside(child, span)
  }
}

/** The nodes directly below one. */
export function childrenOf(node: Node): readonly Node[] {
  return Object.values(node).flatMap((value: unknown) => (Array.isArray(value) ? value : [value]).filter(isNode))
}

/** What has a kind: an expression or a statement. */
export type Kind = (Expression | Statement)["kind"]
export type OfKind<K extends Kind> = Extract<Expression | Statement, { readonly kind: K }>

/** The node of one kind that a block holds at exactly this span. */
export function nodeAt<K extends Kind>(block: Block, span: Span, kind: K): OfKind<K> | undefined {
  for (const node of around(block, span)) {
    if (node.start === span.start && node.end === span.end && isOf(node, kind)) return node
  }
  return undefined
}

/** The innermost statement of a block that holds a span, and the statements around it, outermost first. */
export function statementsAround(block: Block, span: Span): readonly Statement[] {
  return [...around(block, span)].filter((node): node is Statement => "kind" in node && statementKinds.has(node.kind))
}

/** Whether a node is of a kind. */
export function isOf<K extends Kind>(node: Node, kind: K): node is OfKind<K> {
  return "kind" in node && node.kind === kind
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "start" in value && "end" in value
}

const statementKinds = new Set<unknown>([
  "import",
  "assign",
  "expression",
  "return",
  "raise",
  "if",
  "match",
  "try",
  "loop",
  "with",
  "function",
  "class",
  "delete",
  "assert",
  "break",
  "continue",
  "scope",
] satisfies Statement["kind"][])
