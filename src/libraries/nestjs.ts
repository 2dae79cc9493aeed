import type { Library } from "../model/library.ts"

const container = { kind: "container", of: "headers" } as const
const input = { kind: "container", of: "input" } as const

/** The exceptions of @nestjs/common that have a status of their own: https://docs.nestjs.com/exception-filters. */
const statuses: Readonly<Record<string, number>> = {
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
  MisdirectedException: 421,
  UnprocessableEntityException: 422,
  InternalServerErrorException: 500,
  NotImplementedException: 501,
  BadGatewayException: 502,
  ServiceUnavailableException: 503,
  GatewayTimeoutException: 504,
  HttpVersionNotSupportedException: 505,
}

// https://docs.nestjs.com/fundamentals/execution-context: what guards, filters and interceptors get at the request by.
export const nestCommon: Library = {
  name: "NestJS",
  packages: ["@nestjs/common"],
  modules: ["@nestjs/common"],
  members: {
    ...Object.fromEntries(
      Object.entries(statuses).map(([name, status]) => [
        name,
        {
          kind: "refusing-error",
          extends: "@nestjs/common.HttpException",
          status,
          challenge: false,
          detail: 0,
        } as const,
      ]),
    ),
    HttpException: { kind: "failure", of: "authored" },
    "ExecutionContext.switchToHttp.getRequest": container,
    "ExecutionContext.switchToHttp.getRequest.headers": container,
    "ExecutionContext.switchToHttp.getRequest.cookies": container,
    "ExecutionContext.switchToHttp.getRequest.body": input,
    "ExecutionContext.switchToHttp.getRequest.query": input,
    "ExecutionContext.switchToHttp.getRequest.params": input,
    "ExecutionContext.switchToHttp.getRequest.user": { kind: "reading", origin: "identity" },
    "ExecutionContext.switchToHttp.getRequest.isAuthenticated": { kind: "reading", origin: "identity" },
    "ExecutionContext.switchToHttp.getRequest.session": { kind: "reading", origin: "claim" },
  },
}
