import { ruleTest } from "../support/rule-test.ts"

const prelude = `
import jwt
from fastapi import APIRouter, Depends, FastAPI, HTTPException, Security
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import JSONResponse
from fastapi.security import HTTPBearer, OAuth2PasswordBearer, SecurityScopes
app = FastAPI()
@app.get("/me")
def me(given=Depends(HTTPBearer())): return given
`

ruleTest("challenge-not-exposed", {
  fastapi: {
    prelude,
    quiet: [
      `
app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"], expose_headers=["www-authenticate"])`,
      // What is exposed is set elsewhere.
      `
app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"], expose_headers=load("exposed"))`,
      `
app.add_middleware(CORSMiddleware, **options)`,
      `
app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"], expose_headers=["*"])`,
    ],
    loud: [
      // A class of security that never refuses leaves it to the project.
      `
optional = HTTPBearer(auto_error=False)
@app.get("/crane")
def crane(given=Depends(optional)):
    if given is None: raise HTTPException(401, "Who is it?", {"WWW-Authenticate": "Bearer"})
    return given
«app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])»`,
      `
«app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])»`,
      `
«app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"], expose_headers=["X-Total"])»`,
    ],
  },
  starlette: {
    prelude: `
from fastapi import Depends, FastAPI, HTTPException
from fastapi.middleware.cors import CORSMiddleware
from fastapi.security import HTTPBearer
app = FastAPI()
`,
    quiet: [
      // What somebody else fills in is no challenge that anybody gets.
      `
@app.get("/crane")
def crane(key: str):
    if key != "a": raise HTTPException(401, "no", headers=headers_of(key))
    return 1
app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])`,
      // Most of its refusals carry none: those come first.
      `
@app.get("/crane")
def crane(key: str):
    if key != "a": raise HTTPException(401, "no") # gatelint: ignore[missing-challenge]
    return 1
@app.get("/berth")
def berth(key: str):
    if key != "a": raise HTTPException(401, "no") # gatelint: ignore[missing-challenge]
    return 1
@app.get("/metrics")
def metrics(key: str):
    if key != "a": raise HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})
    return 1
app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])`,
      // Another app of the project sends one.
      `
inner = FastAPI()
@inner.get("/crane")
def crane(key: str):
    if key != "a": raise HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})
    return 1
app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])`,
      // Which of FastAPI's versions it runs with, and so whether it sends one, is not known.
      `
── requirements.txt
fastapi>=0.115
── main.py
@app.get("/crane")
def crane(given=Depends(HTTPBearer())): return given
app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])`,
    ],
    others: [
      // The scheme refuses nobody, and the 401 that does brings no challenge.
      `
optional = HTTPBearer(auto_error=False)
@app.get("/crane")
def crane(given=Depends(optional)):
    if given is None: raise HTTPException(401, "Who is it?")
    return given
app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])`,
    ],
    loud: [
      `
── requirements.txt
fastapi>=0.122
── main.py
@app.get("/crane")
def crane(given=Depends(HTTPBearer())): return given
«app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])»`,
    ],
  },
  flask: {
    prelude: `from flask import Flask, make_response, request
from flask_cors import CORS
app = Flask(__name__)
@app.get("/a")
def a():
    if not request.headers.get("Authorization"): return make_response("no", 401, {"WWW-Authenticate": "Bearer"})
    return {}
`,
    quiet: [`CORS(app, expose_headers=["WWW-Authenticate"])`, `CORS(app, expose_headers="*")`],
    loud: ["«CORS(app)»", `«CORS(app, expose_headers=["X-Total"])»`],
  },
  quart: {
    prelude: `from quart import Quart, Response, request
from quart_cors import cors
app = Quart(__name__)
@app.get("/a")
async def a():
    if not request.headers.get("Authorization"): return Response("no", 401, {"WWW-Authenticate": "Bearer"})
    return {}
`,
    quiet: [`app = cors(app, expose_headers=["WWW-Authenticate"])`],
    loud: [`app = «cors(app, allow_origin="https://a.example")»`],
  },
  sanic: {
    prelude: `from sanic import Sanic, text
from sanic_cors import CORS
app = Sanic("harbour")
@app.get("/a")
async def a(request):
    if not request.token: return text("no", 401, {"WWW-Authenticate": "Bearer"})
    return text("ok")
`,
    quiet: [`CORS(app, expose_headers=["WWW-Authenticate"])`],
    loud: [`«CORS(app, origins="https://a.example")»`],
  },
  litestar: {
    prelude: `from litestar import Litestar, Request, get
from litestar.config.cors import CORSConfig
from litestar.exceptions import NotAuthorizedException
@get("/a")
async def a(request: Request) -> dict:
    if not request.headers.get("Authorization"): raise NotAuthorizedException("no", headers={"WWW-Authenticate": "Bearer"})
    return {}
`,
    quiet: [
      `app = Litestar(route_handlers=[a], cors_config=CORSConfig(allow_origins=["https://a.example"], expose_headers=["WWW-Authenticate"]))`,
    ],
    loud: [`app = Litestar(route_handlers=[a], cors_config=«CORSConfig(allow_origins=["https://a.example"])»)`],
  },
  falcon: {
    prelude: `import falcon
class A:
    def on_get(self, req, resp):
        if not req.get_header("Authorization"): resp.set_header("WWW-Authenticate", "Bearer")
        raise falcon.HTTPUnauthorized(headers={"WWW-Authenticate": "Bearer"})
`,
    quiet: [
      `app = falcon.App(middleware=[falcon.CORSMiddleware(allow_origins="https://a.example", expose_headers=["WWW-Authenticate"])])`,
    ],
    loud: [`app = falcon.App(middleware=[«falcon.CORSMiddleware(allow_origins="https://a.example")»])`],
  },
  aiohttp: {
    prelude: `import aiohttp_cors
from aiohttp import web
async def a(request: web.Request) -> web.Response:
    if not request.headers.get("Authorization"): return web.Response(status=401, headers={"WWW-Authenticate": "Bearer"})
    return web.Response()
app = web.Application()
app.add_routes([web.get("/a", a)])
`,
    quiet: [`cors = aiohttp_cors.setup(app, defaults={"*": aiohttp_cors.ResourceOptions(expose_headers="*")})`],
    loud: [`cors = aiohttp_cors.setup(app, defaults={"*": «aiohttp_cors.ResourceOptions(allow_headers="*")»})`],
  },
  express: {
    prelude: `import express from "express"
import cors from "cors"
const app = express()
app.get("/a", (req, res) => {
  if (!req.headers.authorization) return res.status(401).set("WWW-Authenticate", "Bearer").end()
  res.json({})
})
`,
    file: "main.ts",
    quiet: [`app.use(cors({ exposedHeaders: ["WWW-Authenticate"] }))`],
    loud: ["app.use(«cors()»)", `app.use(«cors({ origin: "https://a.example" })»)`],
  },
  fastify: {
    prelude: `import fastify from "fastify"
import cors from "@fastify/cors"
const app = fastify()
app.get("/a", async (request, reply) => {
  if (!request.headers.authorization) return reply.code(401).header("WWW-Authenticate", "Bearer").send({})
  return {}
})
`,
    file: "main.ts",
    quiet: [`app.register(cors, { origin: "https://a.example", exposedHeaders: ["WWW-Authenticate"] })`],
    loud: [`«app.register(cors, { origin: "https://a.example" })»`],
  },
  koa: {
    prelude: `import Koa from "koa"
import cors from "@koa/cors"
const app = new Koa()
const gate = async (ctx, next) => {
  if (!ctx.get("Authorization")) ctx.throw(401, "no", { headers: { "WWW-Authenticate": "Bearer" } })
  ctx.set("WWW-Authenticate", "Bearer")
  await next()
}
`,
    file: "main.ts",
    quiet: [`app.use(cors({ exposeHeaders: ["WWW-Authenticate"] })).use(gate)`],
    loud: ["app.use(«cors()»)\napp.use(gate)"],
  },
  hono: {
    prelude: `import { Hono } from "hono"
import { cors } from "hono/cors"
const app = new Hono()
app.get("/a", (c) => {
  if (!c.req.header("Authorization")) return c.text("no", 401, { "WWW-Authenticate": "Bearer" })
  return c.json({})
})
`,
    file: "main.ts",
    quiet: [`app.use(cors({ origin: "https://a.example", exposeHeaders: ["WWW-Authenticate"] }))`],
    loud: [`app.use(«cors({ origin: "https://a.example" })»)`],
  },
  nestjs: {
    prelude: `import { Module } from "@nestjs/common"
import { NestFactory } from "@nestjs/core"
@Module({})
class AppModule {}
function gate(req, res, next) {
  if (!req.headers.authorization) return res.status(401).set("WWW-Authenticate", "Bearer").end()
  next()
}
`,
    file: "main.ts",
    quiet: [
      `async function bootstrap() {
  const app = await NestFactory.create(AppModule)
  app.enableCors({ exposedHeaders: ["WWW-Authenticate"] })
  app.use(gate)
}`,
    ],
    loud: [
      `async function bootstrap() {
  const app = await NestFactory.create(AppModule)
  «app.enableCors({ origin: "https://a.example" })»
  app.use(gate)
}`,
    ],
  },
  django: {
    prelude: "",
    file: "harbour/settings.py",
    quiet: [
      `
── harbour/views.py
from django.http import HttpResponse
def berth(request): return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
── harbour/settings.py
MIDDLEWARE = ["corsheaders.middleware.CorsMiddleware"]
CORS_ALLOWED_ORIGINS = ["https://a.example"]
CORS_EXPOSE_HEADERS = ["WWW-Authenticate"]`,
      // The first of its authenticators words a challenge, or has none.
      `
── harbour/views.py
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.views import APIView
class Berth(APIView):
    def get(self, request):
        if not request.headers.get("Key"): raise AuthenticationFailed("no")
── harbour/settings.py
MIDDLEWARE = ["corsheaders.middleware.CorsMiddleware"]
CORS_ALLOWED_ORIGINS = ["https://a.example"]`,
      // Another of its files says so.
      `
── harbour/views.py
from django.http import HttpResponse
def berth(request): return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
── harbour/settings/common.py
CORS_EXPOSE_HEADERS = ["WWW-Authenticate"]
── harbour/settings/production.py
from .common import *
MIDDLEWARE = ["corsheaders.middleware.CorsMiddleware"]
CORS_ALLOWED_ORIGINS = ["https://a.example"]`,
      // These names are the project's own, for the CORS of another framework.
      `
── harbour/views.py
from django.http import HttpResponse
def berth(request): return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
── harbour/settings.py
CORS_ALLOWED_ORIGINS = ["https://a.example"]`,
      // There is no challenge to read.
      `
MIDDLEWARE = ["corsheaders.middleware.CorsMiddleware"]
CORS_ALLOWED_ORIGINS = ["https://a.example"]`,
    ],
    loud: [
      `
── harbour/views.py
from django.http import HttpResponse
def berth(request): return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
── harbour/urls.py
from django.urls import path
from . import views
urlpatterns = [path("berth", views.berth)]
── harbour/settings.py
MIDDLEWARE = ["corsheaders.middleware.CorsMiddleware"]
CORS_ALLOWED_ORIGINS = «["https://a.example"]»`,
    ],
  },
})

ruleTest("challenge-not-exposed", {
  // An MCP client may well be a page of another origin.
  mcp: {
    prelude: `
from mcp.server.fastmcp import FastMCP
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import JSONResponse
mcp = FastMCP("harbour")
class Gate(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        if not request.headers.get("Authorization"):
            return JSONResponse({}, 401, {"WWW-Authenticate": 'Bearer resource_metadata="https://a.example/meta"'})
        return await call_next(request)
app = mcp.streamable_http_app()
app.add_middleware(Gate)
`,
    quiet: [
      `app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"], expose_headers=["Mcp-Session-Id", "WWW-Authenticate"])`,
    ],
    loud: [
      `«app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"], expose_headers=["Mcp-Session-Id"])»`,
    ],
  },
})
