import type { Expression } from "../../ir/expression.ts"
import type { Span } from "../../ir/node.ts"
import type { Block, Statement } from "../../ir/statement.ts"
import { lowerClass, lowerEnum, lowerInterface } from "./lower-class.ts"
import { lowerLoop, lowerSwitch, lowerTry } from "./lower-compound.ts"
import { literal, lowerExpression, nameAt } from "./lower-expression.ts"
import { lowerFunction } from "./lower-function.ts"
import { lowerExport, lowerExportedAssignment, lowerImport, lowerRequire } from "./lower-module.ts"
import { assignTo, lowerPattern } from "./lower-pattern.ts"
import { lowerEntity } from "./lower-type.ts"
import { type Source, type Syntax, spanOf } from "./source.ts"

/** The statements of a block; functions first, as they are there before anything runs. */
export function lowerBlock(statements: readonly Syntax[], source: Source): Block {
  const hoisted = statements.filter(({ type }) => type === "FunctionDeclaration")
  const rest = statements.filter(({ type }) => type !== "FunctionDeclaration")
  return [...hoisted, ...rest].flatMap((statement) => lowerStatement(statement, source))
}

/** The body of an `if` or a loop: a block, or one statement alone. */
export function lowerBody(node: Syntax | null | undefined, source: Source): Block {
  if (!node) return []
  return node.type === "BlockStatement" ? lowerBlock(node.body, source) : lowerStatement(node, source)
}

/** One statement, with what its expressions need done before it. */
export function lowerStatement(node: Syntax, source: Source): readonly Statement[] {
  const outer = source.before
  source.before = []
  const lowered = lower(node, spanOf(node, source), source)
  const all = [...source.before, ...lowered]
  source.before = outer
  return all
}

/** `return x`: a choice between two results is a choice between two ways out. */
export function lowerResult(node: Syntax, source: Source, span: Span = spanOf(node, source)): readonly Statement[] {
  if (node.type === "ConditionalExpression") {
    const test = lowerExpression(node.test, source)
    const then = lowerResult(node.consequent, source)
    return [{ kind: "if", ...span, test, then, otherwise: lowerResult(node.alternate, source) }]
  }
  return [{ kind: "return", ...span, value: lowerExpression(node, source) }]
}

function branch(span: Span, test: Expression, then: Block, otherwise: Block): Statement {
  return { kind: "if", ...span, test, then, otherwise }
}

function lower(node: Syntax, span: Span, source: Source): readonly Statement[] {
  switch (node.type) {
    case "ExpressionStatement":
      return lowerEffect(node.expression, span, source)
    case "VariableDeclaration":
      return node.declarations.flatMap((declarator) => lowerDeclarator(declarator, node.kind === "const", source))
    case "FunctionDeclaration":
    case "TSDeclareFunction": {
      if (!node.body) return []
      const nameSpan = node.id ? spanOf(node.id, source) : { start: span.start, end: span.start }
      return [
        lowerFunction(node, span, source, { name: node.id?.name ?? "", nameSpan, role: "function", decorators: [] }),
      ]
    }
    case "ClassDeclaration":
      return [lowerClass(node, span, source, node.id?.name ?? "")]
    case "ReturnStatement":
      return node.argument ? lowerResult(node.argument, source, span) : [{ kind: "return", ...span, value: undefined }]
    case "ThrowStatement":
      return [{ kind: "raise", ...span, value: lowerExpression(node.argument, source), cause: undefined }]
    case "IfStatement":
      return [
        branch(
          span,
          lowerExpression(node.test, source),
          lowerBody(node.consequent, source),
          lowerBody(node.alternate, source),
        ),
      ]
    case "BlockStatement":
    case "StaticBlock":
      return lowerBlock(node.body, source)
    case "LabeledStatement":
      return lowerStatement(node.body, source)
    case "SwitchStatement":
      return [lowerSwitch(node, span, source)]
    case "TryStatement":
      return [lowerTry(node, span, source)]
    case "ForStatement":
    case "ForOfStatement":
    case "ForInStatement":
    case "WhileStatement":
    case "DoWhileStatement":
      return lowerLoop(node, span, source)
    case "BreakStatement":
      return [{ kind: "break", ...span }]
    case "ContinueStatement":
      return [{ kind: "continue", ...span }]
    case "ImportDeclaration":
      return [lowerImport(node, span, source)]
    case "TSImportEqualsDeclaration":
    case "ExportNamedDeclaration":
    case "ExportDefaultDeclaration":
    case "ExportAllDeclaration":
    case "TSExportAssignment":
      return lowerExport(node, span, source)
    case "TSEnumDeclaration":
      return [lowerEnum(node, source)]
    case "TSInterfaceDeclaration":
      return lowerInterface(node, source)
    case "TSTypeAliasDeclaration":
      return lowerAlias(node, span, source)
    case "EmptyStatement":
    case "TSModuleDeclaration":
    case "DebuggerStatement":
      return []
    default:
      return [{ kind: "unknown", ...span, children: [] }]
  }
}

