import type { Expression } from "../../ir/expression.ts"
import type { Span } from "../../ir/node.ts"
import type { Block, Match, MatchCase, Statement, Try } from "../../ir/statement.ts"
import { lowerExpression, nameAt } from "./lower-expression.ts"
import { lowerPattern } from "./lower-pattern.ts"
import { lowerBlock, lowerBody, lowerStatement } from "./lower-statement.ts"
import { type Source, type Syntax, spanOf } from "./source.ts"

type SwitchNode = Extract<Syntax, { type: "SwitchStatement" }>
type LoopNode = Extract<
  Syntax,
  { type: "ForStatement" | "ForOfStatement" | "ForInStatement" | "WhileStatement" | "DoWhileStatement" }
>

/** A case that does not leave goes on with the next; cases without a body share it. */
export function lowerSwitch(node: SwitchNode, span: Span, source: Source): Match {
  const subject = lowerExpression(node.discriminant, source)
  const bodies = node.cases.map(({ consequent }) => lowerBlock(flat(consequent), source))
  const cases: MatchCase[] = []
  let values: Expression[] = []
  let isDefault = false
  node.cases.forEach((one, index) => {
    if (one.test === null) isDefault = true
    else values.push(lowerExpression(one.test, source))
    const isShared = bodies[index]?.length === 0 && index < node.cases.length - 1
    if (isShared) return
    const body = withoutBreak(fallThrough(bodies.slice(index)))
    cases.push({ ...spanOf(one, source), values, otherwise: isDefault, binds: [], guard: undefined, body })
    values = []
    isDefault = false
  })
  // The default stands for whatever no case takes, wherever it is written.
  const ordered = [...cases.filter(({ otherwise }) => !otherwise), ...cases.filter(({ otherwise }) => otherwise)]
  return {
    kind: "match",
    ...span,
    subject,
    cases: ordered.map((one) => (one.otherwise ? { ...one, values: [] } : one)),
  }
}

/** `case 1: { … break }` is the block's statements. */
function flat(statements: readonly Syntax[]): readonly Syntax[] {
  return statements.flatMap((statement): readonly Syntax[] =>
    statement.type === "BlockStatement" ? statement.body : [statement],
  )
}

function fallThrough(bodies: readonly Block[]): Block {
  const all: Statement[] = []
  for (const body of bodies) {
    all.push(...body)
    const last = body.at(-1)?.kind
    if (last === "break" || last === "return" || last === "raise" || last === "continue") break
  }
  return all
}

function withoutBreak(body: Block): Block {
  return body.at(-1)?.kind === "break" ? body.slice(0, -1) : body
}

export function lowerTry(node: Extract<Syntax, { type: "TryStatement" }>, span: Span, source: Source): Try {
  const { handler } = node
  const body = lowerBlock(node.block.body, source)
  const last = node.finalizer ? lowerBlock(node.finalizer.body, source) : []
  if (handler === null) return { kind: "try", ...span, body, handlers: [], otherwise: [], finally: last }
  const { param } = handler
  const at = spanOf(handler, source)
  const name = param === null ? undefined : param.type === "Identifier" ? param.name : `{}${at.start}`
  const unpacking =
    param === null || param.type === "Identifier" || name === undefined
      ? []
      : lowerPattern(param, nameAt(spanOf(param, source), name), source)
  const handled = { ...at, types: [], name, body: [...unpacking, ...lowerBlock(handler.body.body, source)] }
  return { kind: "try", ...span, body, handlers: [handled], otherwise: [], finally: last }
}

/** Every loop; what `for (…;…;…)` starts with stands in front of it. */
export function lowerLoop(node: LoopNode, span: Span, source: Source): readonly Statement[] {
  const loop = { kind: "loop", ...span, otherwise: [] } as const
  switch (node.type) {
    case "ForOfStatement":
    case "ForInStatement": {
      const declared = node.left.type === "VariableDeclaration" ? node.left.declarations[0]?.id : node.left
      const iterable = lowerExpression(node.right, source)
      const at = declared === undefined ? span : spanOf(declared, source)
      const isName = declared?.type === "Identifier" || declared?.type === "ArrayPattern"
      const target = isName ? lowerExpression(declared, source) : nameAt(at, `{}${at.start}`)
      const unpacking = isName || declared === undefined ? [] : lowerPattern(declared, target, source)
      const body = [...unpacking, ...lowerBody(node.body, source)]
      return [{ ...loop, target, iterable, test: undefined, body }]
    }
    case "ForStatement": {
      const { init, test, update } = node
      const first =
        init === null
          ? []
          : init.type === "VariableDeclaration"
            ? lowerStatement(init, source)
            : [expressionStatement(init, source)]
      const next = update === null ? [] : [expressionStatement(update, source)]
      const body = [...lowerBody(node.body, source), ...next]
      const condition = test === null ? undefined : lowerExpression(test, source)
      return [...first, { ...loop, target: undefined, iterable: undefined, test: condition, body }]
    }
    default: {
      const test = lowerExpression(node.test, source)
      return [{ ...loop, target: undefined, iterable: undefined, test, body: lowerBody(node.body, source) }]
    }
  }
}

function expressionStatement(node: Syntax, source: Source): Statement {
  return { kind: "expression", ...spanOf(node, source), value: lowerExpression(node, source) }
}
