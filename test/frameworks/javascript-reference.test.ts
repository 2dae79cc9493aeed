import { expressPrelude } from "../support/express-prelude.ts"
import { runs } from "../support/marked-cases.ts"

// Row by row: Hono, Koa, NestJS and Next.js, what is no answer at all, and what is right. A line that ends in a mark is
// one on which that rule speaks; nothing else does.

const missing = "// #! missing-challenge"
const express = (code: string) => `── main.js\n${expressPrelude}${code}`
const hono = (code: string) => `── main.ts
import { Hono } from "hono"
import { cors } from "hono/cors"
import { bearerAuth } from "hono/bearer-auth"
import { HTTPException } from "hono/http-exception"
const app = new Hono()
${code}`
const koa = (code: string) => `── main.js
const Koa = require("koa")
const Router = require("@koa/router")
const cors = require("@koa/cors")
const createError = require("http-errors")
const jwt = require("jsonwebtoken")
const app = new Koa()
${code}`
const nest = (code: string) => `── main.ts
import { Catch, CanActivate, Controller, ExecutionContext, ForbiddenException, Get, Header, HttpCode, HttpException, HttpStatus, Injectable, InternalServerErrorException, Module, UnauthorizedException, UseGuards } from "@nestjs/common"
import { BaseExceptionFilter, NestFactory } from "@nestjs/core"
import { JwtService } from "@nestjs/jwt"
${code}`
const next = (code: string) => `── app/api/x/route.ts
import { NextRequest, NextResponse } from "next/server"
import * as jose from "jose"
${code}`

runs("Hono", [
  [
    "the status that sticks",
    hono(`app.use(async (c, next) => {
  if (!c.req.header("authorization")) { c.status(401); return c.json({}) } ${missing}
  await next()
})`),
  ],
  [
    "options with headers",
    hono(`app.use(async (c, next) => {
  if (!c.req.header("authorization")) return c.json({}, { status: 401, headers: { "WWW-Authenticate": "Bearer" } })
  await next()
})`),
  ],
  [
    "a header in front",
    hono(`app.use(async (c, next) => {
  c.header("WWW-Authenticate", "Bearer")
  if (!c.req.header("authorization")) return c.text("no", 401)
  await next()
})`),
  ],
  [
    "an exception with an answer",
    hono(`app.use(async (c, next) => {
  if (!c.req.header("authorization"))
    throw new HTTPException(401, { res: new Response("no", { status: 401, headers: { "WWW-Authenticate": "Bearer" } }) })
  await next()
})`),
  ],
  [
    "an outer middleware that adds it",
    hono(`app.use(async (c, next) => {
  await next()
  if (c.res.status === 401) c.res.headers.set("WWW-Authenticate", "Bearer")
})
app.get("/", (c) => c.req.header("authorization") ? c.json({}) : c.json({}, 401))`),
  ],
  // Only what has an answer of its own is one.
  [
    "a plain error with a status",
    hono(`app.use(async (c, next) => {
  if (!c.req.header("authorization")) throw Object.assign(new Error("no"), { status: 401 })
  await next()
})`),
  ],
  [
    "a description",
    hono(`import { createRoute } from "@hono/zod-openapi"
const route = createRoute({ method: "get", path: "/x", responses: { 401: { description: "no" } } })`),
  ],
  [
    "CORS in one call with auth",
    hono(`app.use("/api/*", bearerAuth({ token: process.env.KEY }), cors()) // #! auth-on-options`),
  ],
  ["CORS first in one call", hono(`app.use("/api/*", cors(), bearerAuth({ token: process.env.KEY }))`)],
  [
    "a sub-app in front of CORS",
    hono(`const sub = new Hono()
sub.use(bearerAuth({ token: process.env.KEY })) // #! auth-on-options
app.route("/s", sub)
app.use(cors())`),
  ],
  [
    "a handler of one method",
    hono(`app.get("/x", bearerAuth({ token: process.env.KEY }), (c) => c.json({}))
app.use(cors())`),
  ],
  [
    "headers of the exception copied",
    hono(`app.onError((err, c) => {
  if (err instanceof HTTPException) {
    err.res?.headers.forEach((value, name) => c.header(name, value))
    return c.json({ error: err.message }, err.status)
  }
  return c.json({}, 500)
})`),
  ],
  [
    "the cause of an exception",
    hono(`app.get("/", async (c) => {
  try { return c.json(await load()) } catch (e) { throw new HTTPException(500, { message: "sorry", cause: e }) }
})`),
  ],
])

