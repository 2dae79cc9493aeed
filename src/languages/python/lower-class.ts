import type { Expression } from "../../ir/expression.ts"
import type { Span } from "../../ir/node.ts"
import type { ClassDeclaration, Statement } from "../../ir/statement.ts"
import { lowerArguments, lowerExpression } from "./lower-expression.ts"
import { lowerFunction } from "./lower-function.ts"
import { lowerBlock } from "./lower-statement.ts"
import { childOf, type Source, textOf } from "./source.ts"
import type { Syntax } from "./syntax.ts"

export function lowerClass(
  node: Syntax,
  source: Source,
  whole: Span,
  decorators: readonly Expression[],
): ClassDeclaration {
  const name = childOf(node, "identifier")
  const bases = lowerArguments(childOf(node, "argument_list"), source)
  const { inClass } = source
  source.inClass = true
  const body = lowerBlock(childOf(node, "block"), source)
  source.inClass = inClass
  return {
    kind: "class",
    start: whole.start,
    end: whole.end,
    name: name === undefined ? "" : textOf(name, source),
    nameSpan: { start: name?.start ?? node.start, end: name?.end ?? node.start },
    bases,
    decorators,
    body,
  }
}

/** A class or function with decorators; its span takes them in, as the reader sees one statement. */
export function lowerDecorated(node: Syntax, source: Source): Statement {
  const decorators: Expression[] = []
  for (const child of node.children) {
    if (child.type === "decorator") decorators.push(lowerExpression(child.children[0], source, child))
    if (child.type === "function_definition") return lowerFunction(child, source, node, decorators)
    if (child.type === "class_definition") return lowerClass(child, source, node, decorators)
  }
  return { kind: "unknown", start: node.start, end: node.end, children: decorators }
}
