import type { Library } from "../model/library.ts"

/** Errors that hold their status as `status`, where Koa's own handler reads it. */
const statuses: Readonly<Record<string, number>> = {
  Failed: 400,
  ParametersException: 400,
  AuthFailed: 401,
  InvalidTokenException: 401,
  RefreshException: 401,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  FileTooLargeException: 413,
  FileTooManyException: 413,
  ExpiredTokenException: 422,
  LimitException: 401,
}

// https://github.com/TaleLin/lin-mizar/blob/master/src/exception/http-exception.ts and src/jwt/jwt.ts
export const linMizar: Library = {
  name: "lin-mizar",
  packages: ["lin-mizar"],
  modules: ["lin-mizar"],
  members: {
    ...Object.fromEntries(
      Object.entries(statuses).map(([name, status]) => [
        name,
        { kind: "refusing-error", extends: "globalThis.Error", status, challenge: false, detail: undefined } as const,
      ]),
    ),
    HttpException: { kind: "failure", of: "authored" },
    parseHeader: { kind: "verification" },
    verifyAccessToken: { kind: "verification" },
    verifyRefreshToken: { kind: "verification" },
    verify: { kind: "comparison" },
  },
}