runs("Koa", [
  // What is set before a throw is wiped.
  [
    "a header in front of a throw",
    koa(`app.use(async (ctx, next) => {
  ctx.set("WWW-Authenticate", "Bearer")
  if (!ctx.get("Authorization")) ctx.throw(401, "no") ${missing}
  await next()
})`),
  ],
  [
    "a header in front of an answer",
    koa(`app.use(async (ctx, next) => {
  ctx.set("WWW-Authenticate", "Bearer")
  if (!ctx.get("Authorization")) { ctx.status = 401; ctx.body = {}; return }
  await next()
})`),
  ],
  [
    "response.status",
    koa(`app.use(async (ctx, next) => {
  if (!ctx.get("Authorization")) { ctx.response.status = 401; ctx.body = {}; return } ${missing}
  await next()
})`),
  ],
  [
    "a thrown error with headers",
    koa(`app.use(async (ctx, next) => {
  if (!ctx.get("Authorization")) throw createError(401, "no", { headers: { "WWW-Authenticate": "Bearer" } })
  await next()
})`),
  ],
  [
    "an error with a status",
    koa(`app.use(async (ctx, next) => {
  if (!ctx.get("Authorization")) throw Object.assign(new Error("no"), { status: 401 }) ${missing}
  await next()
})`),
  ],
  [
    "a code that nobody reads",
    koa(`app.use(async (ctx, next) => {
  if (!ctx.get("Authorization")) throw Object.assign(new Error("no"), { code: 401 })
  await next()
})`),
  ],
  ["a body that says 401", koa(`app.use(async (ctx) => { ctx.body = { code: 401 } })`)],
  [
    "the text of what was thrown",
    koa(`app.use(async (ctx, next) => {
  try { ctx.state.user = jwt.verify(ctx.get("Authorization"), process.env.KEY) }
  catch (err) { ctx.throw(401, err.message, { headers: { "WWW-Authenticate": "Bearer" } }) } // #! leaky-detail
  await next()
})`),
  ],
  [
    "every error's text",
    koa(`app.use(async (ctx, next) => {
  try { await next() } catch (err) {
    ctx.set(err.headers ?? {})
    ctx.status = err.status ?? 500 // #! leaky-detail
    ctx.body = { error: err.message }
  }
})`),
  ],
  [
    "a router's own middleware",
    koa(`const router = new Router()
router.use(async (ctx, next) => {
  if (!ctx.get("Authorization")) ctx.throw(401, "no", { headers: { "WWW-Authenticate": "Bearer" } })
  await next()
})
router.get("/", (ctx) => { ctx.body = {} })
app.use(router.routes()).use(cors())`),
  ],
  [
    "a catch that keeps the headers",
    koa(
      `app.use(async (ctx, next) => { try { await next(); } catch (e) { ctx.set(e.headers ?? {}); ctx.status = e.status ?? 500; ctx.body = { e: e.expose ? e.message : 'error' }; } });`,
    ),
  ],
])

const guard = (body: string) =>
  nest(`@Injectable()
export class TokenGuard implements CanActivate {
  constructor(private readonly jwt: JwtService) {}
  async canActivate(context: ExecutionContext) {
    const http = context.switchToHttp(), request = http.getRequest()
${body}
    return true
  }
}`)

