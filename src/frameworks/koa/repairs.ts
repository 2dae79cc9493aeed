import type { Code, CodePart, Edit, Slot } from "../../model/edit.ts"
import type { App, ErrorHandler } from "../../semantics/app.ts"
import type { CentralNeed, Repairs } from "../../semantics/framework.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { FunctionValue } from "../../semantics/value.ts"
import { behindConstruction } from "../registration.ts"
import { isContext } from "./answers.ts"

/** What Koa writes itself. https://koajs.com/#error-handling: headers of an error go out, those set before it do not. */
export const repairs: Repairs = {
  error: (status, detail) => [
    "Object.assign(new Error(",
    ...detail,
    `), { status: ${status}, expose: true`,
    { kind: "headers", name: "headers", isEntry: true },
    " })",
  ],
  // Whatever a middleware returns is dropped.
  reach: (_machine, { dead, at }) =>
    dead.kind === "returned-error" ? [{ kind: "leave", at, how: "raise", code: undefined }] : undefined,
  passHeaders,
  earlyPass,
  central,
}

/** What is caught where it passes has its headers still: https://koajs.com/#error-handling */
function passHeaders({ handler }: ErrorHandler, slot: Slot): readonly Edit[] | undefined {
  const [error, context] = handler.declaration.parameters
  if (slot.kind !== "setter" || error === undefined || error.name === "" || context === undefined) return undefined
  const code = `${context.name}.set(${error.name}.headers ?? {})`
  return [{ kind: "insert", at: slot.before, where: "before", code: [code] }]
}

/** A real preflight goes through: OPTIONS with the header that only browsers send. */
function earlyPass(_machine: Machine, runs: FunctionValue): readonly Edit[] | undefined {
  const { declaration, closure } = runs
  const [context, next] = declaration.parameters
  if (context === undefined || next === undefined || declaration.parameters.length !== 2) return undefined
  if (!isContext({ kind: "parameter", parameter: context, of: runs, effects: [], at: runs.at })) return undefined
  const code: Code = [
    `if (${context.name}.method === `,
    text("OPTIONS"),
    ` && ${context.name}.get(`,
    text("Access-Control-Request-Method"),
    `)) return ${next.name}()`,
  ]
  return [{ kind: "insert", at: closure.place(declaration), where: "inside", code }]
}

/** The first middleware sees what is thrown, whose headers it completes, and what is written. */
function central(_machine: Machine, app: App, { challenge }: CentralNeed): readonly Edit[] | undefined {
  const header: Code = [text("WWW-Authenticate")]
  return behindConstruction(app, (object) => [
    `${object}.use(async (ctx, next) => {\n    try {\n        await next()\n    } catch (error) {\n`,
    "        const failure = Object(error)\n        if (failure.status === 401) failure.headers = { ",
    ...header,
    ": ",
    text(challenge),
    ", ...failure.headers }\n        throw error\n    }\n    if (ctx.status === 401 && !ctx.response.get(",
    ...header,
    ")) ctx.set(",
    ...header,
    ", ",
    text(challenge),
    ")\n})",
  ])
}

function text(words: string): CodePart {
  return { kind: "text", text: words }
}
