import { fastapiPrelude } from "../support/fastapi-prelude.ts"
import { ruleTest } from "../support/rule-test.ts"

ruleTest("dead-refusal", {
  fastapi: {
    prelude: `${fastapiPrelude}
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
`,
    quiet: [
      // What only times the handler, or notes it, refuses nobody.
      `
def timed(f):
    async def inner(request: Request): return await f(request)
    return inner
@timed
@app.get("/a")
async def a(request: Request): return {}`,
      `
def gate(f):
    async def inner(request: Request):
        if not request.headers.get("Authorization"): raise HTTPException(401, "no", CHALLENGE)
        return await f(request)
    return inner
@app.get("/a")
@gate
async def a(request: Request): return {}`,
      // A gate above another function's registration is that function's own.
      `
def gate(f):
    async def inner(request: Request):
        if not request.headers.get("Authorization"): raise HTTPException(401, "no", CHALLENGE)
        return await f(request)
    return inner
@gate
async def a(request: Request): return {}
@app.get("/b")
async def b(request: Request): return await a(request)`,
      `
@app.get("/a")
def a(): raise HTTPException(401, "no", CHALLENGE)`,
      // A helper that makes the error for others to raise.
      `
def unauthorized(msg): return HTTPException(401, msg, CHALLENGE)
@app.get("/a")
def a(): raise unauthorized("x")`,
      `
@app.get("/a")
def a(): return JSONResponse({"e": 1}, 401, CHALLENGE)`,
      `
@app.middleware("http")
async def check(request, call_next):
    if not request.headers.get("Authorization"): return JSONResponse({}, 401, CHALLENGE)
    return await call_next(request)`,
      // An endpoint calls it, too, or a middleware answers what it raises.
      `
def look_up(token):
    if not token: raise HTTPException(401, "no", CHALLENGE)
    return token
class Auth(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        look_up(request.headers.get("Authorization"))
        return await call_next(request)
app.add_middleware(Auth)
@app.get("/a")
def a(request: Request): return look_up(request.headers.get("X-Berth"))`,
      `
def look_up(token):
    if not token: raise HTTPException(401, "no", CHALLENGE)
    return token
class Auth(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        try:
            look_up(request.headers.get("Authorization"))
        except HTTPException as e:
            return JSONResponse({"e": 1}, e.status_code, e.headers)
        return await call_next(request)
app.add_middleware(Auth)`,
      // An error of the project's own, set up by its base.
      `
class Closed(HTTPException):
    def __init__(self): HTTPException(403); super().__init__(403, "The lock is closed.")
@app.get("/a")
def a(): raise Closed()`,
      // It is made for somebody.
      `
@app.get("/a")
def a():
    error = HTTPException(403, "The lock is closed.")
    note(HTTPException(403))
    if locked(): raise error`,
      // No answer to anybody.
      `
@app.get("/a")
def a():
    JSONResponse({"e": 1}, 200)
    ValueError("x")
    return 1`,
      // Two values that are no body and status.
      `
@app.get("/a")
def a(): return "page", 7`,
      // The middleware turns its own error into an answer.
      `
@app.middleware("http")
async def check(request, call_next):
    try:
        if not request.headers.get("Authorization"): raise HTTPException(401, "no", CHALLENGE)
    except HTTPException as e:
        return JSONResponse({"e": e.detail}, e.status_code, CHALLENGE)
    return await call_next(request)`,
      // Starlette answers this one itself.
      `
from starlette.authentication import AuthenticationError
from starlette.middleware.authentication import AuthenticationMiddleware
class Tokens:
    async def authenticate(self, conn):
        if not conn.headers.get("Authorization"): raise AuthenticationError("no token")
app.add_middleware(AuthenticationMiddleware, backend=Tokens())`,
      // Nobody, or somebody: no refusal.
      `
from starlette.middleware.authentication import AuthenticationMiddleware
class Tokens:
    async def authenticate(self, conn):
        if not conn.headers.get("Authorization"): return None
        return AuthCredentials(["authenticated"]), SimpleUser("x")
app.add_middleware(AuthenticationMiddleware, backend=Tokens(), on_error=lambda conn, exc: PlainTextResponse("no", 401, CHALLENGE))`,
    ],
    loud: [
      // It is made, and that is all.
      `
@app.post("/berths")
def book(berth: int):
    if taken(berth): «HTTPException(409, "Taken.")»
    return save(berth)`,
      `
class Refused(Exception): pass
@app.exception_handler(Refused)
async def on_refused(request, error): return JSONResponse({"e": str(error)}, 403)
@app.post("/berths")
def book(berth: int):
    try:
        save(berth)
    except Exception as e:
        «Refused("no")»
    return berth`,
      // The registration has kept what stands below it.
      `
def gate(f):
    async def inner(request: Request):
        if not request.headers.get("Authorization"): raise HTTPException(401, "no", CHALLENGE)
        return await f(request)
    return inner
@«gate»
@app.get("/a")
async def a(request: Request): return {}`,
      `
def gate(f):
    async def inner(request: Request):
        if not request.headers.get("Authorization"): raise HTTPException(401, "no", CHALLENGE)
        return await f(request)
    return inner
router = APIRouter()
@«gate»
@router.get("/a")
@router.get("/b")
async def a(request: Request): return {}
app.include_router(router)`,
      // Starlette fails to send these.
      `
def gate(token):
    if not token: «raise HTTPException(status_code="401")»`,
      `
def gate(token):
    if not token: «raise HTTPException(401, headers={"WWW-Authenticate": None})»`,
      `
def gate(token):
    if not token: «raise HTTPException(401, headers={"WWW-Authenticate": ["Bearer", "Basic"]})»`,
      `
def gate(token):
    if not token: «return JSONResponse({}, 401, [("WWW-Authenticate", "Bearer")])»`,
      // Starlette unpacks what a backend returns into credentials and a user: this fails.
      `
from starlette.middleware.authentication import AuthenticationMiddleware
class Tokens:
    async def authenticate(self, conn):
        if not conn.headers.get("Authorization"): «return JSONResponse({"e": 1}, 401, CHALLENGE)»
        return AuthCredentials(["authenticated"]), SimpleUser("x")
app.add_middleware(AuthenticationMiddleware, backend=Tokens())`,
      `
from starlette.middleware.authentication import AuthenticationMiddleware
class Tokens:
    async def authenticate(self, conn):
        if not conn.headers.get("Authorization"): «return HTTPException(401, "no", CHALLENGE)»
api = FastAPI(middleware=[Middleware(AuthenticationMiddleware, backend=Tokens())])`,
      // Starlette takes AuthenticationError there, and nothing else.
      `
from starlette.middleware.authentication import AuthenticationMiddleware
class Tokens:
    async def authenticate(self, conn):
        if not conn.headers.get("Authorization"): «raise HTTPException(401, "no", CHALLENGE)»
app.add_middleware(AuthenticationMiddleware, backend=Tokens())`,
      `
@app.get("/a")
def a(): «return HTTPException(401)»`,
      `
@app.get("/b")
def b(): «return {"error": "no"}, 401»`,
      `
def gate(req: Request):
    if "x" not in req.headers: «return JSONResponse({"e": 1}, 401)»
@app.get("/c", dependencies=[Depends(gate)])
def c(): return 1`,
      `
def gate(): «return HTTPException(401)»
@app.get("/d")
def d(x: Annotated[str, Depends(gate)]): return x`,
      `
@app.middleware("http")
async def check(request, call_next):
    if not request.headers.get("Authorization"): «raise HTTPException(401, "no", CHALLENGE)»
    return await call_next(request)`,
      `
class Auth(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        if not request.headers.get("Authorization"): «raise HTTPException(401, "no", CHALLENGE)»
        return await call_next(request)
app.add_middleware(Auth)`,
      // What it leaves is the middleware, whoever it calls to look.
      `
def berth_of(request):
    return look_up(request.headers.get("Authorization"))
def look_up(token):
    if not token: «raise HTTPException(401, "no", CHALLENGE)»
    return token
class Auth(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        berth_of(request)
        return await call_next(request)
app.add_middleware(Auth)`,
    ],
  },
  quart: {
    prelude: "from quart import Quart, abort, jsonify\napp = Quart(__name__)\n",
    quiet: [],
    loud: [
      // It takes what `abort` raises, too.
      `
@app.get("/a")
async def a():
    if not find(): abort(403)
    return {}
@app.errorhandler(Exception)
async def broken(error):
    «return jsonify(error="It broke."), 500»`,
    ],
  },
  "django-ninja": {
    prelude: `
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
api = NinjaAPI()
`,
    quiet: [],
    loud: [
      `
@api.get("/a")
def a(request: HttpRequest):
    if not request.headers.get("Authorization"): «return HttpResponse("no", 401)»
    return {}`,
    ],
  },
  falcon: {
    prelude: "import falcon\napp = falcon.App()\n",
    quiet: [
      // Who makes an error hands it to who raises it.
      `
def refused(): return falcon.HTTPUnauthorized(challenges=["Bearer"])
class A:
    def on_get(self, req, resp):
        if not req.get_header("Authorization"): raise refused()
        resp.media = {}
app.add_route("/a", A())`,
      // It is complete as it is.
      `
class Gate:
    def process_request(self, req, resp):
        if not req.get_header("Authorization"):
            resp.status = falcon.HTTP_401
            resp.set_header("WWW-Authenticate", "Bearer")
            resp.complete = True
app = falcon.App(middleware=[Gate()])`,
    ],
    loud: [
      `
class Gate:
    def process_request(self, req, resp):
        if not req.get_header("Authorization"):
            «resp.status» = falcon.HTTP_401
            resp.set_header("WWW-Authenticate", "Bearer")
app = falcon.App(middleware=[Gate()])`,
      `
class A:
    def on_get(self, req, resp):
        if not req.get_header("Authorization"): «return falcon.HTTPUnauthorized(challenges=["Bearer"])»
        resp.media = {}
app.add_route("/a", A())`,
    ],
  },
  tornado: {
    prelude: "from tornado.web import Application, HTTPError, RequestHandler\n",
    quiet: [],
    loud: [
      `
class A(RequestHandler):
    def get(self):
        if not self.request.headers.get("Authorization"): «return HTTPError(403)»
        self.write({})
app = Application([("/a", A)])`,
    ],
  },
  sanic: {
    prelude: `from sanic import Sanic, json\nfrom sanic.exceptions import Unauthorized\napp = Sanic("harbour")\n`,
    quiet: [],
    loud: [
      `
@app.get("/a")
async def a(request):
    if not request.token: «return Unauthorized("no", "Bearer")»
    return json({})`,
    ],
  },
  mcp: {
    prelude: `
from mcp.server.fastmcp import FastMCP
from starlette.exceptions import HTTPException
from starlette.middleware.base import BaseHTTPMiddleware
server = FastMCP("harbour")
`,
    quiet: [],
    loud: [
      `
class Gate(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        if not request.headers.get("Authorization"): «raise HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})»
        return await call_next(request)
app = server.streamable_http_app()
app.add_middleware(Gate)`,
    ],
  },
  nestjs: {
    prelude: `import { Controller, Get, Headers, Module, UnauthorizedException } from "@nestjs/common"\n`,
    file: "main.ts",
    quiet: [],
    loud: [
      `@Controller("a")
export class A {
  @Get()
  a(@Headers("authorization") token: string) {
    if (!token) «return new UnauthorizedException("no")»
    return {}
  }
}
@Module({ controllers: [A] })
export class AppModule {}`,
      `@Controller("a")
export class A {
  @Get()
  a(@Headers("x-berth") berth: string) {
    if (!berth) «new UnauthorizedException("no")»
    return {}
  }
}
@Module({ controllers: [A] })
export class AppModule {}`,
    ],
  },
  hono: {
    prelude: `import { Hono } from "hono"\nimport { HTTPException } from "hono/http-exception"\nconst app = new Hono()\n`,
    file: "main.ts",
    quiet: [],
    loud: [
      `app.get("/a", (c) => {
  if (!c.req.header("Authorization")) «return new HTTPException(403, { message: "no" })»
  return c.json({})
})`,
    ],
  },
  koa: {
    prelude: `import Koa from "koa"\nimport createError from "http-errors"\nconst app = new Koa()\n`,
    file: "main.ts",
    quiet: [],
    loud: [
      `app.use(async (ctx) => {
  if (!ctx.get("Authorization")) «return createError(403, "no")»
  ctx.body = {}
})`,
    ],
  },
  express: {
    prelude: `import express from "express"\nimport createError from "http-errors"\nconst app = express()\n`,
    file: "main.ts",
    quiet: [],
    loud: [
      `app.get("/a", (req, res) => {
  if (!req.headers.authorization) «return createError(403, "no")»
  res.json({})
})`,
    ],
  },
})