runs("NestJS", [
  [
    "a guard that says no to nobody",
    guard(`    if (!request.headers.authorization) return false // #! unauthenticated-403`),
  ],
  [
    "a guard that says no to a bad token",
    guard(
      `    try { request.user = await this.jwt.verifyAsync(request.headers.authorization) } catch { return false } // #! unauthenticated-403`,
    ),
  ],
  [
    "a header in front of the exception",
    guard(
      `    if (!request.headers.authorization) { http.getResponse().header("WWW-Authenticate", "Bearer"); throw new UnauthorizedException() }`,
    ),
  ],
  [
    "a forbidden token",
    guard(
      `    try { request.user = await this.jwt.verifyAsync(request.headers.authorization) } catch (e) { throw new ForbiddenException() } // #! unauthenticated-403`,
    ),
  ],
  [
    "the verifier's words",
    guard(
      `    try { request.user = await this.jwt.verifyAsync(request.headers.authorization) } catch (e) { throw new UnauthorizedException(e.message) } // #! leaky-detail, missing-challenge`,
    ),
  ],
  [
    "the cause is not sent",
    guard(`    try { await load() } catch (e) { throw new InternalServerErrorException("sorry", { cause: e }) }`),
  ],
  [
    "any error's words",
    guard(
      `    try { await load() } catch (e) { throw new InternalServerErrorException(e.message) } // #! leaky-detail`,
    ),
  ],
  [
    "roles",
    nest(`@Injectable()
export class RolesGuard implements CanActivate {
  canActivate(context: ExecutionContext) {
    const { user } = context.switchToHttp().getRequest()
    return ["admin"].some((role) => user.roles.includes(role))
  }
}`),
  ],
  [
    "roles that answer 401",
    nest(`@Injectable()
export class RolesGuard implements CanActivate {
  canActivate(context: ExecutionContext) {
    const { user } = context.switchToHttp().getRequest()
    if (!user.roles.includes("admin")) throw new UnauthorizedException("Insufficient role") // #! scope-check-401
    return true
  }
}`),
  ],
  [
    "a description",
    nest(`import { ApiResponse, ApiUnauthorizedResponse } from "@nestjs/swagger"
@Controller()
export class Things {
  @ApiUnauthorizedResponse({ description: "token missing" })
  @ApiResponse({ status: 403 })
  @Get() list() { return [] }
}`),
  ],
  [
    "an answer over a socket",
    nest(`import { GqlExecutionContext } from "@nestjs/graphql"
@Injectable()
export class GqlGuard implements CanActivate {
  canActivate(context: ExecutionContext) {
    const { req } = GqlExecutionContext.create(context).getContext()
    if (!req.headers.authorization) throw new UnauthorizedException()
    return true
  }
}`),
  ],
  [
    "a filter that adds the challenge",
    nest(`@Catch(UnauthorizedException)
class Challenge extends BaseExceptionFilter {
  catch(exception, host) {
    host.switchToHttp().getResponse().header("WWW-Authenticate", "Bearer")
    super.catch(exception, host)
  }
}
@Injectable()
export class TokenGuard implements CanActivate {
  canActivate(context: ExecutionContext) {
    if (!context.switchToHttp().getRequest().headers.authorization) throw new UnauthorizedException()
    return true
  }
}
@Controller() @UseGuards(TokenGuard) class Things { @Get() all() { return [] } }
@Module({ controllers: [Things] }) class AppModule {}
const app = await NestFactory.create(AppModule)
app.useGlobalFilters(new Challenge())`),
  ],
])

