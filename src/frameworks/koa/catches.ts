import type { Node } from "../../ir/node.ts"
import type { FunctionDeclaration, Handler, Parameter, Try } from "../../ir/statement.ts"
import { childrenOf, isOf, walk } from "../../ir/walk.ts"
import type { ErrorHandler, Layer } from "../../semantics/app.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { FunctionValue } from "../../semantics/value.ts"

// https://koajs.com/#error-handling: what a middleware throws passes through all that were registered before it, and one
// that catches what `next()` throws answers instead of Koa. One that hands it to those who listen, with the context, lets
// them answer: `ctx.app.emit("error", error, ctx)`.

/**
 * The middleware that answers what those behind it throw, in their order, as handlers of every error.
 * @param listener what listens to the app's errors
 */
export function catchesOf(
  machine: Machine,
  layers: readonly Layer[],
  listener: FunctionValue | undefined,
): readonly ErrorHandler[] {
  const found: ErrorHandler[] = []
  for (const { runs, refuses } of layers) {
    if (refuses === true) return found
    if (runs === undefined) continue
    const own = catchIn(runs, listener)
    if (own !== undefined) found.push(own)
    // What is thrown in front of the others is not theirs to catch.
    else if (machine.trace(runs).raises.length > 0) return found
  }
  return found
}

/** `try { await next() } catch (error) { … }`, as a function of the error that has the middleware's own parameters as well. */
function catchIn(of: FunctionValue, listener: FunctionValue | undefined): ErrorHandler | undefined {
  const { declaration, closure } = of
  const [, next] = declaration.parameters
  const around = next === undefined ? undefined : tryAround(declaration, next)
  const [taken] = around?.handlers ?? []
  if (around === undefined || taken === undefined || taken.types.length > 0) return undefined
  const own: FunctionValue = { ...of, declaration: asFunction(declaration, taken), at: closure.place(taken) }
  const handler = listener !== undefined && emits(taken, declaration) ? listener : own
  const { at } = handler
  return {
    takes: { kind: "external", path: "globalThis.Error", at },
    handler,
    position: 0,
    broad: true,
    handsOn: true,
    at,
  }
}

function tryAround({ body }: FunctionDeclaration, next: Parameter): Try | undefined {
  for (const node of body.flatMap((statement) => [...here(statement)])) {
    if (isOf(node, "try") && node.body.some((statement) => [...walk(statement)].some((one) => calls(one, next))))
      return node
  }
  return undefined
}

/** `ctx.app.emit("error", error, ctx)` without a body of its own. Koa itself emits as well, but answers then. */
function emits({ body, name }: Handler, { parameters: [context] }: FunctionDeclaration): boolean {
  const isNamed = (node: Node | undefined, of: string | undefined) =>
    node !== undefined && isOf(node, "name") && node.name === of
  const isBody = (node: Node) => isOf(node, "member") && node.name === "body" && isNamed(node.object, context?.name)
  const nodes = body.flatMap((statement) => [...here(statement)])
  if (nodes.some((node) => isOf(node, "assign") && node.targets.some(isBody))) return false
  return nodes.some((node) => {
    if (!isOf(node, "call") || !isOf(node.callee, "member") || node.callee.name !== "emit") return false
    const [event, error, given] = node.arguments.map(({ value }) => value)
    const isError = event !== undefined && isOf(event, "literal") && event.value === "error"
    return isError && isNamed(error, name) && isNamed(given, context?.name)
  })
}

/** The nodes below one that run when it does: what functions hold runs when they are called. */
function* here(node: Node): Generator<Node> {
  yield node
  if (!isOf(node, "function")) for (const child of childrenOf(node)) yield* here(child)
}

function calls(node: Node, { name }: Parameter): boolean {
  return isOf(node, "call") && isOf(node.callee, "name") && node.callee.name === name
}

function asFunction(declaration: FunctionDeclaration, { start, end, name, body }: Handler): FunctionDeclaration {
  const error: Parameter = {
    name: name ?? "",
    kind: "any",
    default: undefined,
    annotation: undefined,
    decorators: [],
    holds: undefined,
    start,
    end: start,
  }
  const nameSpan = { start, end: start }
  return { ...declaration, start, end, nameSpan, parameters: [error, ...declaration.parameters], body }
}
