import type { Code, CodePart, Edit } from "../../model/edit.ts"
import type { App } from "../../semantics/app.ts"
import type { CentralNeed, Repairs } from "../../semantics/framework.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { FunctionValue } from "../../semantics/value.ts"
import { importsOneOf } from "../imports.ts"
import { registered } from "../registration.ts"
import { packages } from "./paths.ts"

/** What Flask and Quart write themselves. https://flask.palletsprojects.com/en/stable/errorhandling/ */
export const repairs: Repairs = {
  error: (status, detail) => [
    { kind: "import", module: "werkzeug.exceptions", name: status === 401 ? "Unauthorized" : "Forbidden" },
    "(",
    ...detail,
    ")",
  ],
  // Everything that a view returns is an answer.
  reach: () => undefined,
  // `get_headers()` brings the content type of a page along, which a rebuilt answer must not take.
  passHeaders: () => undefined,
  earlyPass,
  central,
}

/** A real preflight goes through a `before_request`: OPTIONS with the header that only browsers send. */
function earlyPass(machine: Machine, runs: FunctionValue): readonly Edit[] | undefined {
  const { declaration, owner, closure } = runs
  const isHook = declaration.parameters.length === 0 && owner === undefined
  if (!isHook || !importsOneOf(machine, closure.file, packages)) return undefined
  const module = importsOneOf(machine, closure.file, ["quart"]) ? "quart" : "flask"
  const request: CodePart = { kind: "import", module, name: "request" }
  const code: Code = [
    "if ",
    request,
    ".method == ",
    text("OPTIONS"),
    " and ",
    text("Access-Control-Request-Method"),
    " in ",
    request,
    ".headers:\n    return None",
  ]
  return [{ kind: "insert", at: closure.place(declaration), where: "inside", code }]
}

/** `after_request` sees what is raised and what is returned alike. */
function central(_machine: Machine, app: App, { challenge }: CentralNeed): readonly Edit[] | undefined {
  const name: CodePart = { kind: "fresh", name: "challenge_unauthorized" }
  const definition: Code = [
    "def ",
    name,
    "(response):\n    if response.status_code == 401:\n        response.headers.setdefault(",
    text("WWW-Authenticate"),
    ", ",
    text(challenge),
    ")\n    return response",
  ]
  return registered(app, definition, {
    decorator: (object) => [`@${object}.after_request\n`],
    call: (object) => [`${object}.after_request(`, name, ")"],
  })
}

function text(words: string): CodePart {
  return { kind: "text", text: words }
}
