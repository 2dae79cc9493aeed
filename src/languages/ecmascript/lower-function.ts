import type { Expression, Lambda } from "../../ir/expression.ts"
import type { Span } from "../../ir/node.ts"
import type { Block, FunctionDeclaration, Parameter, Statement } from "../../ir/statement.ts"
import { lowerExpression, nameAt } from "./lower-expression.ts"
import { assignTo, lowerPattern } from "./lower-pattern.ts"
import { lowerBlock, lowerResult } from "./lower-statement.ts"
import { lowerType } from "./lower-type.ts"
import { keyOf, type Source, type Syntax, spanOf } from "./source.ts"

export type FunctionNode = Extract<
  Syntax,
  {
    type:
      | "FunctionDeclaration"
      | "FunctionExpression"
      | "ArrowFunctionExpression"
      | "TSDeclareFunction"
      | "TSEmptyBodyFunctionExpression"
  }
>

/** What the parameter at a position holds, of a function that runs inside a call. */
export type Holding = (position: number) => Parameter["holds"]

interface Signature {
  readonly name: string
  readonly nameSpan: Span
  readonly role: FunctionDeclaration["role"]
  readonly decorators: readonly Expression[]
  readonly holds?: Holding
}

/** A function in the middle of an expression. */
export function lowerLambda(
  node: FunctionNode,
  source: Source,
  { runs, name, holds }: { readonly runs: Lambda["runs"]; readonly name: string; readonly holds?: Holding },
): Lambda {
  const span = spanOf(node, source)
  const nameSpan = node.id ? spanOf(node.id, source) : { start: span.start, end: span.start }
  const own = node.id?.name ?? name
  const signature: Signature = { name: own, nameSpan, role: "function", decorators: [], ...(holds && { holds }) }
  return { kind: "lambda", ...span, function: lowerFunction(node, span, source, signature), runs }
}

/**
 * Any function. A method gets its receiver as first parameter, as other languages write it: `this`.
 * @param span the whole of it: with its name and decorators, where it is a method
 */
export function lowerFunction(
  node: FunctionNode,
  span: Span,
  source: Source,
  { name, nameSpan, role, decorators, holds }: Signature,
): FunctionDeclaration {
  const outer = { yields: source.yields, before: source.before }
  source.yields = false
  source.before = []
  const unpacking: Statement[] = []
  const parameters = node.params.map((parameter, position): Parameter => {
    const lowered = lowerParameter(parameter, source, unpacking)
    return { ...lowered, holds: holds?.(position) }
  })
  const hasReceiver = role === "method" || role === "getter" || role === "setter"
  const first = spanOf(node, source).start
  if (hasReceiver) parameters.unshift(receiverAt({ start: first, end: first }))
  const body = bodyOf(node, source)
  const { yields } = source
  const { before } = source
  source.yields = outer.yields
  source.before = outer.before
  return {
    kind: "function",
    ...span,
    name,
    nameSpan,
    parameters: parameters.filter((parameter, index) => parameter.name !== "this" || (hasReceiver && index === 0)),
    returns: node.returnType ? lowerType(node.returnType.typeAnnotation, source) : undefined,
    body: [...before, ...unpacking, ...body],
    decorators,
    async: node.async,
    generator: node.generator || yields,
    role,
  }
}

function receiverAt(span: Span): Parameter {
  return {
    ...span,
    name: "this",
    kind: "any",
    default: undefined,
    annotation: undefined,
    decorators: [],
    holds: undefined,
  }
}

function bodyOf(node: FunctionNode, source: Source): Block {
  if (!node.body) return []
  if (node.body.type === "BlockStatement") return lowerBlock(node.body.body, source)
  return lowerResult(node.body, source)
}

/** One parameter; what a pattern takes apart is assigned at the body's start. */
function lowerParameter(node: Syntax, source: Source, unpacking: Statement[]): Parameter {
  const span = spanOf(node, source)
  const decorators = "decorators" in node ? node.decorators.map((one) => lowerExpression(one, source)) : []
  if (node.type === "TSParameterProperty") {
    const inner = lowerParameter(node.parameter, source, unpacking)
    const receiver = nameAt({ start: span.start, end: span.start }, "this")
    const target: Expression = { kind: "member", ...span, object: receiver, name: inner.name, optional: false }
    unpacking.push(assignTo(target, nameAt(span, inner.name), span))
    return { ...inner, ...span, decorators }
  }
  if (node.type === "AssignmentPattern") {
    const inner = lowerParameter(node.left, source, unpacking)
    return {
      ...inner,
      ...span,
      default: lowerExpression(node.right, source),
      decorators: [...decorators, ...inner.decorators],
    }
  }
  if (node.type === "RestElement") {
    const name = keyOf(node.argument, false) ?? `...${span.start}`
    return parameterOf(span, name, "rest", undefined, decorators)
  }
  const type =
    "typeAnnotation" in node && node.typeAnnotation?.type === "TSTypeAnnotation" ? node.typeAnnotation : undefined
  const annotation = type && lowerType(type.typeAnnotation, source)
  if (node.type === "Identifier") return parameterOf(span, node.name, "any", annotation, decorators)
  const name = `{}${span.start}`
  unpacking.push(...lowerPattern(node, nameAt(span, name), source))
  return parameterOf(span, name, "any", annotation, decorators)
}

function parameterOf(
  span: Span,
  name: string,
  kind: Parameter["kind"],
  annotation: Expression | undefined,
  decorators: readonly Expression[],
): Parameter {
  return { ...span, name, kind, default: undefined, annotation, decorators, holds: undefined }
}
