import { ruleTest } from "../support/rule-test.ts"

const nest = `import { CanActivate, ForbiddenException, HttpException, HttpStatus, Injectable, UnauthorizedException } from "@nestjs/common"
import { JwtService } from "@nestjs/jwt"
`

ruleTest("missing-challenge", {
  nestjs: {
    prelude: nest,
    file: "main.ts",
    loud: [
      `@Injectable()
export class AuthGuard implements CanActivate {
  constructor(private readonly jwt: JwtService) {}
  async canActivate(context) {
    const request = context.switchToHttp().getRequest()
    const token = request.headers.authorization
    if (!token) throw «new UnauthorizedException()»
    try {
      request.user = await this.jwt.verifyAsync(token)
    } catch {
      throw «new HttpException("bad token", HttpStatus.UNAUTHORIZED)»
    }
    return true
  }
}`,
      // The exception takes no headers.
      `export function need(token) {
  if (!token) throw «new HttpException("no", 401, { headers: { "WWW-Authenticate": "Bearer" } })»
}`,
    ],
    quiet: [
      `export function find(order) {
  if (!order) throw new HttpException("none", HttpStatus.NOT_FOUND)
}`,
    ],
  },
  fastify: {
    prelude: `import fastify from "fastify"\nconst app = fastify()\n`,
    file: "main.ts",
    loud: [
      `app.addHook("onRequest", async (request, reply) => {
  const token = request.headers.authorization
  if (!token) return «reply.code(401).send({ error: "no" })»
})`,
      `app.get("/", async (request, reply) => {
  if (!request.headers.authorization) return «reply.unauthorized("no")»
})`,
    ],
    quiet: [
      `app.addHook("onRequest", async (request, reply) => {
  if (!request.headers.authorization) return reply.code(401).header("WWW-Authenticate", "Bearer").send({})
})`,
    ],
  },
  koa: {
    prelude: `const Koa = require("koa")\nconst app = new Koa()\n`,
    file: "main.js",
    loud: [
      `app.use(async (ctx, next) => {
  const token = ctx.headers.authorization
  if (!token) «ctx.throw(401, "no token")»
  await next()
})`,
    ],
    quiet: [
      `app.use(async (ctx, next) => {
  if (!ctx.headers.authorization) ctx.throw(401, "no token", { headers: { "WWW-Authenticate": "Bearer" } })
  await next()
})`,
    ],
  },
  fetch: {
    prelude: `import { NextResponse } from "next/server"\nimport { HTTPException } from "hono/http-exception"\n`,
    file: "app/api/route.ts",
    loud: [
      `export async function GET(request: Request) {
  const token = request.headers.get("authorization")
  if (!token) return «new Response("no", { status: 401 })»
  return Response.json({})
}`,
      `export async function GET(request: Request) {
  const token = request.headers.get("authorization")
  if (!token) return «NextResponse.json({ error: "no" }, { status: 401 })»
}`,
      `export const gate = async (c, next) => {
  const token = c.req.header("authorization")
  if (!token) return «c.json({ error: "no" }, 401)»
  await next()
}`,
      `export const gate = async (c, next) => {
  if (!c.req.header("authorization")) throw «new HTTPException(401, { message: "no" })»
}`,
    ],
    quiet: [
      `const CHALLENGE = { "WWW-Authenticate": "Bearer" } as const
export async function GET(request: Request) {
  if (!request.headers.get("authorization")) return new Response("no", { status: 401, headers: { ...CHALLENGE } })
}`,
      `export async function GET(request: Request) {
  if (!request.headers.get("authorization")) return new Response("no", { status: 401, headers: headersFor(request) })
}`,
      `export const gate = async (c, next) => {
  if (!c.req.header("authorization")) return c.json({ error: "no" }, 401, { "WWW-Authenticate": "Bearer" })
}`,
      // Another server's answer is looked at.
      `export const load = async () => { const res = await fetch("/me"); if (res.status === 401) await renew() }`,
    ],
  },
})

ruleTest("unauthenticated-403", {
  nestjs: {
    prelude: nest,
    file: "main.ts",
    loud: [
      `export function need(request) {
  if (!request.headers.authorization) «throw new ForbiddenException("log in")»
}`,
    ],
    quiet: [
      `export function need(user, order) {
  if (order.ownerId !== user.id) throw new ForbiddenException("not yours")
}`,
    ],
  },
})
