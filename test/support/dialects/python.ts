import { type Dialect, indented, type Refusal } from "./dialect.ts"

const common = `import os
import httpx
import jwt
from passlib.context import CryptContext
passwords = CryptContext(schemes=["bcrypt"])
KEY = os.environ["KEY"]
`

/** `, headers={"WWW-Authenticate": 'Bearer'}` */
function headers({ challenge }: Refusal, before = ", headers="): string {
  return challenge === undefined ? "" : `${before}{"WWW-Authenticate": '${challenge}'}`
}

function say({ text }: Refusal): string {
  return text ?? `"no"`
}

interface Parts {
  readonly imports: string
  /** Above the function that holds the body. */
  readonly opening: string
  readonly indent: number
  /** Behind the body, and what stands at the top level after that. */
  readonly ending: string
  readonly closing?: string
}

function python(
  framework: string,
  { imports, opening, indent, ending, closing = "" }: Parts,
  rest: Pick<Dialect, "header" | "field" | "refuse">,
): Dialect {
  return {
    framework,
    file: "main.py",
    app: (top, body) =>
      `${common}${imports}\n${top}\n${opening}\n${indented(`${body}\n${ending}`, indent)}\n${closing}\n`,
    ...rest,
  }
}

const byRequest = (name: string) => `request.headers.get("${name}")`

export const pythonDialects: readonly Dialect[] = [
  python(
    "fastapi",
    {
      imports: "from fastapi import FastAPI, Form, HTTPException, Request\napp = FastAPI()",
      opening: `@app.post("/a")\ndef a(request: Request, name: str = Form(), password: str = Form()):`,
      indent: 4,
      ending: "return {}",
    },
    {
      header: byRequest,
      field: (name) => name,
      refuse: (one) => `raise HTTPException(${one.status}, ${say(one)}${headers(one)})`,
    },
  ),
  python(
    "flask",
    {
      imports: "from flask import Flask, request\napp = Flask(__name__)",
      opening: `@app.post("/a")\ndef a():`,
      indent: 4,
      ending: "return {}",
    },
    {
      header: byRequest,
      field: (name) => `request.form["${name}"]`,
      refuse: (one) => `return ${say(one)}, ${one.status}${headers(one, ", ")}`,
    },
  ),
  python(
    "quart",
    {
      imports: "from quart import Quart, request\napp = Quart(__name__)",
      opening: `@app.post("/a")\nasync def a():`,
      indent: 4,
      ending: "return {}",
    },
    {
      header: byRequest,
      field: (name) => `(await request.form)["${name}"]`,
      refuse: (one) => `return ${say(one)}, ${one.status}${headers(one, ", ")}`,
    },
  ),
  python(
    "django",
    {
      imports: "from django.http import HttpRequest, HttpResponse\nfrom django.urls import path",
      opening: "def a(request: HttpRequest):",
      indent: 4,
      ending: `return HttpResponse("ok")`,
      closing: `urlpatterns = [path("a", a)]`,
    },
    {
      header: byRequest,
      field: (name) => `request.POST["${name}"]`,
      refuse: (one) => `return HttpResponse(${say(one)}, status=${one.status}${headers(one)})`,
    },
  ),
  python(
    "django-ninja",
    {
      imports:
        "from django.http import HttpRequest, HttpResponse\nfrom ninja import NinjaAPI\nfrom ninja.errors import HttpError\napi = NinjaAPI()",
      opening: `@api.post("/a")\ndef a(request: HttpRequest):`,
      indent: 4,
      ending: "return {}",
    },
    {
      header: byRequest,
      field: (name) => `request.POST["${name}"]`,
      refuse: (one) =>
        one.challenge === undefined && one.status !== 401
          ? `raise HttpError(${one.status}, ${say(one)})`
          : `return HttpResponse(${say(one)}, status=${one.status}${headers(one)})`,
    },
  ),
  python(
    "litestar",
    {
      imports: "from litestar import Litestar, Request, post\nfrom litestar.exceptions import HTTPException",
      opening: `@post("/a")\nasync def a(request: Request) -> dict:`,
      indent: 4,
      ending: "return {}",
      closing: "app = Litestar(route_handlers=[a])",
    },
    {
      header: byRequest,
      field: (name) => `(await request.form())["${name}"]`,
      refuse: (one) => `raise HTTPException(${say(one)}, status_code=${one.status}${headers(one)})`,
    },
  ),
  python(
    "aiohttp",
    {
      imports: "from aiohttp import web",
      opening: "async def a(request: web.Request) -> web.Response:",
      indent: 4,
      ending: "return web.Response()",
      closing: `app = web.Application()\napp.add_routes([web.post("/a", a)])`,
    },
    {
      header: byRequest,
      field: (name) => `(await request.post())["${name}"]`,
      refuse: (one) => `return web.Response(text=${say(one)}, status=${one.status}${headers(one)})`,
    },
  ),
  python(
    "sanic",
    {
      imports: `from sanic import Request, Sanic, text\nfrom sanic.exceptions import SanicException\napp = Sanic("harbour")`,
      opening: `@app.post("/a")\nasync def a(request: Request):`,
      indent: 4,
      ending: `return text("ok")`,
    },
    {
      header: byRequest,
      field: (name) => `request.form.get("${name}")`,
      refuse: (one) => `raise SanicException(${say(one)}, ${one.status}${headers(one)})`,
    },
  ),
  python(
    "tornado",
    {
      imports: "from tornado.web import Application, HTTPError, RequestHandler",
      opening: "class A(RequestHandler):\n    def post(self):",
      indent: 8,
      ending: `self.write("ok")`,
      closing: `app = Application([(r"/a", A)])`,
    },
    {
      header: (name) => `self.request.headers.get("${name}")`,
      field: (name) => `self.get_body_argument("${name}")`,
      refuse: (one) =>
        one.challenge === undefined
          ? `raise HTTPError(${one.status}, reason=${say(one)})`
          : `self.set_status(${one.status}); self.set_header("WWW-Authenticate", '${one.challenge}'); self.finish(${say(one)}); return`,
    },
  ),
  python(
    "falcon",
    {
      imports: "import falcon\napp = falcon.App()",
      opening: "class A:\n    def on_post(self, req: falcon.Request, resp: falcon.Response):",
      indent: 8,
      ending: `resp.text = "ok"`,
      closing: `app.add_route("/a", A())`,
    },
    {
      header: (name) => `req.get_header("${name}")`,
      field: (name) => `req.get_media()["${name}"]`,
      refuse: (one) => `raise falcon.HTTPError(${one.status}, description=${say(one)}${headers(one)})`,
    },
  ),
  python(
    "mcp",
    {
      imports: `from mcp.server.fastmcp import FastMCP\nfrom starlette.requests import Request\nfrom starlette.responses import PlainTextResponse\nserver = FastMCP("harbour")`,
      opening: `@server.custom_route("/a", methods=["POST"])\nasync def a(request: Request):`,
      indent: 4,
      ending: `return PlainTextResponse("ok")`,
    },
    {
      header: byRequest,
      field: (name) => `(await request.form())["${name}"]`,
      refuse: (one) => `return PlainTextResponse(${say(one)}, ${one.status}${headers(one, ", ")})`,
    },
  ),
]
