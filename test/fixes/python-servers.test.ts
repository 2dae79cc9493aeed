import { fixTest } from "../support/fix-test.ts"

/** Five views that lack the challenge: enough for one repair of the whole app. */
function five(view: (number: number) => string): string {
  return [1, 2, 3, 4, 5].map(view).join("")
}

const title = "Add WWW-Authenticate: Bearer to every 401 of app"

const aiohttp = `import aiohttp_cors
from aiohttp import web
CHALLENGE = {"WWW-Authenticate": "Bearer"}
`

fixTest("missing-challenge", {
  prelude: aiohttp,
  cases: [
    {
      code: `
async def a(request):
    if not request.headers.get("Authorization"): raise web.HTTPUnauthorized(text="no")`,
      after: `
async def a(request):
    if not request.headers.get("Authorization"): raise web.HTTPUnauthorized(text="no", headers={"WWW-Authenticate": "Bearer"})`,
    },
    {
      code: `
async def a(request):
    if not request.headers.get("Authorization"): return web.json_response({"e": 1}, status=401)`,
      after: `
async def a(request):
    if not request.headers.get("Authorization"): return web.json_response({"e": 1}, status=401, headers={"WWW-Authenticate": "Bearer"})`,
    },
    {
      title,
      code: `
${five(
  (number) => `
async def view${number}(request):
    if not request.headers.get("Authorization"): raise web.HTTPUnauthorized()
`,
)}
app = web.Application()
app.add_routes([${[1, 2, 3, 4, 5].map((number) => `web.get("/${number}", view${number})`).join(", ")}])`,
      after: `
${five(
  (number) => `
async def view${number}(request):
    if not request.headers.get("Authorization"): raise web.HTTPUnauthorized()
`,
)}
app = web.Application()


async def challenge_unauthorized(request, response):
    if response.status == 401:
        response.headers.setdefault("WWW-Authenticate", "Bearer")


app.on_response_prepare.append(challenge_unauthorized)
app.add_routes([${[1, 2, 3, 4, 5].map((number) => `web.get("/${number}", view${number})`).join(", ")}])`,
    },
  ],
})

fixTest("unauthenticated-403", {
  prelude: aiohttp,
  cases: [
    {
      code: `
async def a(request):
    if not request.headers.get("Authorization"): raise web.HTTPForbidden(text="no")`,
      after: `
async def a(request):
    if not request.headers.get("Authorization"): raise web.HTTPUnauthorized(text="no", headers={"WWW-Authenticate": "Bearer"})`,
    },
  ],
})

fixTest("handler-drops-headers", {
  prelude: aiohttp,
  cases: [
    {
      code: `
@web.middleware
async def errors(request, handler):
    try:
        return await handler(request)
    except web.HTTPException as ex:
        return web.json_response({"e": ex.reason}, status=ex.status)
app = web.Application(middlewares=[errors])`,
      after: `
@web.middleware
async def errors(request, handler):
    try:
        return await handler(request)
    except web.HTTPException as ex:
        return web.json_response({"e": ex.reason}, status=ex.status, headers={key: value for key, value in ex.headers.items() if key.lower() == "www-authenticate"})
app = web.Application(middlewares=[errors])`,
    },
  ],
})

fixTest("auth-on-options", {
  prelude: aiohttp,
  cases: [
    {
      code: `
@web.middleware
async def gate(request, handler):
    if not request.headers.get("Authorization"): raise web.HTTPUnauthorized(headers=CHALLENGE)
    return await handler(request)
app = web.Application(middlewares=[gate])
cors = aiohttp_cors.setup(app)`,
      after: `
@web.middleware
async def gate(request, handler):
    if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
        return await handler(request)
    if not request.headers.get("Authorization"): raise web.HTTPUnauthorized(headers=CHALLENGE)
    return await handler(request)
app = web.Application(middlewares=[gate])
cors = aiohttp_cors.setup(app)`,
    },
  ],
})

const sanic = `from sanic import Sanic, json
from sanic.exceptions import Forbidden, SanicException, Unauthorized
from sanic_ext import Extend
app = Sanic("harbour")
`

fixTest("missing-challenge", {
  prelude: sanic,
  cases: [
    {
      code: `
def gate(request):
    if not request.token: raise Unauthorized("no")`,
      after: `
def gate(request):
    if not request.token: raise Unauthorized("no", headers={"WWW-Authenticate": "Bearer"})`,
    },
    {
      code: `
def gate(request):
    if not request.token: return json({"e": 1}, status=401)`,
      after: `
def gate(request):
    if not request.token: return json({"e": 1}, status=401, headers={"WWW-Authenticate": "Bearer"})`,
    },
  ],
})

