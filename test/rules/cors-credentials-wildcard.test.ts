import { expect, test } from "vitest"
import { check } from "../support/check.ts"
import { ruleTest } from "../support/rule-test.ts"

const prelude = `
import re
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from starlette.middleware import Middleware
app = FastAPI()
`

ruleTest("cors-credentials-wildcard", {
  fastapi: {
    prelude,
    quiet: [
      `app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_headers=["Authorization"])`,
      `app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=False)`,
      `app.add_middleware(CORSMiddleware, allow_origins=["https://shop.example"], allow_credentials=True)`,
      `app.add_middleware(CORSMiddleware, allow_origin_regex=r"https://.*\\.shop\\.example", allow_credentials=True)`,
      // Whatever the settings say.
      `
from settings import settings
app.add_middleware(CORSMiddleware, allow_origins=settings.origins, allow_credentials=True)`,
      `
import os
app.add_middleware(CORSMiddleware, allow_origins=os.environ["ORIGINS"].split(","), allow_credentials=True)`,
      `app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=settings.credentials)`,
      // Whoever makes it may say otherwise.
      `
class Settings:
    origins = ["*"]
    def __init__(self, **given): self.__dict__.update(given)
settings = Settings(**load())
app.add_middleware(CORSMiddleware, allow_origins=settings.origins, allow_credentials=True)`,
      // What stands in for none is never used where some are asked for first.
      `
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    origins: list[str] = []
settings = Settings()
allowed = [str(one) for one in (settings.origins or ["*"])]
if settings.origins:
    app.add_middleware(CORSMiddleware, allow_origins=allowed, allow_credentials=True)`,
      `
import os
if os.getenv("ORIGINS"):
    app.add_middleware(CORSMiddleware, allow_origins=os.getenv("ORIGINS") or ["*"], allow_credentials=True)`,
      // Only while somebody develops.
      `
from config import settings
if settings.DEBUG: app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)`,
      // Only one of them is open.
      `
from config import settings
app.add_middleware(CORSMiddleware, allow_origins=["*"] if settings.open else ["https://a.example"], allow_credentials=True)`,
      `
from config import settings
app.add_middleware(CORSMiddleware, allow_origins=["*"] if settings.DEBUG else settings.origins, allow_credentials=True)`,
      `
from pydantic_settings import BaseSettings
class Settings(BaseSettings): origins: list[str] = ["*"]
class Far(Settings): origins: list[str] = ["https://a.example"]
kinds = {"near": Settings, "far": Far}
def chosen(): return kinds[name]()
app.add_middleware(CORSMiddleware, allow_origins=chosen().origins, allow_credentials=True)`,
      `
import os
app.add_middleware(CORSMiddleware, allow_origins=os.getenv("ORIGINS", "").split(","), allow_credentials=True)`,
    ],
    loud: [
      // Nobody sets it, until somebody does.
      `
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    origins: list[str] = ["*"]
settings = Settings()
«app.add_middleware(CORSMiddleware, allow_origins=settings.origins, allow_credentials=True)»`,
      `
from pydantic_settings import BaseSettings
class Settings(BaseSettings): origins: list[str] = ["*"]
class Near(Settings): host: str = "localhost"
class Far(Settings): host: str = "a.example"
kinds = {"near": Near, "far": Far}
def chosen() -> Settings:
    kind = kinds[Settings().kind]
    return kind()
settings = chosen()
«app.add_middleware(CORSMiddleware, allow_origins=settings.origins, allow_credentials=True)»`,
      `
import os
def read(name, other=None):
    value = os.environ.get(name) or other
    return value.strip() if value else value
ORIGINS = [one.strip() for one in read("ORIGINS", "*").split(",") if one.strip()]
«app.add_middleware(CORSMiddleware, allow_origins=ORIGINS, allow_credentials=True)»`,
      `«app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)»`,
      `
origins = ["http://localhost:3000", "*"]
«app.add_middleware(CORSMiddleware, allow_origins=origins, allow_credentials=True)»`,
      `«app.add_middleware(CORSMiddleware, allow_origin_regex=".*", allow_credentials=True)»`,
      `«app.add_middleware(CORSMiddleware, allow_origin_regex="https?://.*", allow_credentials=True)»`,
      `other = FastAPI(middleware=[«Middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)»])`,
    ],
  },
  flask: {
    prelude: "from flask import Flask\nfrom flask_cors import CORS\napp = Flask(__name__)\n",
    quiet: [
      "CORS(app)",
      `CORS(app, origins=["https://harbour.example"], supports_credentials=True)`,
      "CORS(app, origins=load(), supports_credentials=True)",
      // Each path has its own.
      `
hosts = app.config["ORIGINS"]
CORS(app, supports_credentials=True, resources={r"/api/*": {"origins": hosts}, r"/me": {"origins": hosts}})`,
      `CORS(app, supports_credentials=True, resources=load())`,
      // What it is made with stays, and the app is met later.
      `
def extend(app):
    cors = CORS(supports_credentials=True, resources={"/*": {"origins": app.config["ORIGINS"]}})
    cors.init_app(app)
extend(app)`,
      `
def extend(app):
    cors = CORS(supports_credentials=True)
    cors.init_app(app, origins=app.config["ORIGINS"])
extend(app)`,
    ],
    loud: [
      `«CORS(app, supports_credentials=True, resources={"/api/*": {"origins": "*"}})»`,
      `«CORS(app, supports_credentials=True, resources={"/api/*": {"max_age": 60}})»`,
      `«CORS(app, supports_credentials=True, resources=r"/api/*")»`,
      "«CORS(app, supports_credentials=True)»",
      `«CORS(app, origins="*", supports_credentials=True)»`,
    ],
  },
  sanic: {
    prelude: `from sanic import Sanic\nfrom sanic_cors import CORS\napp = Sanic("harbour")\n`,
    quiet: ["CORS(app)"],
    loud: [`«CORS(app, origins="*", supports_credentials=True)»`],
  },
  litestar: {
    prelude: "from litestar import Litestar\nfrom litestar.config.cors import CORSConfig\n",
    quiet: [
      `app = Litestar(route_handlers=[], cors_config=CORSConfig(allow_origins=["https://a.example"], allow_credentials=True))`,
    ],
    loud: [`app = Litestar(route_handlers=[], cors_config=«CORSConfig(allow_origins=["*"], allow_credentials=True)»)`],
  },
  falcon: {
    prelude: "import falcon\n",
    quiet: [`app = falcon.App(middleware=[falcon.CORSMiddleware(allow_origins="*")])`],
    loud: [`app = falcon.App(middleware=[«falcon.CORSMiddleware(allow_origins="*", allow_credentials="*")»])`],
  },
  aiohttp: {
    prelude: "import aiohttp_cors\nfrom aiohttp import web\napp = web.Application()\n",
    quiet: [
      `cors = aiohttp_cors.setup(app, defaults={"https://a.example": aiohttp_cors.ResourceOptions(allow_credentials=True)})`,
    ],
    loud: [`cors = aiohttp_cors.setup(app, defaults={"*": «aiohttp_cors.ResourceOptions(allow_credentials=True)»})`],
  },
  django: {
    prelude: `MIDDLEWARE = ["corsheaders.middleware.CorsMiddleware"]\n`,
    file: "harbour/settings.py",
    quiet: [
      "CORS_ALLOW_ALL_ORIGINS = True",
      // Nobody else looks.
      `
── harbour/settings/local.py
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_CREDENTIALS = True`,
      // No path begins so.
      'CORS_URLS_REGEX = r"^api/.*$"\nCORS_ALLOW_ALL_ORIGINS = True\nCORS_ALLOW_CREDENTIALS = True',
      // Nobody knows when.
      `
import os
CORS_ALLOW_CREDENTIALS = True
if os.environ.get("STAGE") == "review": CORS_ALLOW_ALL_ORIGINS = True`,
    ],
    loud: [
      "CORS_ALLOW_ALL_ORIGINS = «True»\nCORS_ALLOW_CREDENTIALS = True",
      'CORS_URLS_REGEX = r"^/api/.*$"\nCORS_ALLOW_ALL_ORIGINS = «True»\nCORS_ALLOW_CREDENTIALS = True',
      // Where none are set.
      `
import os
CORS_ALLOW_CREDENTIALS = True
origins = [one for one in os.environ.get("ORIGINS", "").split(",") if one]
if origins: CORS_ALLOWED_ORIGINS = origins
else: CORS_ALLOW_ALL_ORIGINS = «True»`,
    ],
  },
  mcp: {
    prelude: `from mcp.server.fastmcp import FastMCP
from starlette.middleware.cors import CORSMiddleware
server = FastMCP("harbour")
app = server.streamable_http_app()
`,
    quiet: [`app.add_middleware(CORSMiddleware, allow_origins=["*"])`],
    loud: [`«app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)»`],
  },
  express: {
    prelude: `import express from "express"\nimport cors from "cors"\nconst app = express()\n`,
    file: "main.ts",
    quiet: [
      "app.use(cors())",
      // Browsers refuse `*` with credentials.
      "app.use(cors({ credentials: true }))",
      `app.use(cors({ origin: "https://a.example", credentials: true }))`,
      "app.use(cors({ origin: (origin, callback) => callback(null, known.has(origin)), credentials: true }))",
      "app.use(cors({ origin: () => settings.origin, credentials: true }))",
      "app.use(cors({ origin: process.env.ORIGIN || false, credentials: true }))",
    ],
    loud: [
      "app.use(«cors({ origin: process.env.ORIGIN || true, credentials: true })»)",
      "app.use(«cors({ origin: true, credentials: true })»)",
      "app.use(«cors({ origin: (origin, callback) => callback(null, true), credentials: true })»)",
    ],
  },
  fastify: {
    prelude: `import fastify from "fastify"\nimport cors from "@fastify/cors"\nconst app = fastify()\n`,
    file: "main.ts",
    quiet: ["app.register(cors, { origin: true })"],
    loud: ["«app.register(cors, { origin: true, credentials: true })»"],
  },
  koa: {
    prelude: `import Koa from "koa"\nimport cors from "@koa/cors"\nconst app = new Koa()\n`,
    file: "main.ts",
    quiet: [`app.use(cors({ origin: "https://a.example", credentials: true }))`],
    loud: [`app.use(«cors({ origin: (ctx) => ctx.get("Origin"), credentials: true })»)`],
  },
  hono: {
    prelude: `import { Hono } from "hono"\nimport { cors } from "hono/cors"\nconst app = new Hono()\n`,
    file: "main.ts",
    quiet: [`app.use(cors({ origin: (origin) => (known.has(origin) ? origin : null), credentials: true }))`],
    loud: ["app.use(«cors({ origin: (origin) => origin, credentials: true })»)"],
  },
  nestjs: {
    prelude: `import { Module } from "@nestjs/common"
import { NestFactory } from "@nestjs/core"
@Module({})
class AppModule {}
`,
    file: "main.ts",
    quiet: [
      // Only for those who develop it.
      `async function bootstrap() {
  const app = await NestFactory.create(AppModule)
  if (settings.isProduction) app.enableCors({ origin: settings.origins, credentials: true })
  else app.enableCors({ origin: true, credentials: true })
}`,
      `async function bootstrap() {
  const app = await NestFactory.create(AppModule)
  app.enableCors({ origin: true })
}`,
    ],
    loud: [
      `async function bootstrap() {
  const app = await NestFactory.create(AppModule)
  «app.enableCors({ origin: true, credentials: true })»
}`,
    ],
  },
})

test.each([
  ["warning", "def token(request): return request.headers.get('Authorization')"],
  ["error", "def token(request): return request.cookies.get('session')"],
  // Browsers keep the password, and send it along.
  ["error", "from fastapi.security import HTTPBasic\nbasic = HTTPBasic()"],
])("it is a %s beside %s", async (severity, other) => {
  const { findings } = await check({
    "main.py": `${prelude}app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)\n`,
    "other.py": `${other}\n`,
    "tests/test_cookies.py": "def test(client): client.cookies.set('a', 'b')\n",
  })
  expect(findings).toMatchObject([{ rule: "cors-credentials-wildcard", severity }])
})
