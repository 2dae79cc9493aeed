import type { Repairs } from "../../semantics/framework.ts"

/** What Tornado writes itself. https://www.tornadoweb.org/en/stable/web.html#tornado.web.HTTPError */
export const repairs: Repairs = {
  error: (status, detail) => [
    { kind: "import", module: "tornado.web", name: "HTTPError" },
    `(${status}, reason=`,
    ...detail,
    ")",
  ],
  // What is raised or sent is an answer.
  reach: (_machine, { dead, at }) =>
    dead.kind === "returned-error" ? [{ kind: "leave", at, how: "raise", code: undefined }] : undefined,
  passHeaders: () => undefined,
  earlyPass(_machine, { declaration, closure }) {
    const [self] = declaration.parameters
    if (self === undefined || declaration.name !== "prepare") return undefined
    const code = [
      `if ${self.name}.request.method == `,
      { kind: "text", text: "OPTIONS" } as const,
      " and ",
      { kind: "text", text: "Access-Control-Request-Method" } as const,
      ` in ${self.name}.request.headers:\n    return`,
    ]
    return [{ kind: "insert", at: closure.place(declaration), where: "inside", code }]
  },
  // Errors clear the headers, and what writes them is a method of each handler.
  central: () => undefined,
}
