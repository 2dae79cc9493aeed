import type { Expression } from "../ir/expression.ts"
import type { Block, Statement } from "../ir/statement.ts"
import { around, isOf } from "../ir/walk.ts"
import type { GoingOn } from "../model/answer.ts"
import { contains, type Place, samePlace } from "../model/place.ts"
import { optionsOf } from "../semantics/choice.ts"
import type { Framework } from "../semantics/framework.ts"
import { settle } from "../semantics/look-through.ts"
import type { Machine } from "../semantics/machine.ts"
import type { Called } from "../semantics/trace.ts"
import type { Condition, Value } from "../semantics/value.ts"
import type { Departure } from "./departures.ts"

/**
 * What a function does all the same once it has sent a refusal: it hands the request on, or answers it as well.
 * `undefined` where the refusal leaves, or what follows is a matter of further tests.
 */
export function goesOnAt(
  machine: Machine,
  frameworks: readonly Framework[],
  { of, how, at, path, status, value }: Departure,
): GoingOn | undefined {
  if ((how !== "send" && how !== "write") || status.kind !== "known" || (status.value !== 401 && status.value !== 403))
    return undefined
  const { closure, declaration } = of
  const within = innermostFunction(at)
  const body = within === undefined || within.start === declaration.start ? declaration.body : bodyOf(within)
  const { statements, own: branch } = body === undefined ? nothing : after(body, at)
  if (statements.length === 0) return undefined
  const own = frameworks.filter(({ language }) => language === closure.language.name)
  const bodies = own.flatMap((framework) => framework.bodies ?? [])
  const called = machine.trace(of).calls.find((called) => {
    const isAfter = statements.some((statement) => contains({ ...at, ...spanOf(statement) }, called.at))
    if (!isAfter || innermostFunction(called.at)?.start !== within?.start || !isSure(called.path, path)) return false
    return own.some((framework) => runsOn(machine, framework, called, value))
  })?.at
  const next = called ?? (how === "write" ? otherBody(value, bodies, branch, statements, at) : undefined)
  // `await response(scope, receive, send)` is returned as it stands.
  const waited = [...around(at.chunk.body, at)].findLast((node) => isOf(node, "await") && node.value.start === at.start)
  // What is set piece by piece has no one statement that could return it.
  if (how === "write") return next === undefined ? undefined : { at: next, from: undefined }
  const whole = waited === undefined ? at : { ...at, start: waited.start, end: waited.end }
  return next === undefined ? undefined : { at: next, from: whole }
}

/** Where the answer that a refusal was written on, with a body of its own, gets another body. */
function otherBody(
  answer: Value,
  bodies: readonly string[],
  branch: Block,
  later: readonly Statement[],
  at: Place,
): Place | undefined {
  if (answer.kind !== "parameter") return undefined
  const { name } = answer.parameter
  const isBody = (statement: Statement) =>
    statement.kind === "assign" &&
    statement.targets.some(
      (target) => target.kind === "member" && isNamed(target.object, name) && bodies.includes(target.name),
    )
  const next = branch.some(isBody)
    ? later.find((statement) => !branch.includes(statement) && isBody(statement))
    : undefined
  return next === undefined ? undefined : { ...at, ...spanOf(next) }
}

function isNamed(node: Expression, name: string): boolean {
  return node.kind === "name" && node.name === name
}

/** `next()`, or an answer that is no error. */
function runsOn(machine: Machine, { continues, sent }: Framework, called: Called, refusal: Value): boolean {
  if (continues?.(machine, called, refusal) === true) return true
  const response = sent?.(machine, called)
  if (response === undefined || called.call.arguments.length === 0) return false
  // The refusal's own status is still there, set in one branch: a known one is another refusal.
  const statuses = response.status === undefined ? [] : optionsOf(settle(machine, response.status))
  return statuses.every(({ value }) => value.kind !== "constant" || Number(value.value) < 300)
}

/** Nothing but what led to the refusal leads there. */
function isSure(later: readonly Condition[], path: readonly Condition[]): boolean {
  return later.every((step) => {
    const taken = path.find((one) => samePlace(one.at, step.at))
    if (taken === undefined) return step.role !== "branch"
    return taken.kind !== "test" || step.kind !== "test" || taken.holds === step.holds
  })
}

function innermostFunction(at: Place) {
  return [...around(at.chunk.body, at)].findLast((node) => isOf(node, "function") || isOf(node, "lambda"))
}

function bodyOf(node: NonNullable<ReturnType<typeof innermostFunction>>): Block | undefined {
  if (isOf(node, "function")) return node.body
  return isOf(node, "lambda") ? node.function.body : undefined
}

interface After {
  /** The block that the place stands in itself. */
  readonly own: Block
  readonly statements: readonly Statement[]
  /** Nothing behind them is reached. */
  readonly ended: boolean
}

const nothing: After = { own: [], statements: [], ended: true }

/** The statements of a function that run after the one that holds a place, as far as it is plain that they do. */
function after(block: Block, at: Place): After {
  const index = block.findIndex(({ start, end }) => start <= at.start && at.end <= end)
  const holding = block[index]
  if (holding === undefined) return nothing
  const inner = insideOf(holding, at)
  if (inner.ended) return inner
  const rest = block.slice(index + 1)
  const leaving = rest.findIndex(({ kind }) => /^(return|raise|break|continue)$/.test(kind))
  const reached = leaving < 0 ? rest : rest.slice(0, leaving + 1)
  const own = inner.own.length > 0 ? inner.own : block
  return { own, statements: [...inner.statements, ...reached], ended: leaving >= 0 }
}

function insideOf(statement: Statement, at: Place): After {
  switch (statement.kind) {
    case "expression":
    case "assign":
      return { own: [], statements: [], ended: false }
    case "if":
      return after(holdingAt([statement.then, statement.otherwise], at), at)
    case "try":
      return after(
        holdingAt([statement.body, ...statement.handlers.map(({ body }) => body), statement.otherwise], at),
        at,
      )
    case "with":
      return after(statement.body, at)
    default:
      return nothing
  }
}

function holdingAt(blocks: readonly Block[], at: Place): Block {
  return blocks.find((block) => block.some(({ start, end }) => start <= at.start && at.end <= end)) ?? []
}

function spanOf({ start, end }: Statement): Pick<Place, "start" | "end"> {
  return { start, end }
}
