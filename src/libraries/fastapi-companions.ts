import type { Library } from "../model/library.ts"

// https://github.com/benavlabs/fastcrud/blob/main/fastcrud/exceptions/http_exceptions.py:
// HTTPException(status, detail), no headers.
function fastcrudError(status: number): Library["members"][string] {
  return { kind: "refusing-error", extends: "fastapi.HTTPException", status, challenge: false, detail: 0 }
}

export const fastcrud: Library = {
  name: "FastCRUD",
  packages: ["fastcrud"],
  modules: ["fastcrud"],
  members: {
    BadRequestException: fastcrudError(400),
    UnauthorizedException: fastcrudError(401),
    ForbiddenException: fastcrudError(403),
    NotFoundException: fastcrudError(404),
    DuplicateValueException: fastcrudError(422),
    UnprocessableEntityException: fastcrudError(422),
    RateLimitException: fastcrudError(429),
  },
}

// https://fastapi-users.github.io/fastapi-users/latest/usage/current-user/: HTTPException(401 or 403) without headers.
export const fastapiUsers: Library = {
  name: "FastAPI Users",
  packages: ["fastapi-users"],
  modules: ["fastapi_users"],
  members: {
    "FastAPIUsers.current_user": { kind: "refusing-gate", status: 401, challenge: false, yields: "identity" },
    "Authenticator.current_user": { kind: "refusing-gate", status: 401, challenge: false, yields: "identity" },
    UserNotExists: { kind: "failure", of: "lookup" },
    InvalidPasswordException: { kind: "failure", of: "validation" },
  },
}

// https://intility.github.io/fastapi-azure-auth/: the scheme object answers by itself.
export const fastapiAzureAuth: Library = {
  name: "FastAPI-Azure-auth",
  packages: ["fastapi-azure-auth"],
  modules: ["fastapi_azure_auth"],
  members: {
    SingleTenantAzureAuthorizationCodeBearer: {
      kind: "refusing-gate",
      status: 401,
      challenge: true,
      yields: "identity",
    },
    MultiTenantAzureAuthorizationCodeBearer: {
      kind: "refusing-gate",
      status: 401,
      challenge: true,
      yields: "identity",
    },
    InvalidAuth: { kind: "refusing-error", extends: "fastapi.HTTPException", status: 401, challenge: true, detail: 0 },
  },
}

const cookie = { kind: "reading", origin: "credential", carrier: "cookie" } as const

// https://fastapi.tiangolo.com/tutorial/handling-errors/#fastapis-httpexception-vs-starlettes-httpexception
export const fastapi: Library = {
  name: "FastAPI",
  packages: ["fastapi"],
  modules: ["fastapi"],
  members: { HTTPException: { kind: "failure", of: "authored", extends: "starlette.exceptions.HTTPException" } },
}

// https://www.starlette.io/requests/ and https://www.starlette.io/authentication/
export const starlette: Library = {
  name: "Starlette",
  packages: ["fastapi", "starlette"],
  modules: ["fastapi", "starlette"],
  members: {
    "Request.headers": { kind: "container", of: "headers" },
    "HTTPConnection.headers": { kind: "container", of: "headers" },
    "datastructures.Headers": { kind: "container", of: "headers" },
    // https://asgi.readthedocs.io/en/latest/specs/www.html#http-connection-scope
    "types.Scope.headers": { kind: "container", of: "headers" },
    "Request.cookies": cookie,
    "HTTPConnection.cookies": cookie,
    "Request.session": cookie,
    "Request.user": { kind: "reading", origin: "identity" },
    "HTTPConnection.session": cookie,
    "HTTPConnection.user": { kind: "reading", origin: "identity" },
    // https://www.starlette.io/middleware/#sessionmiddleware
    SessionMiddleware: {
      kind: "keyed",
      key: { position: 1, property: "secret_key" },
      signs: "sessions",
      takesEmpty: true,
    },
    "Request.auth.scopes": { kind: "reading", origin: "right" },
    "Request.query_params": { kind: "container", of: "input" },
    "Request.path_params": { kind: "container", of: "input" },
    OAuth2PasswordRequestForm: { kind: "reading", origin: "credential" },
    OAuth2PasswordRequestFormStrict: { kind: "reading", origin: "credential" },
    HTTPAuthorizationCredentials: { kind: "reading", origin: "credential" },
    HTTPBasicCredentials: { kind: "reading", origin: "credential" },
    "HTTPBearer.__call__": { kind: "reading", origin: "credential" },
    "HTTPBasic.__call__": { kind: "reading", origin: "credential" },
    "APIKeyHeader.__call__": { kind: "reading", origin: "credential" },
    "APIKeyCookie.__call__": { kind: "reading", origin: "credential" },
    "OAuth2PasswordBearer.__call__": { kind: "reading", origin: "credential" },
    "OAuth2.__call__": { kind: "reading", origin: "credential" },
    HTTPException: { kind: "failure", of: "authored" },
    WebSocketException: { kind: "failure", of: "authored" },
    RequestValidationError: { kind: "failure", of: "authored" },
    jsonable_encoder: { kind: "conversion", text: true },
    get_authorization_scheme_param: { kind: "reading", origin: "credential" },
    "SecurityScopes.scopes": { kind: "reading", origin: "right" },
    "SecurityScopes.scope_str": { kind: "reading", origin: "right" },
  },
}
