import type { Expression } from "../../ir/expression.ts"
import type { Span } from "../../ir/node.ts"
import { literal, nameAt, unknown } from "./lower-expression.ts"
import { DEPTH_LIMIT, type Source, type Syntax, spanOf } from "./source.ts"

/** A type as far as it names classes: `Request`, `express.Request`, `Promise<User>`, `User | undefined`, `A & B` (A). */
export function lowerType(node: Syntax, source: Source): Expression {
  const span = spanOf(node, source)
  if (source.depth >= DEPTH_LIMIT) return unknown(span, [])
  source.depth++
  const type = lower(node, span, source)
  source.depth--
  return type
}

function lower(node: Syntax, span: Span, source: Source): Expression {
  switch (node.type) {
    case "TSTypeReference": {
      const object = lowerEntity(node.typeName, source)
      const [first] = node.typeArguments?.params ?? []
      if (first === undefined) return object
      return { kind: "subscript", ...span, object, index: lowerType(first, source), optional: false }
    }
    case "TSUnionType":
      return node.types
        .map((type) => lowerType(type, source))
        .reduce((left, right) => ({ kind: "binary", ...span, operator: "|", left, right }))
    case "TSIntersectionType": {
      const [first] = node.types
      return first === undefined ? unknown(span, []) : lowerType(first, source)
    }
    case "TSNullKeyword":
    case "TSUndefinedKeyword":
    case "TSVoidKeyword":
      return literal(span, null)
    default:
      return unknown(span, [])
  }
}

/** `a.b.C` of a type. */
export function lowerEntity(node: Syntax, source: Source): Expression {
  const span = spanOf(node, source)
  if (node.type === "Identifier") return nameAt(span, node.name)
  if (node.type === "MemberExpression" && node.property.type === "Identifier") {
    return {
      kind: "member",
      ...span,
      object: lowerEntity(node.object, source),
      name: node.property.name,
      optional: false,
    }
  }
  if (node.type !== "TSQualifiedName") return unknown(span, [])
  return { kind: "member", ...span, object: lowerEntity(node.left, source), name: node.right.name, optional: false }
}