runs("Next.js", [
  [
    "a thrown error is a 500",
    next(`export async function GET(request: Request) {
  if (!request.headers.get("authorization")) throw Object.assign(new Error("no"), { status: 401 })
  return Response.json({})
}`),
  ],
  [
    "headers put on the answer",
    next(`export async function GET(request: Request) {
  const refused = NextResponse.json({}, { status: 401 })
  refused.headers.set("WWW-Authenticate", "Bearer")
  if (!request.headers.get("authorization")) return refused
  return NextResponse.json({})
}`),
  ],
  [
    "the most common leak",
    next(`export async function GET() {
  try { return NextResponse.json(await load()) } catch (e) {
    return NextResponse.json({ error: (e as Error).message }, { status: 500 }) // #! leaky-detail
  }
}`),
  ],
  [
    "text of an error or something else",
    next(`export async function GET() {
  try { return NextResponse.json(await load()) } catch (e) {
    return NextResponse.json({ error: e instanceof Error ? e.message : "x" }, { status: 500 }) // #! leaky-detail
  }
}`),
  ],
  [
    "somebody else's document",
    next(`export async function GET(request: NextRequest) {
  const { payload } = await jose.jwtVerify(request.headers.get("authorization"), key)
  const doc = await find(request.nextUrl.pathname)
  if (doc.ownerId !== payload.sub) return NextResponse.json({}, { status: 401 }) // #! scope-check-401
  return NextResponse.json(doc)
}`),
  ],
  [
    "a document that is hidden",
    next(`export async function GET(request: NextRequest) {
  const { payload } = await jose.jwtVerify(request.headers.get("authorization"), key)
  const doc = await find(request.nextUrl.pathname)
  if (doc.ownerId !== payload.sub) return NextResponse.json({}, { status: 404 })
  return NextResponse.json(doc)
}`),
  ],
  [
    "a wrapper around a handler",
    next(`const withAuth = (handler) => async (request: Request) => {
  if (!request.headers.get("authorization")) return Response.json({}, { status: 401 }) ${missing}
  return handler(request)
}
export const GET = withAuth(async () => Response.json({}))`),
  ],
  [
    "headers that are spread",
    next(`const CHALLENGE = { "WWW-Authenticate": "Bearer" } as const
const noStore = { "Cache-Control": "no-store" }
export async function GET(request: Request) {
  if (!request.headers.get("authorization")) return NextResponse.json({}, { status: 401, headers: { ...noStore, ...CHALLENGE } })
  return Response.json({})
}`),
  ],
  [
    "headers in a list of pairs",
    next(`export async function GET(request: Request) {
  if (!request.headers.get("authorization")) return new Response("no", { status: 401, headers: [["WWW-Authenticate", "Bearer"]] })
  return Response.json({})
}`),
  ],
  [
    "headers in an object of their own",
    next(`export async function GET(request: Request) {
  const headers = new Headers({ "WWW-Authenticate": "Bearer" })
  if (!request.headers.get("authorization")) return new Response("no", { status: 401, headers })
  return Response.json({})
}`),
  ],
  [
    "a copy of an answer",
    next(`export async function GET(request: Request) {
  const upstream = await fetch("https://api.example")
  return new Response(upstream.body, upstream)
}`),
  ],
])