fixTest("missing-challenge", {
  prelude: "from sanic import Sanic, json\n",
  cases: [
    {
      title,
      code: `
app = Sanic("harbour")
${five(
  (number) => `
@app.get("/${number}")
async def view${number}(request):
    if not request.token: return json({"e": 1}, status=401)
    return json({})
`,
)}`,
      after: `
app = Sanic("harbour")


@app.on_response
async def challenge_unauthorized(request, response):
    if response.status == 401:
        response.headers.setdefault("WWW-Authenticate", "Bearer")

${five(
  (number) => `
@app.get("/${number}")
async def view${number}(request):
    if not request.token: return json({"e": 1}, status=401)
    return json({})
`,
)}`,
    },
  ],
})

fixTest("unauthenticated-403", {
  prelude: sanic,
  cases: [
    {
      code: `
def gate(request):
    if not request.token: raise Forbidden("no")`,
      after: `
def gate(request):
    if not request.token: raise Unauthorized("no", headers={"WWW-Authenticate": "Bearer"})`,
    },
  ],
})

fixTest("handler-drops-headers", {
  prelude: sanic,
  cases: [
    {
      code: `
@app.exception(SanicException)
async def drop(request, exc): return json({"e": 1}, status=exc.status_code)`,
      after: `
@app.exception(SanicException)
async def drop(request, exc): return json({"e": 1}, status=exc.status_code, headers=exc.headers)`,
    },
  ],
})

fixTest("auth-on-options", {
  prelude: sanic,
  cases: [
    {
      code: `
Extend(app)
@app.on_request
async def gate(request):
    if not request.token: raise Unauthorized("no", "Bearer")`,
      after: `
Extend(app)
@app.on_request
async def gate(request):
    if request.method == "OPTIONS" and "access-control-request-method" in request.headers:
        return None
    if not request.token: raise Unauthorized("no", "Bearer")`,
    },
  ],
})

const falcon = "import falcon\n"

fixTest("missing-challenge", {
  prelude: falcon,
  cases: [
    {
      code: `
def gate(req, resp, resource, params):
    if not req.auth: raise falcon.HTTPUnauthorized(title="no")`,
      after: `
def gate(req, resp, resource, params):
    if not req.auth: raise falcon.HTTPUnauthorized(title="no", headers={"WWW-Authenticate": "Bearer"})`,
    },
    {
      code: `
class Berth:
    def on_get(self, req, resp):
        if not req.auth:
            resp.status = falcon.HTTP_401
            resp.media = {"e": "login"}`,
      after: `
class Berth:
    def on_get(self, req, resp):
        if not req.auth:
            resp.status = falcon.HTTP_401
            resp.set_header("WWW-Authenticate", "Bearer")
            resp.media = {"e": "login"}`,
    },
    {
      title,
      code: `
class Berth:
${["get", "post", "put", "patch", "delete"]
  .map(
    (verb) => `    def on_${verb}(self, req, resp):
        if not req.auth: raise falcon.HTTPUnauthorized()`,
  )
  .join("\n")}
app = falcon.App()
app.add_route("/berth", Berth())`,
      after: `
class Berth:
${["get", "post", "put", "patch", "delete"]
  .map(
    (verb) => `    def on_${verb}(self, req, resp):
        if not req.auth: raise falcon.HTTPUnauthorized()`,
  )
  .join("\n")}
app = falcon.App()


class ChallengeUnauthorized:
    def process_response(self, req, resp, resource, req_succeeded):
        if resp.status_code == 401 and resp.get_header("WWW-Authenticate") is None:
            resp.set_header("WWW-Authenticate", "Bearer")


app.add_middleware(ChallengeUnauthorized())
app.add_route("/berth", Berth())`,
    },
  ],
})

fixTest("unauthenticated-403", {
  prelude: "from falcon import HTTPForbidden\n",
  cases: [
    {
      code: `
def gate(req, resp, resource, params):
    if not req.auth: raise HTTPForbidden(description="no")`,
      after: `
── main.py
from falcon import HTTPForbidden, HTTPUnauthorized

def gate(req, resp, resource, params):
    if not req.auth: raise HTTPUnauthorized(description="no", headers={"WWW-Authenticate": "Bearer"})`,
    },
  ],
})

fixTest("handler-drops-headers", {
  prelude: falcon,
  cases: [
    {
      code: `
def drop(req, resp, ex, params):
    resp.status = ex.status
    resp.media = {"e": ex.title}
app = falcon.App()
app.add_error_handler(falcon.HTTPError, drop)`,
      after: `
def drop(req, resp, ex, params):
    resp.status = ex.status
    resp.set_headers(ex.headers or {})
    resp.media = {"e": ex.title}
app = falcon.App()
app.add_error_handler(falcon.HTTPError, drop)`,
    },
  ],
})

fixTest("auth-on-options", {
  prelude: falcon,
  cases: [
    {
      code: `
class Gate:
    def process_request(self, req, resp):
        if not req.auth: raise falcon.HTTPUnauthorized(challenges=["Bearer"])
app = falcon.App(middleware=[Gate()], cors_enable=True)`,
      after: `
class Gate:
    def process_request(self, req, resp):
        if req.method == "OPTIONS" and req.get_header("Access-Control-Request-Method"):
            return
        if not req.auth: raise falcon.HTTPUnauthorized(challenges=["Bearer"])
app = falcon.App(middleware=[Gate()], cors_enable=True)`,
    },
  ],
})

