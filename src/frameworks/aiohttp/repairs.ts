import type { Code, CodePart } from "../../model/edit.ts"
import type { Repairs } from "../../semantics/framework.ts"
import { importsOneOf } from "../imports.ts"
import { registered } from "../registration.ts"

const web: CodePart = { kind: "import", module: "aiohttp", name: "web" }

/** What aiohttp writes itself. https://docs.aiohttp.org/en/stable/web_exceptions.html */
export const repairs: Repairs = {
  error: (status, detail) => [
    web,
    `.${status === 401 ? "HTTPUnauthorized" : "HTTPForbidden"}(text=`,
    ...detail,
    { kind: "headers", name: "headers" },
    ")",
  ],
  // Whatever a handler raises or returns is an answer.
  reach: () => undefined,
  // Its error handlers are middleware.
  passHeaders: () => undefined,
  earlyPass(machine, { declaration, owner, closure }) {
    const [request, next] = declaration.parameters.map(({ name }) => name).slice(owner === undefined ? 0 : 1)
    if (next === undefined || !declaration.async || !importsOneOf(machine, closure.file, ["aiohttp"])) return undefined
    const code: Code = [
      `if ${request}.method == `,
      text("OPTIONS"),
      " and ",
      text("Access-Control-Request-Method"),
      ` in ${request}.headers:\n    return await ${next}(${request})`,
    ]
    return [{ kind: "insert", at: closure.place(declaration), where: "inside", code }]
  },
  /** `on_response_prepare` sees what is raised and what is returned alike. */
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
      decorator: undefined,
      call: (object) => [`${object}.on_response_prepare.append(`, name, ")"],
    })
  },
}

function text(words: string): CodePart {
  return { kind: "text", text: words }
}