runs("what is no answer", [
  [
    "a client that looks at a status",
    express(`const axios = require("axios")
axios.interceptors.response.use((r) => r, async (e) => {
  if (e.response?.status === 401) { await renew(); return axios(e.config) }
  return Promise.reject(e)
})`),
  ],
  [
    "another server's refusal",
    express(`app.get("/", async (req, res) => {
  const up = await fetch("https://billing.example")
  if (up.status === 401) throw new Error("billing key rotated")
  res.json(await up.json())
})`),
  ],
  [
    "another server's status passed on",
    express(`app.get("/", async (req, res) => {
  const up = await fetch("https://billing.example", { headers: req.headers })
  res.status(up.status).send(await up.text())
})`),
  ],
  [
    "a component",
    `── app/gate.tsx
'use client'
import { NextResponse } from "next/server"
export function Gate({ code }) { return code === 403 ? <NoAccess /> : <Login status={401} /> }`,
  ],
  [
    "a mock",
    `── mocks.ts
import { http, HttpResponse } from "msw"
import { NextResponse } from "next/server"
export const handlers = [http.get("/me", () => new HttpResponse(null, { status: 401 }))]`,
  ],
  [
    "types, enums and maps",
    express(`const Code = { Unauthorized: 401, Forbidden: 403 }
const TEXT = { 401: "Unauthorized", 403: "Forbidden" }
function log(err) { switch (err.status) { case 401: console.log(TEXT[401]) } }`),
  ],
  [
    "a body that says 401",
    express(
      `app.get("/", (req, res) => { if (!req.headers.authorization) return res.json({ code: 401 }); res.json({}) })`,
    ),
  ],
  [
    "a row that says 401",
    express(`app.post("/", async (req, res) => { await audit.insert({ status: 401 }); res.json({}) })`),
  ],
  [
    "an error of GraphQL",
    express(`const { GraphQLError } = require("graphql")
const me = (_, __, { user }) => { if (!user) throw new GraphQLError("login first", { extensions: { code: "UNAUTHENTICATED" } }) }`),
  ],
  [
    "a socket that is closed",
    express(`const { WebSocketServer } = require("ws")
const server = new WebSocketServer({ port: 1 })
server.on("connection", (ws, req) => { if (!req.headers.authorization) ws.close(4401) })`),
  ],
  [
    "a page to log in",
    express(`app.use((req, res, next) => { if (!req.session.uid) return res.redirect("/login"); next() })`),
  ],
])

runs("who is asked", [
  [
    "a session in a cookie",
    express(`app.use((req, res, next) => {
  if (!req.session.uid) return res.status(401).json({ login: "/login" }) ${missing}
  next()
})`),
  ],
  [
    "a predicate that knows who asks",
    express(`app.delete("/:id", (req, res) => req.user.id === req.params.id ? res.json({}) : res.sendStatus(403))`),
  ],
  [
    "an early return before a question of rights",
    next(`import { auth } from "next-auth"
export async function GET() {
  const session = await auth()
  if (!session) return new Response(null, { status: 401, headers: { "WWW-Authenticate": "Session" } })
  if (!session.user?.isAdmin) return new Response(null, { status: 403 })
  return Response.json({})
}`),
  ],
  [
    "a result that says how to refuse",
    next(`async function gate(request: Request) {
  if (!request.headers.get("authorization")) return { ok: false, status: 401, message: "no" }
  return { ok: true, status: 200, message: "" }
}
export async function GET(request: Request) {
  const g = await gate(request)
  if (!g.ok) return Response.json({ m: g.message }, { status: g.status }) ${missing}
  return Response.json({})
}`),
  ],
  [
    "what an own error says",
    express(`class AppError extends Error { constructor(message, status) { super(message); this.status = status } }
app.use((err, req, res, next) => {
  if (err instanceof AppError) return res.status(err.status).json({ error: err.message })
  next(err)
})`),
  ],
  [
    "what is wrong with the input",
    express(`const { z } = require("zod")
app.post("/", (req, res) => {
  try { z.object({}).parse(req.body) } catch (err) { if (err instanceof z.ZodError) return res.status(400).json(err.flatten()); throw err }
  res.json({})
})`),
  ],
  [
    "a number in the log",
    express(`app.get("/", async (req, res) => {
  try { res.json(await load()) } catch (err) { const id = crypto.randomUUID(); console.error({ id, err }); res.status(500).json({ id }) }
})`),
  ],
  [
    "a stack for developers",
    express(`const isProd = process.env.NODE_ENV === "production"
app.get("/", async (req, res) => {
  try { res.json(await load()) } catch (err) { res.status(500).json({ error: "no", ...(isProd ? {} : { stack: err.stack }) }) }
})`),
  ],
  [
    "a stack for everybody else",
    express(`const isProd = process.env.NODE_ENV === "production"
app.get("/", async (req, res) => {
  try { res.json(await load()) } catch (err) { res.status(500).json({ error: "no", ...(isProd ? { stack: err.stack } : {}) }) } // #! leaky-detail
})`),
  ],
])

