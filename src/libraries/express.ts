import type { Library } from "../model/library.ts"

const first = { kind: "transparent", argument: 0 } as const

// https://expressjs.com/en/5x/api.html#req, and what passport, express-jwt, express-session and cookie-parser put on it.
export const express: Library = {
  name: "Express",
  packages: ["express"],
  modules: ["express"],
  members: {
    Request: { kind: "container", of: "headers" },
    "Request.headers": { kind: "container", of: "headers" },
    "Request.header": { kind: "container", of: "headers" },
    "Request.cookies": { kind: "container", of: "headers" },
    "Request.signedCookies": { kind: "container", of: "headers" },
    "Request.body": { kind: "container", of: "input" },
    "Request.query": { kind: "container", of: "input" },
    "Request.params": { kind: "container", of: "input" },
    "Request.user": { kind: "reading", origin: "identity" },
    "Request.isAuthenticated": { kind: "reading", origin: "identity" },
    "Request.auth": { kind: "reading", origin: "identity" },
    "Request.session": { kind: "reading", origin: "claim" },
  },
}

// https://github.com/Abazhenov/express-async-handler and its likes hand errors to `next`.
export const asyncHandlers: Library = {
  name: "async handlers",
  packages: ["express-async-handler", "express-async-wrap", "async-express-decorator"],
  modules: ["express-async-handler", "express-async-wrap"],
  members: { default: first },
}

// https://github.com/jshttp/on-headers
export const onHeaders: Library = {
  name: "on-headers",
  packages: ["on-headers"],
  modules: ["on-headers"],
  members: { default: { kind: "callback", challenge: false } },
}

// https://docs.nestjs.com/controllers, https://fastify.dev/docs/latest/Reference/Request, https://koajs.com/#context,
// https://hono.dev/docs/api/request: what other frameworks call the same things.
export const contexts: Library = {
  name: "contexts of Koa and Hono",
  packages: ["koa", "hono"],
  modules: ["koa", "hono"],
  members: {
    "Context.headers": { kind: "container", of: "headers" },
    "Context.header": { kind: "container", of: "headers" },
    "Context.request.headers": { kind: "container", of: "headers" },
    "Context.request.header": { kind: "container", of: "headers" },
    "Context.request.body": { kind: "container", of: "input" },
    "Context.cookies.get": { kind: "container", of: "headers" },
    "Context.req.header": { kind: "container", of: "headers" },
    "Context.req.headers": { kind: "container", of: "headers" },
    "Context.state.user": { kind: "reading", origin: "identity" },
    "Context.session": { kind: "reading", origin: "claim" },
  },
}

// https://koajs.com/#request: in Hono `c.get` gives what an earlier middleware has set.
export const koaContext: Library = {
  name: "the context of Koa",
  packages: ["koa"],
  modules: ["koa"],
  members: { Context: { kind: "container", of: "headers" } },
}

const cookie = { kind: "reading", origin: "credential", carrier: "cookie" } as const

// https://hono.dev/docs/helpers/cookie and https://hono.dev/docs/helpers/jwt
export const honoHelpers: Library = {
  name: "helpers of Hono",
  packages: ["hono"],
  modules: ["hono/cookie", "hono/jwt"],
  members: {
    getCookie: cookie,
    getSignedCookie: cookie,
    verify: { kind: "verification", key: 1 },
    jwt: { kind: "keyed", key: { position: 0, property: "secret" } },
    verifyWithJwks: { kind: "verification" },
    JwtTokenInvalid: { kind: "failure", of: "verification" },
    JwtTokenExpired: { kind: "failure", of: "verification" },
    JwtTokenSignatureMismatched: { kind: "failure", of: "verification" },
  },
}
