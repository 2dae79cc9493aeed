import type { Code, CodePart, Edit } from "../../model/edit.ts"
import type { App, ErrorHandler } from "../../semantics/app.ts"
import type { CentralNeed } from "../../semantics/framework.ts"
import type { Machine } from "../../semantics/machine.ts"
import { registered } from "../registration.ts"
import { nameOf } from "./paths.ts"

const name = "challenge_unauthorized"

/** One place of an app that puts a challenge on each 401 that lacks one. */
export function centralChallenge(
  _machine: Machine,
  app: App,
  { challenge, raised }: CentralNeed,
): readonly Edit[] | undefined {
  const isFastApi = app.object.callee.kind === "external" && nameOf(app.object.callee.path) === "FastAPI"
  if (!raised || !isFastApi) return asMiddleware(app, challenge)
  const own = app.handlers.find(({ takes }) => takes.kind === "external" && nameOf(takes.path) === "HTTPException")
  return own === undefined ? asHandler(app, challenge) : extended(own, challenge)
}

/** The handler that is there learns it in its first lines. */
function extended({ handler, position }: ErrorHandler, challenge: string): readonly Edit[] | undefined {
  const { declaration, receiver, owner, closure } = handler
  const error = declaration.parameters[receiver === undefined && owner === undefined ? position : position + 1]
  if (error === undefined) return undefined
  const at = closure.place(declaration)
  return [{ kind: "insert", at, where: "inside", code: completes(error.name, challenge, "") }]
}

/** `if error.status_code == 401: error.headers = {…}` */
function completes(error: string, challenge: string, indent: string): Code {
  return [
    `if ${error}.status_code == 401:\n${indent}    ${error}.headers = {`,
    text("WWW-Authenticate"),
    ": ",
    text(challenge),
    `, **(${error}.headers or {})}`,
  ]
}

function asHandler(app: App, challenge: string): readonly Edit[] | undefined {
  const exception: CodePart = { kind: "import", module: "starlette.exceptions", name: "HTTPException" }
  const definition: Code = [
    "async def ",
    { kind: "fresh", name },
    "(request: ",
    { kind: "import", module: "fastapi", name: "Request" },
    ", error: ",
    exception,
    "):\n    ",
    ...completes("error", challenge, "    "),
    "\n    return await ",
    { kind: "import", module: "fastapi.exception_handlers", name: "http_exception_handler" },
    "(request, error)",
  ]
  return registered(app, definition, {
    decorator: (object) => [`@${object}.exception_handler(`, exception, ")\n"],
    call: (object) => [`${object}.add_exception_handler(`, exception, ", ", { kind: "fresh", name }, ")"],
  })
}

function asMiddleware(app: App, challenge: string): readonly Edit[] | undefined {
  const definition: Code = [
    "async def ",
    { kind: "fresh", name },
    "(request, call_next):\n    response = await call_next(request)\n    if response.status_code == 401:\n",
    "        response.headers.setdefault(",
    text("WWW-Authenticate"),
    ", ",
    text(challenge),
    ")\n    return response",
  ]
  const call = (object: string): Code => [
    `${object}.add_middleware(`,
    { kind: "import", module: "starlette.middleware.base", name: "BaseHTTPMiddleware" },
    ", dispatch=",
    { kind: "fresh", name },
    ")",
  ]
  return registered(app, definition, { decorator: undefined, call })
}

function text(words: string): CodePart {
  return { kind: "text", text: words }
}