runs("what is right", [
  [
    "Express",
    express(`const WEB = "https://web.example", CH = 'Bearer realm="api"'
app.use(cors({ origin: [WEB], credentials: true }));
app.use(async (req, res, next) => {
  const [scheme, tok] = (req.get('authorization') ?? '').split(' ');
  if (scheme !== 'Bearer' || !tok) throw createError(401, 'Authentication required', { headers: { 'WWW-Authenticate': CH } });
  try { req.user = await verify(tok); }
  catch { throw createError(401, 'Invalid token', { headers: { 'WWW-Authenticate': \`\${CH}, error="invalid_token"\` } }); }
  next();
});
app.get('/me', (req, res, next) => req.user.role === 'admin' ? next() : next(createError(403, 'Insufficient role')), show);
app.use((err, req, res, next) => {
  if (res.headersSent) return next(err);
  if (err.headers) res.set(err.headers);
  res.status(err.status ?? 500).json({ error: err.expose ? err.message : 'Internal error' });
});`),
  ],
  [
    "Fastify",
    `── main.ts
import fastify from "fastify"
import cors from "@fastify/cors"
const app = fastify(), WEB = "https://web.example", CH = "Bearer"
app.register(cors, { origin: [WEB] });
app.addHook('onRequest', async (req, reply) => {
  const tok = req.headers.authorization?.replace(/^Bearer /, '');
  const user = tok && await verify(tok).catch(() => null);
  if (!user) return reply.code(401).header('WWW-Authenticate', CH).send({ error: 'Authentication required' });
  req.user = user;
});
app.setErrorHandler((err, req, reply) => {
  const code = err.statusCode ?? 500;
  if (err.headers) reply.headers(err.headers);
  return reply.code(code).send({ error: code < 500 ? err.message : 'Internal error' });
});`,
  ],
  [
    "Hono",
    hono(`const WEB = "https://web.example"
app.use(cors({ origin: [WEB] }));
app.use(bearerAuth({ realm: 'api', verifyToken: async (t, c) => { const u = await verify(t).catch(() => null); c.set('user', u); return u !== null; } }));
app.get('/me', (c) => c.get('user').role === 'admin' ? c.json({}) : c.json({ error: 'Insufficient role' }, 403));
app.onError((err, c) => err instanceof HTTPException ? err.getResponse() : c.json({ error: 'Internal error' }, 500));`),
  ],
  [
    "Koa",
    koa(`const ALLOWED = new Set(["https://web.example"]), CH = "Bearer"
app.use(cors({ origin: (ctx) => ALLOWED.has(ctx.get('Origin')) ? ctx.get('Origin') : '' }));
app.use(async (ctx, next) => {
  const user = await verify(ctx.get('Authorization').slice(7)).catch(() => null);
  if (!user) ctx.throw(401, 'Authentication required', { headers: { 'WWW-Authenticate': CH } });
  ctx.state.user = user;
  await next();
});`),
  ],
  [
    "NestJS",
    nest(`@Injectable() export class BearerGuard implements CanActivate {
  constructor(private readonly tokens: TokenService) {}
  async canActivate(ctx: ExecutionContext) {
    const http = ctx.switchToHttp(), req = http.getRequest();
    const user = await this.tokens.tryVerify(req.headers.authorization);
    if (!user) { http.getResponse().header('WWW-Authenticate', 'Bearer realm="api"'); throw new UnauthorizedException(); }
    req.user = user; return true;
  }
}`),
  ],
  [
    "Next.js",
    `── proxy.ts
import { NextRequest, NextResponse } from "next/server"
import { corsHeaders } from "./cors"
export function proxy(req: NextRequest) {
  if (req.method === 'OPTIONS') return new NextResponse(null, { status: 204, headers: corsHeaders(req) });
  if (!req.headers.get('authorization')) return NextResponse.json({ error: 'auth' }, { status: 401, headers: { ...corsHeaders(req), 'WWW-Authenticate': 'Bearer' } });
  return NextResponse.next();
}
export const config = { matcher: ['/api/:path*'] };`,
  ],
])
