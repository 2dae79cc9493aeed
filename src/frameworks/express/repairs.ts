import type { Edit, Slot } from "../../model/edit.ts"
import type { ErrorHandler } from "../../semantics/app.ts"
import type { Repairs } from "../../semantics/framework.ts"
import { earlyPass } from "../node-preflight.ts"

/** What Express writes itself. https://expressjs.com/en/guide/error-handling.html and https://github.com/jshttp/http-errors */
export const repairs: Repairs = {
  error: (status, detail, value) =>
    value?.kind === "call" && value.callee.kind === "external" && value.callee.path.startsWith("http-errors")
      ? [
          { kind: "import", module: "http-errors", name: "default" },
          `(${status}, `,
          ...detail,
          { kind: "headers", name: "headers" },
          ")",
        ]
      : [
          "Object.assign(new Error(",
          ...detail,
          `), { status: ${status}`,
          { kind: "headers", name: "headers", isEntry: true },
          " })",
        ],
  reach: () => undefined,
  passHeaders,
  earlyPass,
  // What is sent directly passes no handler.
  central: () => undefined,
}

/** The default handler sends `error.headers`; one of the project has to do so itself. */
function passHeaders({ handler }: ErrorHandler, slot: Slot): readonly Edit[] | undefined {
  const [error, , response] = handler.declaration.parameters.slice(-4)
  if (slot.kind !== "chain" || error === undefined || response === undefined) return undefined
  const code = `if (${error.name}.headers) ${response.name}.set(${error.name}.headers)`
  return [{ kind: "insert", at: slot.call, where: "before", code: [code] }]
}
