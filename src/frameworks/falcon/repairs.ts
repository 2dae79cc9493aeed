import type { Code, CodePart } from "../../model/edit.ts"
import type { Repairs } from "../../semantics/framework.ts"
import { importsOneOf } from "../imports.ts"
import { registered } from "../registration.ts"

/** What Falcon writes itself. https://falcon.readthedocs.io/en/stable/api/errors.html */
export const repairs: Repairs = {
  error: (status, detail) => [
    { kind: "import", module: "falcon", name: status === 401 ? "HTTPUnauthorized" : "HTTPForbidden" },
    "(description=",
    ...detail,
    { kind: "headers", name: "headers" },
    ")",
  ],
  // What is raised is an answer, and nothing that is returned is.
  reach: (_machine, { dead, at }) =>
    dead.kind === "returned-error" ? [{ kind: "leave", at, how: "raise", code: undefined }] : undefined,
  passHeaders({ handler, position }, slot) {
    const [first] = handler.declaration.parameters
    const offset = handler.owner === undefined ? position : position + 1
    const error = handler.declaration.parameters[offset]
    const response = handler.declaration.parameters[offset - 1]
    if (first === undefined || error === undefined || response === undefined || slot.kind !== "item") return undefined
    const code = [`${response.name}.set_headers(${error.name}.headers or {})`]
    return [{ kind: "insert", at: slot.after, where: "after", code }]
  },
  earlyPass(machine, { declaration, closure }) {
    const [self, request] = declaration.parameters.map(({ name }) => name)
    const isHook = self !== undefined && /^process_(request|resource)$/.test(declaration.name)
    if (!isHook || request === undefined || !importsOneOf(machine, closure.file, ["falcon"])) return undefined
    const code: Code = [
      `if ${request}.method == `,
      text("OPTIONS"),
      ` and ${request}.get_header(`,
      text("Access-Control-Request-Method"),
      "):\n    return",
    ]
    return [{ kind: "insert", at: closure.place(declaration), where: "inside", code }]
  },
  /** What processes responses sees what is raised and what is written alike. */
  central(_machine, app, { challenge }) {
    const path = app.object.callee.kind === "external" ? app.object.callee.path : ""
    // `falcon.API` is Falcon 2, which takes no middleware later on.
    if (path === "falcon.API") return undefined
    const isAsync = path.startsWith("falcon.asgi.")
    const name: CodePart = { kind: "fresh", name: "ChallengeUnauthorized" }
    const definition: Code = [
      "class ",
      name,
      `:\n    ${isAsync ? "async " : ""}def process_response(self, req, resp, resource, req_succeeded):\n`,
      "        if resp.status_code == 401 and resp.get_header(",
      text("WWW-Authenticate"),
      ") is None:\n            resp.set_header(",
      text("WWW-Authenticate"),
      ", ",
      text(challenge),
      ")",
    ]
    return registered(app, definition, {
      decorator: undefined,
      call: (object) => [`${object}.add_middleware(`, name, "())"],
    })
  },
}

function text(words: string): CodePart {
  return { kind: "text", text: words }
}
