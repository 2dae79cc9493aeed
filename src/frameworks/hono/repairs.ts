import type { Code, CodePart, Edit, Slot } from "../../model/edit.ts"
import type { App, ErrorHandler } from "../../semantics/app.ts"
import type { CentralNeed, Repairs } from "../../semantics/framework.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { FunctionValue } from "../../semantics/value.ts"
import { behindConstruction } from "../registration.ts"
import { typeOf } from "./context.ts"

const exception: CodePart = { kind: "import", module: "hono/http-exception", name: "HTTPException" }

/** What Hono writes itself. https://hono.dev/docs/api/exception and https://hono.dev/docs/guides/middleware */
export const repairs: Repairs = {
  error: (status, detail) =>
    status === 401
      ? // Headers are those of the answer that it brings along.
        [
          "new ",
          exception,
          `(${status}, { res: new Response(`,
          ...detail,
          `, { status: ${status}`,
          { kind: "headers", name: "headers", isEntry: true },
          " }) })",
        ]
      : ["new ", exception, `(${status}, { message: `, ...detail, " })"],
  // Whatever is returned is an answer, or nobody's.
  reach: (_machine, { dead, at }) =>
    dead.kind === "returned-error" ? [{ kind: "leave", at, how: "raise", code: undefined }] : undefined,
  passHeaders,
  earlyPass,
  central,
}

/** The answer that the exception brings along has the challenge, and is made anew otherwise. */
function passHeaders({ handler }: ErrorHandler, slot: Slot): readonly Edit[] | undefined {
  const [error, context] = handler.declaration.parameters
  if (slot.kind !== "argument" || error === undefined || context === undefined) return undefined
  const code = `${error.name}.getResponse().headers.forEach((value, name) => ${context.name}.header(name, value))`
  return [{ kind: "insert", at: slot.call, where: "before", code: [code] }]
}

/** A real preflight goes through: OPTIONS with the header that only browsers send. */
function earlyPass(machine: Machine, runs: FunctionValue): readonly Edit[] | undefined {
  const { declaration, closure } = runs
  const [context, next] = declaration.parameters
  if (context === undefined || next === undefined || declaration.parameters.length !== 2) return undefined
  const type = typeOf(machine, { kind: "parameter", parameter: context, of: runs, effects: [], at: runs.at })
  if (type === undefined) return undefined
  const code: Code = [
    `if (${context.name}.req.method === `,
    text("OPTIONS"),
    ` && ${context.name}.req.header(`,
    text("Access-Control-Request-Method"),
    `)) return ${next.name}()`,
  ]
  return [{ kind: "insert", at: closure.place(declaration), where: "inside", code }]
}

/** The first middleware sees every answer, returned or thrown, on its way out. */
function central(_machine: Machine, app: App, { challenge }: CentralNeed): readonly Edit[] | undefined {
  return behindConstruction(app, (object) => [
    `${object}.use(async (c, next) => {\n    await next()\n    if (c.res.status === 401 && !c.res.headers.has(`,
    text("WWW-Authenticate"),
    ")) c.header(",
    text("WWW-Authenticate"),
    ", ",
    text(challenge),
    ")\n})",
  ])
}

function text(words: string): CodePart {
  return { kind: "text", text: words }
}
