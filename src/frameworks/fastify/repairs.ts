import type { Code, CodePart, Edit, Slot } from "../../model/edit.ts"
import type { App, ErrorHandler } from "../../semantics/app.ts"
import type { CentralNeed, Repairs } from "../../semantics/framework.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { FunctionValue } from "../../semantics/value.ts"
import { behindConstruction } from "../registration.ts"

const header: CodePart = { kind: "text", text: "WWW-Authenticate" }

/** What Fastify writes itself. https://fastify.dev/docs/latest/Reference/Errors and https://fastify.dev/docs/latest/Reference/Hooks */
export const repairs: Repairs = {
  error: (status, detail) => ["Object.assign(new Error(", ...detail, `), { statusCode: ${status} })`],
  reach: () => undefined,
  passHeaders,
  earlyPass,
  central,
}

/** Its own handler sends `error.headers`; one of the project has to do so itself. */
function passHeaders({ handler }: ErrorHandler, slot: Slot): readonly Edit[] | undefined {
  const [error, , reply] = handler.declaration.parameters
  if (slot.kind !== "chain" || error === undefined || reply === undefined) return undefined
  const code = `if (${error.name}.headers) ${reply.name}.headers(${error.name}.headers)`
  return [{ kind: "insert", at: slot.call, where: "before", code: [code] }]
}

/** A real preflight goes through a hook: OPTIONS with the header that only browsers send. */
function earlyPass(_machine: Machine, { declaration, closure }: FunctionValue): readonly Edit[] | undefined {
  const [request, , done] = declaration.parameters
  if (request === undefined || !/^\w+$/.test(request.name)) return undefined
  if (done === undefined && !declaration.async) return undefined
  const code: Code = [
    `if (${request.name}.method === `,
    { kind: "text", text: "OPTIONS" },
    ` && ${request.name}.headers[`,
    { kind: "text", text: "access-control-request-method" },
    `]) return${done === undefined ? "" : ` ${done.name}()`}`,
  ]
  return [{ kind: "insert", at: closure.place(declaration), where: "inside", code }]
}

/** `onSend` sees what is sent and what is thrown, in every context below the app. */
function central(_machine: Machine, app: App, { challenge }: CentralNeed): readonly Edit[] | undefined {
  return behindConstruction(app, (object) => [
    `${object}.addHook(`,
    { kind: "text", text: "onSend" },
    ", async (request, reply) => {\n    if (reply.statusCode === 401 && !reply.hasHeader(",
    header,
    ")) reply.header(",
    header,
    ", ",
    { kind: "text", text: challenge },
    ")\n})",
  ])
}
