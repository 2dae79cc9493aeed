import type { Argument, Expression } from "../../ir/expression.ts"
import type { Span } from "../../ir/node.ts"
import type { ImportBinding, Parameter } from "../../ir/statement.ts"
import { lowerExpression, nameAt, superCall, unknown } from "./lower-expression.ts"
import { type Holding, lowerLambda } from "./lower-function.ts"
import { keyOf, type Source, type Syntax, spanOf } from "./source.ts"

type CallNode = Extract<Syntax, { type: "CallExpression" | "NewExpression" }>
type FunctionNode = Extract<Syntax, { type: "ArrowFunctionExpression" | "FunctionExpression" }>

/** Methods of a promise whose functions run with what it holds, and those of a list that run for each item. */
const ON_PROMISE = new Set(["then", "catch", "finally"])
const ON_LIST = new Set(["forEach", "map", "flatMap", "filter", "some", "every", "find", "findIndex", "reduce"])
/** Methods of a database whose function runs between the begin and the end: Knex, Prisma, TypeORM, Drizzle, Mongoose. */
const ON_DATABASE = new Set(["transaction", "$transaction", "withTransaction"])
/** Those on lists that are one expression over the items. */
const AS_COMPREHENSION = new Set(["map", "flatMap", "filter", "some", "every", "find"])

/** Names by which a callback takes the error first: https://nodejs.org/api/errors.html#error-first-callbacks */
const ERROR_NAME = /^_?(?:e|er|err|error|ex|exception|\w+(?:Err|Error))$/
/** Parameters of something that answers requests: then it is registered, and runs when they come. */
const REQUEST_NAME = /^_?(?:req|request|res|response|reply|ctx|context|c|next)$/
const REGISTERS = new Set(["use", "onError", "setErrorHandler", "addHook", "all", "param"])

export function lowerCall(node: CallNode, span: Span, source: Source): Expression {
  const required = requiredSpecifier(node)
  if (required !== undefined) return importedName(required, span, source)
  if (node.callee.type === "Super") {
    const callee: Expression = {
      kind: "member",
      ...spanOf(node.callee, source),
      object: superCall(spanOf(node.callee, source)),
      name: "constructor",
      optional: false,
    }
    return { kind: "call", ...span, callee, arguments: argumentsOf(node, source), construct: false, optional: false }
  }
  const comprehension = overItems(node, span, source)
  if (comprehension !== undefined) return comprehension
  return {
    kind: "call",
    ...span,
    callee: lowerExpression(node.callee, source),
    arguments: argumentsOf(node, source),
    construct: node.type === "NewExpression",
    optional: node.type === "CallExpression" && node.optional,
  }
}

/** `await import("./x")`, where the module is named. */
export function lowerImportCall(
  node: Extract<Syntax, { type: "ImportExpression" }>,
  span: Span,
  source: Source,
): Expression {
  const specifier = node.source.type === "Literal" ? node.source.value : undefined
  if (typeof specifier !== "string") return unknown(span, [lowerExpression(node.source, source)])
  return importedName(specifier, span, source)
}

/** The module that `require("./x")` or `await import("./x")` gives; `undefined` for any other expression. */
export function requiredSpecifier(node: Syntax): string | undefined {
  if (node.type === "AwaitExpression") return requiredSpecifier(node.argument)
  if (node.type === "ImportExpression") {
    return node.source.type === "Literal" && typeof node.source.value === "string" ? node.source.value : undefined
  }
  if (node.type !== "CallExpression" || node.callee.type !== "Identifier" || node.callee.name !== "require") {
    return undefined
  }
  const [only, more] = node.arguments
  if (only?.type !== "Literal" || more !== undefined) return undefined
  return typeof only.value === "string" ? only.value : undefined
}

/** A module in the middle of an expression is imported just before its statement, under a name no program has. */
function importedName(specifier: string, span: Span, source: Source): Expression {
  const local = `require(${JSON.stringify(specifier)})`
  const binding: ImportBinding = { ...span, imported: undefined, local, path: specifier }
  source.before.push({ kind: "import", ...span, specifier, bindings: [binding], typeOnly: false })
  return nameAt(span, local)
}

/** `items.some((x) => test(x))` is a comprehension: an expression over the items of a list. */
function overItems(node: CallNode, span: Span, source: Source): Expression | undefined {
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression" || node.callee.computed)
    return undefined
  const name = keyOf(node.callee.property, false)
  const [only, more] = node.arguments
  if (name === undefined || !AS_COMPREHENSION.has(name) || more !== undefined) return undefined
  if (only?.type !== "ArrowFunctionExpression" || only.body.type === "BlockStatement" || only.async) return undefined
  const [item] = only.params
  if (item?.type !== "Identifier" || only.params.length !== 1) return undefined
  const target = nameAt(spanOf(item, source), item.name)
  const body = lowerExpression(only.body, source)
  const selects = name === "filter" || name === "find"
  const clause = {
    ...spanOf(only, source),
    target,
    iterable: lowerExpression(node.callee.object, source),
    tests: selects ? [body] : [],
  }
  const flavour = name === "some" || name === "every" || name === "find" ? "generator" : "list"
  return {
    kind: "comprehension",
    ...span,
    flavour,
    key: undefined,
    element: selects ? target : body,
    clauses: [clause],
  }
}

function argumentsOf(node: CallNode, source: Source): readonly Argument[] {
  return node.arguments.map((argument, index): Argument => {
    const span = spanOf(argument, source)
    if (argument.type === "SpreadElement") {
      return { kind: "spread", ...span, name: undefined, value: lowerExpression(argument.argument, source) }
    }
    const isFunction = argument.type === "ArrowFunctionExpression" || argument.type === "FunctionExpression"
    const holds = isFunction ? continuation(node, argument, index) : undefined
    const value =
      isFunction && holds !== undefined
        ? lowerLambda(argument, source, { runs: "inside", name: "", holds })
        : lowerExpression(argument, source)
    return { kind: "positional", ...span, name: undefined, value }
  })
}

/** What the parameters of a function hold that runs as a part of the call; `undefined` where it runs some other time. */
function continuation(node: CallNode, given: FunctionNode, index: number): Holding | undefined {
  const { callee } = node
  if (node.type === "NewExpression") {
    return callee.type === "Identifier" && callee.name === "Promise" ? () => undefined : undefined
  }
  const name = callee.type === "MemberExpression" && !callee.computed ? keyOf(callee.property, false) : undefined
  if (name !== undefined && ON_PROMISE.has(name)) {
    const first: Parameter["holds"] =
      name === "catch" || index === 1 ? "failure" : name === "then" ? "result" : undefined
    return (position) => (position === 0 ? first : undefined)
  }
  if (name !== undefined && ON_DATABASE.has(name)) return () => undefined
  if (name !== undefined && ON_LIST.has(name)) return (position) => (position === 0 ? "item" : undefined)
  if (index !== node.arguments.length - 1 || (name !== undefined && REGISTERS.has(name))) return undefined
  const names = given.params.map((parameter) => (parameter.type === "Identifier" ? parameter.name : ""))
  if (!ERROR_NAME.test(names[0] ?? "") || names.length > 4 || names.some((one) => REQUEST_NAME.test(one)))
    return undefined
  return (position) => (position === 0 ? "failure" : position === 1 ? "result" : undefined)
}
