import type { Expression } from "../../ir/expression.ts"
import type { Assert, Assign, Block, Delete, Raise, Return, Scope, Statement } from "../../ir/statement.ts"
import { lowerClass, lowerDecorated } from "./lower-class.ts"
import { lowerFor, lowerIf, lowerTry, lowerWhile, lowerWith } from "./lower-compound.ts"
import { isExpression, lowerExpression, lowerTuple } from "./lower-expression.ts"
import { lowerFunction } from "./lower-function.ts"
import { lowerImport, lowerImportFrom } from "./lower-import.ts"
import { lowerMatch } from "./lower-match.ts"
import { stopsShort } from "./pieces.ts"
import { DEPTH_LIMIT, isWritten, type Source, textOf } from "./source.ts"
import type { Syntax } from "./syntax.ts"

type Lowering = (node: Syntax, source: Source) => Statement | readonly Statement[]

const LOWERINGS: ReadonlyMap<string, Lowering> = new Map<string, Lowering>([
  ["import_statement", lowerImport],
  ["import_from_statement", lowerImportFrom],
  ["future_import_statement", lowerImportFrom],
  ["expression_statement", lowerExpressionStatement],
  ["return_statement", lowerReturn],
  ["raise_statement", lowerRaise],
  ["if_statement", lowerIf],
  ["for_statement", lowerFor],
  ["while_statement", lowerWhile],
  ["with_statement", lowerWith],
  ["try_statement", lowerTry],
  ["match_statement", lowerMatch],
  ["function_definition", (node, source) => lowerFunction(node, source, node, [])],
  ["class_definition", (node, source) => lowerClass(node, source, node, [])],
  ["decorated_definition", lowerDecorated],
  ["delete_statement", lowerDelete],
  ["assert_statement", lowerAssert],
  ["global_statement", lowerScope],
  ["nonlocal_statement", lowerScope],
  ["type_alias_statement", lowerTypeAlias],
  ["break_statement", ({ start, end }) => ({ kind: "break", start, end })],
  ["continue_statement", ({ start, end }) => ({ kind: "continue", start, end })],
  ["pass_statement", () => []],
])

/** Statements that end with their line. */
const SIMPLE = new Set([
  "import_statement",
  "import_from_statement",
  "expression_statement",
  "return_statement",
  "raise_statement",
  "delete_statement",
  "assert_statement",
])

/** Lowers the statements of a block; `pass` and a bare `...` leave nothing behind. */
export function lowerBlock(node: Syntax | undefined, source: Source): Block {
  if (node === undefined) return []
  if (node.children.length === 0) source.incomplete = true
  const block: Statement[] = []
  for (const child of node.children) appendStatement(child, source, block)
  return block
}

/** Lowers one statement into `block`: `import a, b` makes two. */
export function appendStatement(node: Syntax, source: Source, block: Statement[]): void {
  const { start, end } = node
  if (source.depth >= DEPTH_LIMIT) {
    block.push({ kind: "unknown", start, end, children: [] })
    return
  }
  source.depth++
  const lowering = LOWERINGS.get(node.type)
  if (lowering !== undefined) {
    if (SIMPLE.has(node.type) && runsOn(node, source)) source.incomplete = true
    const lowered = lowering(node, source)
    if ("kind" in lowered) block.push(lowered)
    else block.push(...lowered)
  } else if (isWritten(node)) {
    // No word for it, or it did not parse: its parts are kept.
    block.push({ kind: "unknown", start, end, children: node.children.flatMap((child) => lowerPart(child, source)) })
  }
  source.depth--
}

/** `x =` takes the next line for its value in this grammar. */
function runsOn(node: Syntax, source: Source): boolean {
  const line = source.text.indexOf("\n", node.start)
  return line >= 0 && line < node.end && stopsShort(textOf(node, source))
}

function lowerPart(node: Syntax, source: Source): readonly (Expression | Statement)[] {
  if (!isWritten(node)) return []
  if (isExpression(node.type)) return [lowerExpression(node, source, node)]
  const block: Statement[] = []
  appendStatement(node, source, block)
  return block
}

function lowerExpressionStatement(node: Syntax, source: Source): Statement | readonly Statement[] {
  const { start, end } = node
  const [first] = node.children
  if (first?.type === "assignment") return lowerAssignment(first, source, node)
  if (first?.type === "augmented_assignment") return lowerAugmented(first, source, node)
  if (first?.type === "ellipsis" && node.children.length === 1) return []
  return { kind: "expression", start, end, value: lowerTuple(node.children, source, node) }
}

/** `a = b = value`, `a: T = value`, `a: T`. */
function lowerAssignment(node: Syntax, source: Source, whole: Syntax): Assign {
  const targets: Expression[] = []
  let annotation: Expression | undefined
  let link: Syntax | undefined = node
  while (link?.type === "assignment") {
    const [left, second, third]: readonly (Syntax | undefined)[] = link.children
    targets.push(lowerExpression(left, source, link))
    if (second?.type === "type") annotation = lowerExpression(second, source, second)
    link = second?.type === "type" ? third : second
  }
  const value = link && lowerExpression(link, source, link)
  return { kind: "assign", start: whole.start, end: whole.end, targets, value, annotation, operator: undefined }
}

function lowerAugmented(node: Syntax, source: Source, whole: Syntax): Assign {
  const [left, sign, right] = node.children
  const operator = (sign?.type ?? "").slice(0, -1)
  const targets = [lowerExpression(left, source, node)]
  const value = lowerExpression(right, source, node)
  return { kind: "assign", start: whole.start, end: whole.end, targets, value, annotation: undefined, operator }
}

/** `type Scopes[T] = list[T]` binds `Scopes`. */
function lowerTypeAlias(node: Syntax, source: Source): Assign {
  const [left, right] = node.children
  const inner = left?.type === "type" ? left.children[0] : left
  const name = inner?.type === "generic_type" || inner?.type === "subscript" ? inner.children[0] : inner
  const targets = [lowerExpression(name, source, node)]
  const value = lowerExpression(right, source, node)
  return {
    kind: "assign",
    start: node.start,
    end: node.end,
    targets,
    value,
    annotation: undefined,
    operator: undefined,
  }
}

function lowerReturn(node: Syntax, source: Source): Return {
  const { start, end } = node
  const [value] = node.children
  return { kind: "return", start, end, value: value && lowerExpression(value, source, value) }
}

function lowerRaise(node: Syntax, source: Source): Raise {
  let value: Expression | undefined
  let cause: Expression | undefined
  let from = false
  for (const child of node.children) {
    if (child.type === "from") from = true
    else if (!isWritten(child)) continue
    else if (from) cause = lowerExpression(child, source, child)
    else value = lowerExpression(child, source, child)
  }
  return { kind: "raise", start: node.start, end: node.end, value, cause }
}

function lowerDelete(node: Syntax, source: Source): Delete {
  const listed = node.children[0]?.type === "expression_list" ? node.children[0].children : node.children
  const targets = listed.map((child) => lowerExpression(child, source, child))
  return { kind: "delete", start: node.start, end: node.end, targets }
}

function lowerAssert(node: Syntax, source: Source): Assert {
  const [first, second] = node.children
  const test = lowerExpression(first, source, node)
  const message = second && lowerExpression(second, source, second)
  return { kind: "assert", start: node.start, end: node.end, test, message }
}

function lowerScope(node: Syntax, source: Source): Scope {
  const names = node.children.filter(isWritten).map((child) => textOf(child, source))
  return { kind: "scope", start: node.start, end: node.end, names }
}