/** An expression for what it does: `a && b()`, `a ? b() : c()` are branches. */
function lowerEffect(node: Syntax, span: Span, source: Source): readonly Statement[] {
  switch (node.type) {
    case "ConditionalExpression":
      return [
        branch(
          span,
          lowerExpression(node.test, source),
          lowerEffect(node.consequent, spanOf(node.consequent, source), source),
          lowerEffect(node.alternate, spanOf(node.alternate, source), source),
        ),
      ]
    case "LogicalExpression": {
      const test = lowerExpression(node.left, source)
      const body = lowerEffect(node.right, spanOf(node.right, source), source)
      return [node.operator === "&&" ? branch(span, test, body, []) : branch(span, test, [], body)]
    }
    case "SequenceExpression":
      return node.expressions.flatMap((one) => lowerEffect(one, spanOf(one, source), source))
    case "UnaryExpression":
      if (node.operator === "void") return lowerEffect(node.argument, span, source)
      if (node.operator === "delete")
        return [{ kind: "delete", ...span, targets: [lowerExpression(node.argument, source)] }]
      return [{ kind: "expression", ...span, value: lowerExpression(node, source) }]
    case "AssignmentExpression":
      return lowerAssignmentStatement(node, span, source)
    default:
      return [{ kind: "expression", ...span, value: lowerExpression(node, source) }]
  }
}

function lowerAssignmentStatement(
  node: Extract<Syntax, { type: "AssignmentExpression" }>,
  span: Span,
  source: Source,
): readonly Statement[] {
  const exported = lowerExportedAssignment(node, span, source)
  if (exported !== undefined) return exported
  if (node.operator === "=" && (node.left.type === "ObjectPattern" || node.left.type === "ArrayPattern")) {
    return lowerPattern(node.left, lowerExpression(node.right, source), source)
  }
  const value = lowerExpression(node, source)
  if (value.kind !== "assignment") return [{ kind: "expression", ...span, value }]
  const targets: Expression[] = [value.target]
  let given = value.value
  for (; given.kind === "assignment"; given = given.value) targets.push(given.target)
  return [{ kind: "assign", ...span, targets, value: given, annotation: undefined, operator: undefined }]
}

function lowerDeclarator(
  node: Extract<Syntax, { type: "VariableDeclarator" }>,
  isConstant: boolean,
  source: Source,
): readonly Statement[] {
  const span = spanOf(node, source)
  const { id, init } = node
  // What nothing has been given yet is nothing: `let user: User | undefined`.
  if (init === null) return id.type === "Identifier" ? [assignTo(nameAt(span, id.name), literal(span, null), span)] : []
  const required = lowerRequire(id, init, span, source)
  if (required !== undefined) return required
  if (id.type === "Identifier") {
    const isFunction = init.type === "ArrowFunctionExpression" || init.type === "FunctionExpression"
    const nameSpan = { start: span.start, end: span.start + id.name.length }
    if (isFunction && isConstant) {
      return [lowerFunction(init, span, source, { name: id.name, nameSpan, role: "function", decorators: [] })]
    }
    if (init.type === "ClassExpression") return [lowerClass(init, span, source, id.name)]
  }
  return lowerPattern(id, lowerExpression(init, source), source).map((statement) =>
    statement.kind === "assign" && id.type === "Identifier" ? { ...statement, ...span } : statement,
  )
}

/** `type Authed = Request & { user: User }` is another name for what it starts with. */
function lowerAlias(
  node: Extract<Syntax, { type: "TSTypeAliasDeclaration" }>,
  span: Span,
  source: Source,
): readonly Statement[] {
  const { id, typeAnnotation } = node
  const type = typeAnnotation.type === "TSIntersectionType" ? typeAnnotation.types[0] : typeAnnotation
  if (type?.type !== "TSTypeReference" || source.hasValue(id.name)) return []
  return [assignTo({ kind: "name", ...spanOf(id, source), name: id.name }, lowerEntity(type.typeName, source), span)]
}
