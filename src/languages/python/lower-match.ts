import type { Expression } from "../../ir/expression.ts"
import type { Match, MatchCase } from "../../ir/statement.ts"
import { lowerExpression, lowerTuple, unknown } from "./lower-expression.ts"
import { lowerBlock } from "./lower-statement.ts"
import { childOf, type Source, textOf } from "./source.ts"
import type { Syntax } from "./syntax.ts"

/** What a pattern compares with and what it binds. */
interface Pattern {
  readonly values: readonly Expression[]
  readonly otherwise: boolean
  readonly binds: readonly string[]
}

export function lowerMatch(node: Syntax, source: Source): Match {
  const subjects = node.children.filter((child) => child.type !== "block")
  const subject = lowerTuple(subjects, source, node)
  const cases: MatchCase[] = []
  for (const child of childOf(node, "block")?.children ?? []) {
    if (child.type === "case_clause") cases.push(lowerCase(child, source))
  }
  return { kind: "match", start: node.start, end: node.end, subject, cases }
}

function lowerCase(node: Syntax, source: Source): MatchCase {
  const patterns = node.children.filter((child) => child.type === "case_pattern")
  const [first] = patterns
  const pattern =
    first !== undefined && patterns.length === 1 ? readPattern(first, source) : structure(patterns, source)
  const condition = childOf(node, "if_clause")
  const guard = condition && lowerExpression(condition.children[0], source, condition)
  const body = lowerBlock(childOf(node, "block"), source)
  return { start: node.start, end: node.end, ...pattern, guard, body }
}

function readPattern(node: Syntax, source: Source): Pattern {
  const [first] = node.children
  switch (node.type) {
    case "case_pattern":
      return readCasePattern(node, source)
    case "dotted_name": {
      const written = textOf(node, source)
      if (written.includes(".")) return value(lowerExpression(node, source, node))
      return { values: [], otherwise: true, binds: written === "_" ? [] : [written] }
    }
    case "_":
      return { values: [], otherwise: true, binds: [] }
    case "union_pattern":
      return alternatives(node, source)
    case "tuple_pattern":
      // `(401)` is only a group, `(401,)` a tuple.
      if (first !== undefined && node.children.length === 1 && !/,\s*\)$/.test(textOf(node, source)))
        return readPattern(first, source)
      return structure(node.children, source)
    case "as_pattern": {
      const name = node.children.at(-1)
      const inner = first === undefined ? structure([], source) : readPattern(first, source)
      return name === undefined ? inner : { ...inner, binds: [...inner.binds, textOf(name, source)] }
    }
    case "class_pattern":
      return structure(node.children.slice(1), source)
    case "keyword_pattern":
      return structure(node.children.slice(1), source)
    case "splat_pattern":
      return { values: [], otherwise: false, binds: first === undefined ? [] : [textOf(first, source)] }
    case "list_pattern":
    case "dict_pattern":
      return structure(node.children, source)
    case "complex_pattern":
      return value(unknown(node, []))
    default:
      return value(lowerExpression(node, source, node))
  }
}

/** A case pattern wraps one pattern; only a minus sign stands beside it. */
function readCasePattern(node: Syntax, source: Source): Pattern {
  const [first, second] = node.children
  if (first === undefined) return { values: [], otherwise: false, binds: [] }
  if (first.type !== "-" || second === undefined) return readPattern(first, source)
  const operand = lowerExpression(second, source, node)
  return value({ kind: "unary", start: node.start, end: node.end, operator: "-", operand })
}

/** `401 | 403`: all values; where one alternative is no value, the whole has none. */
function alternatives(node: Syntax, source: Source): Pattern {
  const read = node.children.filter((child) => child.type !== "|").map((child) => readPattern(child, source))
  const binds = [...new Set(read.flatMap((pattern) => pattern.binds))]
  const otherwise = read.some((pattern) => pattern.otherwise)
  const comparable = read.every((pattern) => pattern.values.length > 0)
  return { values: comparable ? read.flatMap((pattern) => pattern.values) : [], otherwise, binds }
}

/** A pattern that looks inside the subject: only its names are kept. */
function structure(parts: readonly Syntax[], source: Source): Pattern {
  return { values: [], otherwise: false, binds: parts.flatMap((part) => readPattern(part, source).binds) }
}

function value(expression: Expression): Pattern {
  return { values: [expression], otherwise: false, binds: [] }
}
