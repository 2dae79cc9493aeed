import type { Comprehension, ComprehensionClause, Expression } from "../../ir/expression.ts"
import { lowerExpression, lowerTuple } from "./lower-expression.ts"
import type { Source } from "./source.ts"
import type { Syntax } from "./syntax.ts"

/** `[x for x in xs if x]` and its kin. An `if` belongs to the `for` before it. */
export function lowerComprehension(node: Syntax, source: Source, flavour: Comprehension["flavour"]): Expression {
  const [body, ...rest] = node.children
  const pair = body?.type === "pair" ? body : undefined
  const key = pair && lowerExpression(pair.children[0], source, pair)
  const element = lowerExpression(pair === undefined ? body : pair.children[1], source, node)
  const clauses: ComprehensionClause[] = []
  let tests: Expression[] = []
  for (const child of rest) {
    if (child.type === "if_clause") {
      tests.push(lowerExpression(child.children[0], source, child))
      continue
    }
    if (child.type !== "for_in_clause") continue
    const [left, ...right] = child.children
    tests = []
    const target = lowerExpression(left, source, child)
    const iterable = lowerTuple(right, source, child)
    clauses.push({ start: child.start, end: child.end, target, iterable, tests })
  }
  return { kind: "comprehension", start: node.start, end: node.end, flavour, key, element, clauses }
}
