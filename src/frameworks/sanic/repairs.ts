import type { Code, CodePart } from "../../model/edit.ts"
import type { Repairs } from "../../semantics/framework.ts"
import { importsOneOf } from "../imports.ts"
import { registered } from "../registration.ts"

/** What Sanic writes itself. https://sanic.dev/en/guide/running/exceptions.html */
export const repairs: Repairs = {
  error: (status, detail) => [
    { kind: "import", module: "sanic.exceptions", name: status === 401 ? "Unauthorized" : "Forbidden" },
    "(",
    ...detail,
    { kind: "headers", name: "headers" },
    ")",
  ],
  // What a handler raises or returns is an answer.
  reach: (_machine, { dead, at }) =>
    dead.kind === "returned-error" ? [{ kind: "leave", at, how: "raise", code: undefined }] : undefined,
  passHeaders({ handler, position }, slot) {
    const error = handler.declaration.parameters[handler.owner === undefined ? position : position + 1]
    return error === undefined ? undefined : [{ kind: "pass-headers", slot, from: [`${error.name}.headers`] }]
  },
  earlyPass(machine, { declaration, owner, closure }) {
    const [request, ...more] = declaration.parameters.map(({ name }) => name).slice(owner === undefined ? 0 : 1)
    if (request === undefined || more.length > 0 || !importsOneOf(machine, closure.file, ["sanic"])) return undefined
    const code: Code = [
      `if ${request}.method == `,
      text("OPTIONS"),
      " and ",
      text("access-control-request-method"),
      ` in ${request}.headers:\n    return None`,
    ]
    return [{ kind: "insert", at: closure.place(declaration), where: "inside", code }]
  },
  /** What runs on responses sees what is raised and what is returned alike. */
  central(_machine, app, { challenge }) {
    const name: CodePart = { kind: "fresh", name: "challenge_unauthorized" }
    const definition: Code = [
      "async def ",
      name,
      "(request, response):\n    if response.status == 401:\n        response.headers.setdefault(",
      text("WWW-Authenticate"),
      ", ",
      text(challenge),
      ")",
    ]
    return registered(app, definition, {
      decorator: (object) => [`@${object}.on_response\n`],
      call: (object) => [`${object}.on_response(`, name, ")"],
    })
  },
}

function text(words: string): CodePart {
  return { kind: "text", text: words }
}
