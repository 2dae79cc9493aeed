import { argument } from "../semantics/arguments.ts"
import type { Framework, Response, Role } from "../semantics/framework.ts"
import { foreignConstruction } from "../semantics/instance.ts"
import { lineage } from "../semantics/lineage.ts"
import type { Machine } from "../semantics/machine.ts"
import type { CallValue, FunctionValue, Value } from "../semantics/value.ts"
import { statusError } from "./node-errors.ts"

// https://docs.nestjs.com/exception-filters: exceptions carry no headers, so a challenge is set on the response itself.

const roots = /^@nestjs\/(common|core)[./]/

/** The exceptions of @nestjs/common and what they answer. */
const exceptions: Readonly<Record<string, number>> = {
  BadRequestException: 400,
  UnauthorizedException: 401,
  ForbiddenException: 403,
  NotFoundException: 404,
  MethodNotAllowedException: 405,
  NotAcceptableException: 406,
  RequestTimeoutException: 408,
  ConflictException: 409,
  GoneException: 410,
  PreconditionFailedException: 412,
  PayloadTooLargeException: 413,
  UnsupportedMediaTypeException: 415,
  ImATeapotException: 418,
  UnprocessableEntityException: 422,
  InternalServerErrorException: 500,
  NotImplementedException: 501,
  BadGatewayException: 502,
  ServiceUnavailableException: 503,
  GatewayTimeoutException: 504,
}

/** What calls a provider of these kinds, by the interface that its method fulfils. */
const roles: Readonly<Record<string, Role>> = { canActivate: "dependency", use: "middleware", catch: "error-handler" }

export const nestjs: Framework = {
  name: "nestjs",
  language: "ecmascript",
  packages: ["@nestjs/common", "@nestjs/core"],
  builders: {},
  error: (machine, value) => exceptionAnswer(machine, value) ?? statusError(machine, value),
  response: () => undefined,
  // On the Fastify adapter a request's headers are read by the same names.
  typeOf: (_machine, { parameter }) =>
    parameter.annotation === undefined && /^(req|request)$/.test(parameter.name) ? "express.Request" : undefined,
  roleOf,
  arrange: () => [],
}

/** `new UnauthorizedException(message)`, `new HttpException(body, status)`, and the project's own that extend them. */
function exceptionAnswer(machine: Machine, value: Value): Response | undefined {
  const built = foreignConstruction(machine, value)
  if (built?.callee.kind !== "external" || !roots.test(built.callee.path)) return undefined
  const name = built.callee.path.slice(built.callee.path.lastIndexOf(".") + 1)
  const fixed = name in exceptions ? exceptions[name] : undefined
  if (fixed === undefined && name !== "HttpException") return undefined
  const body = argument(built.arguments, 0, "response")
  const status = fixed === undefined ? argument(built.arguments, 1, "status") : undefined
  return {
    status: status === undefined ? { kind: "constant", value: fixed ?? 500, at: built.at } : status.value,
    defaultStatus: fixed ?? 500,
    headers: undefined,
    built: withoutEffects(built),
    body: body.value === undefined ? [] : [body.value],
    open: status?.open ?? false,
  }
}

/** Whatever is put on an exception never reaches the client. */
function withoutEffects(built: CallValue): CallValue {
  return { ...built, effects: [] }
}

/** Guards, middleware and filters are known by the method that Nest calls. */
function roleOf(machine: Machine, { declaration, owner }: FunctionValue): Role | undefined {
  const role = declaration.name in roles ? roles[declaration.name] : undefined
  if (role === undefined || owner === undefined) return undefined
  const isOurs = owner.declaration.decorators.length > 0 || lineage(machine, owner).length > 1
  return isOurs ? role : undefined
}
