import type { Expression } from "../../ir/expression.ts"
import type { Span } from "../../ir/node.ts"
import type { Block, FunctionDeclaration, Parameter } from "../../ir/statement.ts"
import { lowerExpression, unknown } from "./lower-expression.ts"
import { lowerBlock } from "./lower-statement.ts"
import { childOf, hasToken, type Source, textOf } from "./source.ts"
import type { Syntax } from "./syntax.ts"

/**
 * Lowers `def`.
 * @param whole where the statement starts: its decorators', if it has any
 */
export function lowerFunction(
  node: Syntax,
  source: Source,
  whole: Span,
  decorators: readonly Expression[],
): FunctionDeclaration {
  const name = childOf(node, "identifier")
  const annotation = childOf(node, "type")
  const parameters = lowerParameters(childOf(node, "parameters"), source)
  const returns = annotation && lowerExpression(annotation, source, annotation)
  const role = source.inClass ? roleOf(decorators) : "function"
  const { body, generator } = lowerBody(childOf(node, "block"), source)
  return {
    kind: "function",
    start: whole.start,
    end: whole.end,
    name: name === undefined ? "" : textOf(name, source),
    nameSpan: { start: name?.start ?? node.start, end: name?.end ?? node.start },
    parameters,
    returns,
    body,
    decorators,
    async: hasToken(node, "async"),
    generator,
    role,
  }
}

/** `lambda x: x + 1`: a function whose body is one return. */
export function lowerLambda(node: Syntax, source: Source): Expression {
  const { start, end } = node
  const parameters = lowerParameters(childOf(node, "lambda_parameters"), source)
  const result = node.children.at(-1)
  const outer = source.yields
  source.yields = false
  const value =
    result === undefined || result.type === "lambda_parameters"
      ? unknown(node, [])
      : lowerExpression(result, source, node)
  const generator = source.yields
  source.yields = outer
  const declaration: FunctionDeclaration = {
    kind: "function",
    start,
    end,
    name: "",
    nameSpan: { start, end: start },
    parameters,
    returns: undefined,
    body: [{ kind: "return", start: value.start, end: value.end, value }],
    decorators: [],
    async: false,
    generator,
    role: "function",
  }
  return { kind: "lambda", start, end, function: declaration, runs: "elsewhere" }
}

function lowerBody(node: Syntax | undefined, source: Source): { body: Block; generator: boolean } {
  const outer = { inClass: source.inClass, yields: source.yields }
  source.inClass = false
  source.yields = false
  const body = lowerBlock(node, source)
  const generator = source.yields
  source.inClass = outer.inClass
  source.yields = outer.yields
  return { body, generator }
}

/** `@staticmethod`, `@classmethod`, `@property` (also `@cached_property`), `@name.setter`; anything else is a method. */
function roleOf(decorators: readonly Expression[]): FunctionDeclaration["role"] {
  for (const decorator of decorators) {
    const name = decorator.kind === "name" || decorator.kind === "member" ? decorator.name : ""
    if (name === "staticmethod") return "static"
    if (name === "classmethod") return "class"
    if (name === "property" || name === "cached_property") return "getter"
    if (decorator.kind === "member" && name === "setter") return "setter"
    if (decorator.kind === "member" && name === "getter") return "getter"
  }
  return "method"
}

function lowerParameters(node: Syntax | undefined, source: Source): readonly Parameter[] {
  const parameters: Parameter[] = []
  let keywordOnly = false
  for (const child of node?.children ?? []) {
    if (child.type === "keyword_separator") {
      keywordOnly = true
    } else if (child.type === "positional_separator") {
      for (const [index, parameter] of parameters.entries()) parameters[index] = { ...parameter, kind: "positional" }
    } else {
      const parameter = lowerParameter(child, source, keywordOnly)
      if (parameter === undefined) continue
      parameters.push(parameter)
      keywordOnly ||= parameter.kind === "rest"
    }
  }
  return parameters
}

/** One of `a`, `a: T`, `a=1`, `a: T = 1`, `*a`, `*a: T`, `**a`. */
function lowerParameter(node: Syntax, source: Source, keywordOnly: boolean): Parameter | undefined {
  const { start, end } = node
  let bare: Syntax | undefined = node
  let annotation: Syntax | undefined
  let preset: Syntax | undefined
  if (node.type === "typed_parameter") {
    ;[bare, annotation] = node.children
  } else if (node.type === "default_parameter") {
    ;[bare, preset] = node.children
  } else if (node.type === "typed_default_parameter") {
    ;[bare, annotation, preset] = node.children
  }
  if (bare === undefined) return undefined
  let kind: Parameter["kind"] = keywordOnly ? "keyword" : "any"
  if (bare.type === "list_splat_pattern") kind = "rest"
  if (bare.type === "dictionary_splat_pattern") kind = "rest-keyword"
  const name = kind === "rest" || kind === "rest-keyword" ? bare.children[0] : bare
  if (name?.type !== "identifier") return undefined
  return {
    start,
    end,
    name: textOf(name, source),
    kind,
    default: preset && lowerExpression(preset, source, preset),
    annotation: annotation && lowerExpression(annotation, source, annotation),
    decorators: [],
    holds: undefined,
  }
}