const tornado = "import tornado.web\nfrom tornado.web import HTTPError, RequestHandler\n"

fixTest("missing-challenge", {
  prelude: tornado,
  cases: [
    {
      code: `
class Berth(RequestHandler):
    def get(self):
        if not self.request.headers.get("Authorization"):
            self.set_status(401)
            self.finish({"e": 1})`,
      after: `
class Berth(RequestHandler):
    def get(self):
        if not self.request.headers.get("Authorization"):
            self.set_status(401)
            self.set_header("WWW-Authenticate", "Bearer")
            self.finish({"e": 1})`,
    },
  ],
})

fixTest("scope-check-401", {
  prelude: tornado,
  cases: [
    {
      code: `
class Berth(RequestHandler):
    @tornado.web.authenticated
    def get(self):
        if not self.current_user.is_admin: raise HTTPError(401)`,
      after: `
class Berth(RequestHandler):
    @tornado.web.authenticated
    def get(self):
        if not self.current_user.is_admin: raise HTTPError(403)`,
    },
  ],
})

fixTest("auth-on-options", {
  prelude: tornado,
  cases: [
    {
      code: `
class Berth(RequestHandler):
    def set_default_headers(self): self.set_header("Access-Control-Allow-Origin", "*")
    def options(self): self.set_status(204)
    def prepare(self):
        if not self.request.headers.get("Authorization"):
            self.set_status(401)
            self.set_header("WWW-Authenticate", "Bearer")
            self.finish()
app = tornado.web.Application([(r"/berth", Berth)])`,
      after: `
class Berth(RequestHandler):
    def set_default_headers(self): self.set_header("Access-Control-Allow-Origin", "*")
    def options(self): self.set_status(204)
    def prepare(self):
        if self.request.method == "OPTIONS" and "Access-Control-Request-Method" in self.request.headers:
            return
        if not self.request.headers.get("Authorization"):
            self.set_status(401)
            self.set_header("WWW-Authenticate", "Bearer")
            self.finish()
app = tornado.web.Application([(r"/berth", Berth)])`,
    },
  ],
})

const quart = "from quart import Quart, abort, jsonify, request\nfrom quart_cors import cors\n"

fixTest("missing-challenge", {
  prelude: quart,
  cases: [
    {
      code: `
async def gate():
    if not request.authorization: return jsonify(e=1), 401`,
      after: `
async def gate():
    if not request.authorization: return jsonify(e=1), 401, {"WWW-Authenticate": "Bearer"}`,
    },
  ],
})

fixTest("auth-on-options", {
  prelude: quart,
  cases: [
    {
      code: `
app = Quart(__name__)
app = cors(app)
@app.before_request
async def gate():
    if not request.headers.get("Authorization"): return jsonify(e=1), 401, {"WWW-Authenticate": "Bearer"}`,
      after: `
app = Quart(__name__)
app = cors(app)
@app.before_request
async def gate():
    if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
        return None
    if not request.headers.get("Authorization"): return jsonify(e=1), 401, {"WWW-Authenticate": "Bearer"}`,
    },
  ],
})

fixTest("dead-refusal", {
  prelude:
    "from flask import Flask, abort, jsonify\nfrom flask_httpauth import HTTPBasicAuth\nauth = HTTPBasicAuth()\n",
  cases: [
    {
      code: `
@auth.error_handler
def refused(): return jsonify(e="log in")`,
      after: `
@auth.error_handler
def refused(): return jsonify(e="log in"), 401`,
    },
    {
      code: `
app = Flask(__name__)
@app.errorhandler(Exception)
def oops(e):
    return jsonify(e="oops"), 500
@app.get("/a")
def a(): abort(403)`,
      after: `
── main.py
from flask import Flask, abort, jsonify
from flask_httpauth import HTTPBasicAuth
from werkzeug.exceptions import HTTPException
auth = HTTPBasicAuth()

app = Flask(__name__)
@app.errorhandler(Exception)
def oops(e):
    if isinstance(e, HTTPException):
        return e
    return jsonify(e="oops"), 500
@app.get("/a")
def a(): abort(403)`,
    },
  ],
})

const mcp = `from mcp.server.fastmcp import FastMCP
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import JSONResponse
mcp = FastMCP("harbour")
`

fixTest("missing-challenge", {
  prelude: mcp,
  cases: [
    {
      code: `
class Gate(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        if not request.headers.get("Authorization"):
            return JSONResponse({"e": 1}, 401)
        return await call_next(request)
app = mcp.streamable_http_app()
app.add_middleware(Gate)`,
      after: `
class Gate(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        if not request.headers.get("Authorization"):
            return JSONResponse({"e": 1}, 401, headers={"WWW-Authenticate": "Bearer"})
        return await call_next(request)
app = mcp.streamable_http_app()
app.add_middleware(Gate)`,
    },
  ],
})
