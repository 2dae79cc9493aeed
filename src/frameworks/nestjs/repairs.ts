import type { Code, CodePart, Edit } from "../../model/edit.ts"
import type { App, ErrorHandler } from "../../semantics/app.ts"
import type { CentralNeed, Repairs, Takes } from "../../semantics/framework.ts"
import type { Machine } from "../../semantics/machine.ts"
import { isA } from "../../semantics/type-test.ts"
import type { CallValue, FunctionValue } from "../../semantics/value.ts"
import { earlyPass } from "../node-preflight.ts"
import { registered } from "../registration.ts"

const common = "@nestjs/common"
const header: CodePart = { kind: "text", text: "WWW-Authenticate" }

/**
 * What Nest writes itself. https://docs.nestjs.com/exception-filters: exceptions carry no headers, and what is set on the
 * response stays on it, whichever filter answers, on Express and on Fastify.
 */
export const repairs: Repairs = {
  error: (status, detail) => [
    "new ",
    imported(status === 401 ? "UnauthorizedException" : "ForbiddenException"),
    "(",
    ...detail,
    ")",
  ],
  isBare: true,
  reach: (_machine, { dead, at }) =>
    dead.kind === "returned-error" ? [{ kind: "leave", at, how: "raise", code: undefined }] : undefined,
  // No exception has headers to pass on.
  passHeaders: () => undefined,
  earlyPass,
  central,
}

/** Headers are set on the response, where the context that gives it is at hand: `context.switchToHttp().getResponse()`. */
export function takesOf(of: FunctionValue | undefined): Extract<Takes, { kind: "setter" }> | undefined {
  const context = of?.declaration.parameters.find(({ name, annotation }) =>
    annotation?.kind === "name"
      ? /^(ExecutionContext|ArgumentsHost)$/.test(annotation.name)
      : /^(context|host|ctx)$/.test(name),
  )
  return context === undefined
    ? undefined
    : { kind: "setter", setter: `${context.name}.switchToHttp().getResponse().header` }
}

/** The filter that answers a 401 already, or one more in front of Nest's own. */
function central(machine: Machine, app: App, { challenge, raised }: CentralNeed): readonly Edit[] | undefined {
  if (!raised || !/\.[cm]?ts$/.test(app.at.file)) return undefined
  const own = app.handlers.filter((handler) => takesUnauthorized(machine, handler, app))
  return own.length === 0 ? filter(app, challenge) : extended(own, challenge)
}

function takesUnauthorized(machine: Machine, { takes, broad }: ErrorHandler, { at }: App): boolean {
  const callee = { kind: "external", path: `${common}.UnauthorizedException`, at } as const
  const thrown: CallValue = { kind: "call", callee, arguments: [], effects: [], via: [], at }
  return broad === true || isA(machine, thrown, takes)
}

function extended(own: readonly ErrorHandler[], challenge: string): readonly Edit[] | undefined {
  const [only, ...more] = own
  if (only === undefined || more.length > 0) return undefined
  const { declaration, closure } = only.handler
  const [exception, host] = declaration.parameters.slice(-2)
  if (exception === undefined || host === undefined || exception === host) return undefined
  const code: Code = [
    `if (${exception.name} instanceof `,
    imported("HttpException"),
    ` && ${exception.name}.getStatus() === 401) ${host.name}.switchToHttp().getResponse().header(`,
    header,
    ", ",
    { kind: "text", text: challenge },
    ")",
  ]
  return [{ kind: "insert", at: closure.place(declaration), where: "inside", code }]
}

/**
 * What is no HTTP request is answered elsewhere. Other filters keep what they take; where there are none, a 401 of any
 * exception is taken: `new HttpException("no", 401)`.
 */
function filter(app: App, challenge: string): readonly Edit[] | undefined {
  const name: CodePart = { kind: "fresh", name: "ChallengeFilter" }
  const isAlone = app.handlers.length === 0
  const exception = imported(isAlone ? "HttpException" : "UnauthorizedException")
  const definition: Code = [
    "@",
    imported("Catch"),
    "(",
    exception,
    ")\nclass ",
    name,
    " extends ",
    { kind: "import", module: "@nestjs/core", name: "BaseExceptionFilter" },
    " {\n    override catch(exception: ",
    exception,
    ", host: ",
    imported("ArgumentsHost"),
    ") {\n        if (host.getType() !== ",
    { kind: "text", text: "http" },
    `) throw exception\n        ${isAlone ? "if (exception.getStatus() === 401) " : ""}host.switchToHttp().getResponse().header(`,
    header,
    ", ",
    { kind: "text", text: challenge },
    ")\n        super.catch(exception, host)\n    }\n}",
  ]
  return registered(app, definition, {
    decorator: undefined,
    call: (object) => [`${object}.useGlobalFilters(new `, name, `(${object}.getHttpAdapter()))`],
  })
}

function imported(name: string): CodePart {
  return { kind: "import", module: common, name }
}
