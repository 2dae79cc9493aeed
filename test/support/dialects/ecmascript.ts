import { type Dialect, indented, type Refusal } from "./dialect.ts"

const common = `import jwt from "jsonwebtoken"
import bcrypt from "bcrypt"
import axios from "axios"
import crypto from "node:crypto"
const secret = process.env.KEY
`

/** `{ "WWW-Authenticate": 'Bearer' }`, behind what leads to it. */
function headers({ challenge }: Refusal, before: string, after = ""): string {
  return challenge === undefined ? "" : `${before}{ "WWW-Authenticate": '${challenge}' }${after}`
}

function say({ text }: Refusal): string {
  return text ?? `"no"`
}

interface Parts {
  readonly file?: string
  readonly imports: string
  readonly opening: string
  readonly indent?: number
  readonly ending: string
}

function ecmascript(
  framework: string,
  { file = "main.ts", imports, opening, indent = 2, ending }: Parts,
  rest: Pick<Dialect, "header" | "field" | "refuse">,
): Dialect {
  return {
    framework,
    file,
    app: (top, body) => `${common}${imports}\n${top}\n${opening}\n${indented(body, indent)}\n${ending}\n`,
    ...rest,
  }
}

const answered = (one: Refusal) => `Response(${say(one)}, { status: ${one.status}${headers(one, ", headers: ")} })`

export const ecmascriptDialects: readonly Dialect[] = [
  ecmascript(
    "express",
    {
      imports: `import express from "express"\nconst app = express()`,
      opening: `app.post("/a", async (req, res) => {`,
      ending: "  res.json({})\n})",
    },
    {
      header: (name) => `req.headers["${name.toLowerCase()}"]`,
      field: (name) => `req.body.${name}`,
      refuse: (one) => `return res.status(${one.status})${headers(one, ".set(", ")")}.send(${say(one)})`,
    },
  ),
  ecmascript(
    "fastify",
    {
      imports: `import fastify from "fastify"\nconst app = fastify()`,
      opening: `app.post("/a", async (request, reply) => {`,
      ending: "  return {}\n})",
    },
    {
      header: (name) => `request.headers["${name.toLowerCase()}"]`,
      field: (name) => `request.body.${name}`,
      refuse: (one) => `return reply.code(${one.status})${headers(one, ".headers(", ")")}.send(${say(one)})`,
    },
  ),
  ecmascript(
    "koa",
    {
      imports: `import Koa from "koa"\nconst app = new Koa()`,
      opening: "app.use(async (ctx) => {",
      ending: "  ctx.body = {}\n})",
    },
    {
      header: (name) => `ctx.get("${name}")`,
      field: (name) => `ctx.request.body.${name}`,
      refuse: (one) => {
        const isOwn = one.text === undefined || one.text.startsWith('"')
        if (isOwn) return `ctx.throw(${one.status}, ${say(one)}${headers(one, ", { headers: ", " }")})`
        return `{ ctx.status = ${one.status}; ctx.body = ${say(one)}; return }`
      },
    },
  ),
  ecmascript(
    "hono",
    {
      imports: `import { Hono } from "hono"\nconst app = new Hono()`,
      opening: `app.post("/a", async (c) => {`,
      ending: "  return c.json({})\n})",
    },
    {
      header: (name) => `c.req.header("${name}")`,
      field: (name) => `(await c.req.json()).${name}`,
      refuse: (one) => `return c.text(${say(one)}, ${one.status}${headers(one, ", ")})`,
    },
  ),
  ecmascript(
    "nestjs",
    {
      imports: `import { Body, Controller, HttpException, Module, Post, Req, Res } from "@nestjs/common"
import { NestFactory } from "@nestjs/core"
import type { Request, Response } from "express"`,
      opening: `@Controller("a")
export class A {
  @Post()
  async a(@Req() request: Request, @Res({ passthrough: true }) response: Response, @Body() body: any) {`,
      indent: 4,
      ending: `    return {}
  }
}
@Module({ controllers: [A] })
class AppModule {}
NestFactory.create(AppModule).then((app) => app.listen(3000))`,
    },
    {
      header: (name) => `request.headers["${name.toLowerCase()}"]`,
      field: (name) => `body.${name}`,
      refuse: (one) => {
        const fail = `throw new HttpException(${say(one)}, ${one.status})`
        return one.challenge === undefined
          ? fail
          : `{ response.setHeader("WWW-Authenticate", '${one.challenge}'); ${fail} }`
      },
    },
  ),
  ecmascript(
    "next",
    {
      file: "app/api/a/route.ts",
      imports: `import { NextResponse } from "next/server"`,
      opening: "export async function POST(request: Request) {",
      ending: "  return NextResponse.json({})\n}",
    },
    {
      header: (name) => `request.headers.get("${name}")`,
      field: (name) => `(await request.json()).${name}`,
      refuse: (one) => `return new Next${answered(one)}`,
    },
  ),
]
