import type { Library, LibraryMember } from "../model/library.ts"

const headers = { kind: "container", of: "headers" } as const
const input = { kind: "container", of: "input" } as const
const credential = { kind: "reading", origin: "credential" } as const
const session = { kind: "reading", origin: "credential", carrier: "cookie", isSession: true } as const
const identity = { kind: "reading", origin: "identity" } as const
const authored = { kind: "failure", of: "authored" } as const

function answers(extended: string, status: number): LibraryMember {
  return { kind: "refusing-error", extends: extended, status, challenge: false, detail: 0 }
}

/** A key that is given by its name. */
function keyed(property: string): LibraryMember {
  return { kind: "keyed", key: { position: namedOnly, property } }
}

/** Behind all that may be given in order. */
const namedOnly = 99

// https://docs.litestar.dev/latest/reference/connection.html
export const litestar: Library = {
  name: "Litestar",
  packages: ["litestar"],
  modules: ["litestar"],
  members: {
    "ASGIConnection.headers": headers,
    "ASGIConnection.cookies": credential,
    "ASGIConnection.session": session,
    "ASGIConnection.user": identity,
    "ASGIConnection.auth": { kind: "reading", origin: "claim" },
    "ASGIConnection.query_params": input,
    "Request.headers": headers,
    "Request.cookies": credential,
    "Request.session": session,
    "Request.user": identity,
    "Request.auth": { kind: "reading", origin: "claim" },
    "Request.query_params": input,
    HTTPException: authored,
    NotAuthorizedException: answers("litestar.exceptions.HTTPException", 401),
    PermissionDeniedException: answers("litestar.exceptions.HTTPException", 403),
    NotFoundException: answers("litestar.exceptions.HTTPException", 404),
    ClientException: answers("litestar.exceptions.HTTPException", 400),
    ValidationException: { kind: "failure", of: "validation" },
    JWTAuth: keyed("token_secret"),
    JWTCookieAuth: keyed("token_secret"),
    OAuth2PasswordBearerAuth: keyed("token_secret"),
    CookieBackendConfig: keyed("secret"),
  },
}

// https://docs.aiohttp.org/en/stable/web_reference.html
export const aiohttpServer: Library = {
  name: "aiohttp server",
  packages: ["aiohttp"],
  modules: ["aiohttp"],
  members: {
    "web.Request.headers": headers,
    "web.Request.cookies": credential,
    "web.Request.query": input,
    "web.Request.match_info": input,
    "web.HTTPException": authored,
    "web.HTTPUnauthorized": answers("aiohttp.web.HTTPException", 401),
    "web.HTTPForbidden": answers("aiohttp.web.HTTPException", 403),
    "web.HTTPNotFound": answers("aiohttp.web.HTTPException", 404),
    "web.HTTPBadRequest": answers("aiohttp.web.HTTPException", 400),
  },
}

// https://sanic.dev/en/guide/basics/request.html
export const sanic: Library = {
  name: "Sanic",
  packages: ["sanic"],
  modules: ["sanic"],
  members: {
    "Request.headers": headers,
    "Request.cookies": credential,
    "Request.token": credential,
    "Request.credentials": credential,
    "Request.args": input,
    "Request.form": input,
    "Request.json": input,
    SanicException: authored,
    ServerError: { ...authored, extends: "sanic.exceptions.SanicException" },
    BadRequest: { ...authored, extends: "sanic.exceptions.SanicException" },
    ServiceUnavailable: { ...authored, extends: "sanic.exceptions.SanicException" },
    Unauthorized: answers("sanic.exceptions.SanicException", 401),
    Forbidden: answers("sanic.exceptions.SanicException", 403),
    NotFound: answers("sanic.exceptions.SanicException", 404),
  },
}

// https://falcon.readthedocs.io/en/stable/api/request_and_response_wsgi.html
export const falcon: Library = {
  name: "Falcon",
  packages: ["falcon"],
  modules: ["falcon"],
  members: {
    "Request.auth": credential,
    "Request.headers": headers,
    "Request.get_header": headers,
    "Request.cookies": credential,
    "Request.params": input,
    HTTPError: authored,
    HTTPUnauthorized: answers("falcon.HTTPError", 401),
    HTTPForbidden: answers("falcon.HTTPError", 403),
    HTTPNotFound: answers("falcon.HTTPError", 404),
  },
}

// https://www.tornadoweb.org/en/stable/web.html
export const tornado: Library = {
  name: "Tornado",
  packages: ["tornado"],
  modules: ["tornado"],
  members: {
    "RequestHandler.current_user": identity,
    "RequestHandler.get_current_user": identity,
    "RequestHandler.get_cookie": credential,
    "RequestHandler.get_secure_cookie": credential,
    "RequestHandler.get_signed_cookie": credential,
    "RequestHandler.request.headers": headers,
    authenticated: { kind: "refusing-gate", status: 403, challenge: false, yields: "identity" },
    HTTPError: authored,
    // https://www.tornadoweb.org/en/stable/guide/security.html#cookies-and-signed-cookies
    "web.Application": keyed("cookie_secret"),
  },
}
