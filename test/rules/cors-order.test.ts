import { ruleTest } from "../support/rule-test.ts"

const prelude = `
import jwt
from fastapi import APIRouter, Depends, FastAPI, HTTPException, Security
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import JSONResponse
from fastapi.security import HTTPBearer, OAuth2PasswordBearer, SecurityScopes
app = FastAPI()
@app.get("/a")
def a(): return 1
`

ruleTest("cors-order", {
  fastapi: {
    prelude,
    quiet: [
      // It is outermost: what is added last runs first.
      `
@app.middleware("http")
async def limit(request, call_next):
    if too_many(request): return JSONResponse({}, 429)
    return await call_next(request)
app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])`,
      // Nobody is there any more to read it.
      `
app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])
@app.middleware("http")
async def quiet(request, call_next):
    try: return await call_next(request)
    except RuntimeError:
        if await request.is_disconnected(): return JSONResponse({}, 499)
        raise`,
      // What runs outside answers nothing by itself.
      `
app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])
@app.middleware("http")
async def time(request, call_next):
    response = await call_next(request)
    response.headers["Server-Timing"] = "app"
    return response
app.add_middleware(GZipMiddleware)`,
    ],
    others: [
      // An error that nobody turns into an answer there ends as a 500, wherever CORS is.
      `
from starlette.authentication import AuthenticationBackend
from starlette.middleware.authentication import AuthenticationMiddleware
class ByKey(AuthenticationBackend):
    async def authenticate(self, conn):
        if is_down(): raise HTTPException(503, "Come back later")
        return None
app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])
app.add_middleware(AuthenticationMiddleware, backend=ByKey())`,
    ],
    loud: [
      `
«app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])»
@app.middleware("http")
async def limit(request, call_next):
    if too_many(request): return JSONResponse({}, 429)
    return await call_next(request)`,
    ],
  },
  django: {
    prelude: "",
    file: "harbour/settings.py",
    quiet: [],
    loud: [
      `
── harbour/settings.py
MIDDLEWARE = ["harbour.limit.Limit", «"corsheaders.middleware.CorsMiddleware"»]
── harbour/limit.py
from django.http import HttpRequest, HttpResponse
class Limit:
    def __init__(self, get_response): self.get_response = get_response
    def __call__(self, request: HttpRequest):
        if hits(request) > 100: return HttpResponse("slow down", status=429)
        return self.get_response(request)`,
    ],
  },
  mcp: {
    prelude: `
from mcp.server.fastmcp import FastMCP
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import JSONResponse
app = FastMCP("harbour").streamable_http_app()
class Limit(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        if hits(request) > 100: return JSONResponse({}, 429)
        return await call_next(request)
`,
    quiet: [`app.add_middleware(Limit)\napp.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])`],
    loud: [`«app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])»\napp.add_middleware(Limit)`],
  },
  express: {
    prelude: `import express from "express"
import cors from "cors"
const app = express()
function limit(req, res, next) {
  if (hits(req.ip) > 100) return res.status(429).json({ error: "slow down" })
  next()
}
`,
    file: "main.ts",
    quiet: [`app.use(cors({ origin: "https://a.example" }))\napp.use(limit)`],
    loud: [`app.use(limit)\n«app.use(cors({ origin: "https://a.example" }))»`],
  },
  koa: {
    prelude: `import Koa from "koa"
import cors from "@koa/cors"
const app = new Koa()
const limit = async (ctx, next) => {
  if (hits(ctx.ip) > 100) ctx.throw(429, "slow down")
  await next()
}
`,
    file: "main.ts",
    quiet: [`app.use(cors({ origin: "https://a.example" }))\napp.use(limit)`],
    loud: [`app.use(limit)\n«app.use(cors({ origin: "https://a.example" }))»`],
  },
  hono: {
    prelude: `import { Hono } from "hono"
import { cors } from "hono/cors"
const app = new Hono()
const limit = async (c, next) => {
  if (hits(c) > 100) return c.json({ error: "slow down" }, 429)
  await next()
}
`,
    file: "main.ts",
    quiet: [`app.use(cors({ origin: "https://a.example" }))\napp.use(limit)`],
    loud: [`app.use(limit)\n«app.use(cors({ origin: "https://a.example" }))»`],
  },
  nestjs: {
    prelude: `import { Module } from "@nestjs/common"
import { NestFactory } from "@nestjs/core"
@Module({})
class AppModule {}
function limit(req, res, next) {
  if (hits(req.ip) > 100) return res.status(429).json({ error: "slow down" })
  next()
}
`,
    file: "main.ts",
    quiet: [],
    loud: [
      `async function bootstrap() {
  const app = await NestFactory.create(AppModule)
  app.use(limit)
  «app.enableCors({ origin: "https://a.example" })»
  await app.listen(3000)
}`,
    ],
  },
})
