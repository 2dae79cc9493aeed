import type { CodePart, Edit } from "../model/edit.ts"
import type { Machine } from "../semantics/machine.ts"
import type { FunctionValue } from "../semantics/value.ts"
import { isNext } from "./express/parameters.ts"

// https://expressjs.com/en/guide/writing-middleware.html, and the middleware of Nest, which is the same.

/** A real preflight goes through a middleware `(req, res, next)`: OPTIONS with the header that only browsers send. */
export function earlyPass(_machine: Machine, runs: FunctionValue): readonly Edit[] | undefined {
  const { declaration, closure, owner } = runs
  const own = declaration.parameters.slice(owner !== undefined && declaration.role === "method" ? 1 : 0)
  const [request, response, next] = own
  if (request === undefined || response === undefined || next === undefined || own.length !== 3) return undefined
  if (!isNext({ kind: "parameter", parameter: next, of: runs, effects: [], at: runs.at })) return undefined
  const code = [
    `if (${request.name}.method === `,
    text("OPTIONS"),
    ` && ${request.name}.headers[`,
    text("access-control-request-method"),
    `]) return ${next.name}()`,
  ]
  return [{ kind: "insert", at: closure.place(declaration), where: "inside", code }]
}

function text(words: string): CodePart {
  return { kind: "text", text: words }
}
