import type { Argument, Expression } from "../../ir/expression.ts"
import type { Span } from "../../ir/node.ts"
import type { ClassDeclaration, FunctionDeclaration, Statement } from "../../ir/statement.ts"
import { literal, lowerExpression, nameAt, unknown } from "./lower-expression.ts"
import { lowerFunction } from "./lower-function.ts"
import { assignTo } from "./lower-pattern.ts"
import { lowerEntity, lowerType } from "./lower-type.ts"
import { keyOf, type Source, type Syntax, spanOf } from "./source.ts"

type ClassNode = Extract<Syntax, { type: "ClassDeclaration" | "ClassExpression" }>
type ClassElement = ClassNode["body"]["body"][number]

export function lowerClass(node: ClassNode, span: Span, source: Source, name: string): ClassDeclaration {
  const nameSpan = node.id ? spanOf(node.id, source) : { start: span.start, end: span.start }
  const decorators = node.decorators.map((one) => lowerExpression(one, source))
  const bases = node.superClass ? [baseOf(lowerExpression(node.superClass, source))] : []
  const body = node.body.body.flatMap((member) => lowerMember(member, source))
  const fulfils = node.implements.map(({ expression }) => lowerEntity(expression, source))
  return { kind: "class", ...span, name, nameSpan, bases, fulfils, decorators, body }
}

/** An interface that extends something is what it extends, with more members: `interface Authed extends Request {}`. */
export function lowerInterface(
  node: Extract<Syntax, { type: "TSInterfaceDeclaration" }>,
  source: Source,
): readonly ClassDeclaration[] {
  if (node.extends.length === 0 || source.hasValue(node.id.name)) return []
  const bases = node.extends.map(({ expression }) => baseOf(lowerEntity(expression, source)))
  const nameSpan = spanOf(node.id, source)
  return [{ kind: "class", ...spanOf(node, source), name: node.id.name, nameSpan, bases, decorators: [], body: [] }]
}

/** The members of an enum are the class's attributes; one without a value counts on from the one before. */
export function lowerEnum(node: Extract<Syntax, { type: "TSEnumDeclaration" }>, source: Source): ClassDeclaration {
  let next: number | undefined = 0
  const body = node.body.members.map((member): Statement => {
    const span = spanOf(member, source)
    const name = keyOf(member.id, member.computed) ?? ""
    const value = member.initializer ? lowerExpression(member.initializer, source) : countedValue(span, next)
    next = value.kind === "literal" && typeof value.value === "number" ? value.value + 1 : undefined
    return assignTo(nameAt(spanOf(member.id, source), name), value, span)
  })
  const nameSpan = spanOf(node.id, source)
  return { kind: "class", ...spanOf(node, source), name: node.id.name, nameSpan, bases: [], decorators: [], body }
}

function countedValue(span: Span, next: number | undefined): Expression {
  return next === undefined ? unknown(span, []) : literal(span, next)
}

function baseOf(value: Expression): Argument {
  return { kind: "positional", start: value.start, end: value.end, name: undefined, value }
}

function lowerMember(member: ClassElement, source: Source): readonly Statement[] {
  const span = spanOf(member, source)
  switch (member.type) {
    case "MethodDefinition":
    case "TSAbstractMethodDefinition": {
      const name = keyOf(member.key, member.computed)
      if (name === undefined || !member.value.body) return []
      const decorators = member.decorators.map((one) => lowerExpression(one, source))
      const nameSpan = spanOf(member.key, source)
      return [lowerFunction(member.value, span, source, { name, nameSpan, role: roleOf(member), decorators })]
    }
    case "PropertyDefinition":
    case "AccessorProperty": {
      const name = keyOf(member.key, member.computed)
      if (name === undefined) return []
      const nameSpan = spanOf(member.key, source)
      const { value } = member
      const annotation = member.typeAnnotation && lowerType(member.typeAnnotation.typeAnnotation, source)
      if (value === null) {
        const target = nameAt(nameSpan, name)
        return [{ kind: "assign", ...span, targets: [target], value: undefined, annotation, operator: undefined }]
      }
      if (value.type === "ArrowFunctionExpression" || value.type === "FunctionExpression") {
        const role = member.static ? "static" : "method"
        return [lowerFunction(value, span, source, { name, nameSpan, role, decorators: [] })]
      }
      return [assignTo(nameAt(nameSpan, name), lowerExpression(value, source), span, annotation)]
    }
    default:
      return []
  }
}

function roleOf({
  kind,
  static: isStatic,
}: Extract<ClassElement, { type: "MethodDefinition" | "TSAbstractMethodDefinition" }>): FunctionDeclaration["role"] {
  if (kind === "get") return "getter"
  if (kind === "set") return "setter"
  return isStatic ? "static" : "method"
}
