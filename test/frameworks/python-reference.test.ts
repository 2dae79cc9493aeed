import { runs } from "../support/marked-cases.ts"

// Row by row. A line that ends in a mark is one on which that rule speaks; nothing else does.

const prelude = `import jwt
from litestar import Controller, Litestar, MediaType, Request, Response, Router, get, post, delete, route
from litestar.config.cors import CORSConfig
from litestar.connection import ASGIConnection
from litestar.di import Provide
from litestar.exceptions import HTTPException, NotAuthorizedException, PermissionDeniedException
from litestar.handlers.base import BaseRouteHandler
from litestar.middleware import AbstractAuthenticationMiddleware, AuthenticationResult, AbstractMiddleware, ASGIMiddleware, DefineMiddleware
from litestar.status_codes import HTTP_401_UNAUTHORIZED, HTTP_403_FORBIDDEN
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="api"'}
`

runs(
  "Litestar",
  [
    [
      "a detail and no headers",
      `
def gate(connection: ASGIConnection, handler: BaseRouteHandler) -> None:
    if not connection.headers.get("Authorization"): raise NotAuthorizedException(detail="no")  #! missing-challenge
`,
    ],
    [
      "headers by name",
      `
def gate(connection: ASGIConnection, handler: BaseRouteHandler) -> None:
    if not connection.headers.get("Authorization"): raise HTTPException(detail="no", status_code=401, headers=CHALLENGE)
`,
    ],
    [
      "the class alone",
      `
def gate(connection: ASGIConnection, handler: BaseRouteHandler) -> None:
    if not connection.headers.get("Authorization"): raise NotAuthorizedException  #! missing-challenge
`,
    ],
    [
      "a class that fixes the status",
      `
class Login(HTTPException):
    status_code = 401
    detail = "login"
def gate(connection: ASGIConnection, handler: BaseRouteHandler) -> None:
    if not connection.headers.get("Authorization"): raise Login()  #! missing-challenge
`,
    ],
    [
      "a status where the detail belongs",
      `
@get("/a")
async def a(request: Request) -> dict:
    if not request.headers.get("Authorization"): raise HTTPException(401, "x")  #! dead-refusal
    return {}
`,
    ],
    [
      "a route's own status",
      `
@get("/a", status_code=401)
async def a() -> dict: return {}
`,
    ],
    [
      "an error that a handler returns",
      `
@get("/a")
async def a(request: Request) -> dict:
    if not request.headers.get("Authorization"): return NotAuthorizedException("no")  #! dead-refusal
    return {}
app = Litestar([a])
`,
    ],
    [
      "a response that a guard returns",
      `
def gate(connection: ASGIConnection, handler: BaseRouteHandler) -> None:
    if not connection.headers.get("Authorization"): return Response({"e": 1}, status_code=401, headers=CHALLENGE)  #! dead-refusal
@get("/a", guards=[gate])
async def a() -> dict: return {}
app = Litestar([a])
`,
    ],
    [
      "a guard that says no",
      `
def gate(connection: ASGIConnection, handler: BaseRouteHandler) -> bool:
    if not connection.headers.get("Authorization"): return False  #! dead-refusal
    return True
@get("/a", guards=[gate])
async def a() -> dict: return {}
app = Litestar([a])
`,
    ],
    [
      "a role in a guard",
      `
def admins(connection: ASGIConnection, handler: BaseRouteHandler) -> None:
    if "admin" not in connection.user.roles: raise NotAuthorizedException("admins", headers=CHALLENGE)  #! scope-check-401
@delete("/a", guards=[admins])
async def a() -> None: ...
`,
    ],
    [
      "a role in a guard that is made",
      `
def needs(role):
    def guard(connection: ASGIConnection, handler: BaseRouteHandler) -> None:
        if connection.user.role != role: raise NotAuthorizedException("x", headers=CHALLENGE)  #! scope-check-401
    return guard
@delete("/a", guards=[needs("admin")])
async def a() -> None: ...
`,
    ],
    [
      "a dependency that refuses",
      `
async def current(request: Request):
    token = request.headers.get("Authorization")
    if not token: raise NotAuthorizedException()  #! missing-challenge
    return token
@get("/a", dependencies={"user": Provide(current)})
async def a(user: str) -> dict: return {}
app = Litestar([a])
`,
    ],
    [
      "403 for a token that is no good",
      `
async def auth(request: Request):
    try: return jwt.decode(request.headers["Authorization"], key_of(), algorithms=["HS256"])
    except jwt.InvalidTokenError: raise PermissionDeniedException()  #! unauthenticated-403
`,
    ],
    [
      "a gate in front of handlers",
      `
async def gate(request: Request):
    if not request.headers.get("Authorization"): return Response({"e": 1}, status_code=401)  #! missing-challenge
app = Litestar([], before_request=gate)
`,
    ],
    [
      "a gate in front of handlers, and CORS by hand",
      `
async def gate(request: Request):  #! auth-on-options
    if not request.headers.get("Authorization"): return Response({"e": 1}, status_code=401, headers=CHALLENGE)
async def allow(response: Response) -> Response:
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
app = Litestar([], before_request=gate, after_request=allow)
`,
    ],
    [
      "a controller's guards, and CORS by hand",
      `
def gate(connection: ASGIConnection, handler: BaseRouteHandler) -> None:  #! auth-on-options
    if not connection.headers.get("Authorization"): raise NotAuthorizedException("no", headers=CHALLENGE)
class C(Controller):
    path = "/c"
    guards = [gate]
    @get()
    async def a(self) -> dict: return {}
async def allow(response: Response) -> Response:
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
app = Litestar([C], after_request=allow)
`,
    ],
    [
      "a router's guards, and CORS by hand",
      `
def gate(connection: ASGIConnection, handler: BaseRouteHandler) -> None:  #! auth-on-options
    if not connection.headers.get("Authorization"): raise NotAuthorizedException("no", headers=CHALLENGE)
@get("/a")
async def a() -> dict: return {}
r = Router("/r", route_handlers=[a], guards=[gate])
async def allow(response: Response) -> Response:
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
app = Litestar([r], after_request=allow)
`,
    ],
    [
      "any origin by default, with credentials",
      `
app = Litestar([], cors_config=CORSConfig(allow_credentials=True))  #! cors-credentials-wildcard
`,
    ],
    [
      "any origin, with credentials",
      `
app = Litestar([], cors_config=CORSConfig(allow_origins=["*"], allow_credentials=True))  #! cors-credentials-wildcard
`,
    ],
    [
      "one origin, with credentials",
      `
app = Litestar([], cors_config=CORSConfig(allow_origins=["https://a.example"], allow_credentials=True))
`,
    ],
    [
      "a handler of 401 that adds the challenge",
      `
def on401(request: Request, exc: Exception) -> Response:
    return Response({"e": 1}, status_code=401, headers=CHALLENGE)
def gate(connection: ASGIConnection, handler: BaseRouteHandler) -> None:
    if not connection.headers.get("Authorization"): raise NotAuthorizedException("no")
@get("/a", guards=[gate])
async def a() -> dict: return {}
app = Litestar([a], exception_handlers={HTTP_401_UNAUTHORIZED: on401})
`,
    ],
    [
      "a handler of one class that drops it",
      `
def on401(request: Request, exc: NotAuthorizedException) -> Response:
    return Response({"e": exc.detail}, status_code=401)  #! handler-drops-headers
@get("/a")
async def a(request: Request) -> dict:
    if not request.headers.get("Authorization"): raise NotAuthorizedException("no", headers=CHALLENGE)
    return {}
app = Litestar([a], exception_handlers={NotAuthorizedException: on401})
`,
    ],
    [
      "a controller's handler that drops it",
      `
def drop(request: Request, exc: HTTPException) -> Response:
    return Response({"e": exc.detail}, status_code=exc.status_code)  #! handler-drops-headers
class C(Controller):
    exception_handlers = {HTTPException: drop}
    @get("/a")
    async def a(self, request: Request) -> dict:
        if not request.headers.get("Authorization"): raise NotAuthorizedException("no", headers=CHALLENGE)
        return {}
app = Litestar([C])
`,
    ],
    [
      "a route's handler that drops it",
      `
def drop(request: Request, exc: HTTPException) -> Response:
    return Response({"e": exc.detail}, status_code=exc.status_code)  #! handler-drops-headers
@get("/a", exception_handlers={HTTPException: drop})
async def a(request: Request) -> dict:
    if not request.headers.get("Authorization"): raise NotAuthorizedException("no", headers=CHALLENGE)
    return {}
app = Litestar([a])
`,
    ],
    [
      "authentication of the project's own",
      `
class Auth(AbstractAuthenticationMiddleware):
    async def authenticate_request(self, connection: ASGIConnection) -> AuthenticationResult:
        h = connection.headers.get("X-API-KEY")
        if not h: raise NotAuthorizedException()  #! missing-challenge
        return AuthenticationResult(user=find(h), auth=h)
app = Litestar([], middleware=[DefineMiddleware(Auth, exclude=["schema"])])
`,
    ],
    [
      "middleware that a function makes",
      `
def factory(app):
    async def mw(scope, receive, send):
        request = Request(scope)
        if not request.headers.get("Authorization"): raise NotAuthorizedException("no", headers=CHALLENGE)
        await app(scope, receive, send)
    return mw
app = Litestar([], middleware=[factory])
`,
    ],
    [
      "middleware that a function makes, and CORS by hand",
      `
def factory(app):  #! auth-on-options
    async def mw(scope, receive, send):
        request = Request(scope)
        if not request.headers.get("Authorization"): raise NotAuthorizedException("no", headers=CHALLENGE)
        await app(scope, receive, send)
    return mw
async def allow(response: Response) -> Response:
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
app = Litestar([], middleware=[factory], after_request=allow)
`,
    ],
    [
      "what an error says, in a response",
      `
@get("/a")
async def a() -> Response:
    try: work()
    except Exception as e: return Response({"e": str(e)}, status_code=500)  #! leaky-detail
`,
    ],
    [
      "what an error says, in a handler",
      `
def oops(request: Request, exc: Exception) -> Response:
    return Response({"e": str(exc)}, status_code=500)  #! leaky-detail
app = Litestar([], exception_handlers={Exception: oops})
`,
    ],
    [
      "a key in the source",
      `
from litestar.security.jwt import JWTAuth
auth = JWTAuth(retrieve_user_handler=find, token_secret="abcd123")  #! unset-secret
`,
    ],
    [
      "a key for where none is set",
      `
import os
from litestar.security.jwt import JWTAuth
auth = JWTAuth(retrieve_user_handler=find, token_secret=os.environ.get("JWT_SECRET", "abcd123"))  #! unset-secret
`,
    ],
    [
      "a log-in",
      `
@post("/login")
async def login(request: Request) -> dict:
    user = await find(request)
    if not user or not verify_password(user.password, "x"): raise NotAuthorizedException()  #! missing-challenge
    return {}
`,
    ],
  ],
  prelude,
)

const prelude1 = `import jwt
import aiohttp_cors
from aiohttp import web, hdrs
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="api"'}
`

runs(
  "aiohttp",
  [
    [
      "the header's name as a constant",
      `
async def a(request):
    if not request.headers.get("Authorization"): raise web.HTTPUnauthorized(headers={hdrs.WWW_AUTHENTICATE: "Bearer"})
`,
    ],
    [
      "a body",
      `
async def a(request):
    if not request.headers.get("Authorization"): raise web.HTTPUnauthorized(body=b"x", content_type="application/json")  #! missing-challenge
`,
    ],
    [
      "the class alone",
      `
async def a(request):
    if not request.headers.get("Authorization"): raise web.HTTPUnauthorized  #! missing-challenge
`,
    ],
    [
      "the error by its own module",
      `
from aiohttp.web_exceptions import HTTPUnauthorized
async def a(request):
    if not request.headers.get("Authorization"): raise HTTPUnauthorized()  #! missing-challenge
`,
    ],
    [
      "the answer by its own name",
      `
from aiohttp.web import HTTPUnauthorized, json_response
async def a(request):
    if not request.headers.get("Authorization"): return json_response({}, status=401)  #! missing-challenge
`,
    ],
    [
      "a response with the challenge",
      `
async def a(request):
    if not request.headers.get("Authorization"): return web.Response(status=401, headers=CHALLENGE)
`,
    ],
    [
      "a class that adds the challenge",
      `
class Login(web.HTTPUnauthorized):
    def __init__(self): super().__init__(headers=CHALLENGE)
async def a(request):
    if not request.headers.get("Authorization"): raise Login()
`,
    ],
    [
      "a class that fixes the status",
      `
class Login(web.HTTPException):
    status_code = 401
async def a(request):
    if not request.headers.get("Authorization"): raise Login()  #! missing-challenge
`,
    ],
    [
      "a role in a middleware",
      `
@web.middleware
async def roles(request, handler):
    if request["user"].role != "admin": raise web.HTTPUnauthorized(headers=CHALLENGE)  #! scope-check-401
    return await handler(request)
app = web.Application(middlewares=[roles])
`,
    ],
    [
      "an error that a middleware raises",
      `
@web.middleware
async def gate(request, handler):
    if not request.headers.get("Authorization"): raise web.HTTPUnauthorized(headers=CHALLENGE)
    return await handler(request)
app = web.Application(middlewares=[gate])
`,
    ],
    [
      "middleware that a function makes",
      `
async def gate(app, handler):
    async def inner(request):
        if not request.headers.get("Authorization"): raise web.HTTPUnauthorized()  #! missing-challenge
        return await handler(request)
    return inner
app = web.Application(middlewares=[gate])
`,
    ],
    [
      "middleware that a function makes, and CORS",
      `
async def gate(app, handler):  #! auth-on-options
    async def inner(request):
        if not request.headers.get("Authorization"): raise web.HTTPUnauthorized(headers=CHALLENGE)
        return await handler(request)
    return inner
app = web.Application(middlewares=[gate])
cors = aiohttp_cors.setup(app)
`,
    ],
    [
      "a sub-application with both",
      `
@web.middleware
async def gate(request, handler):  #! auth-on-options
    if not request.headers.get("Authorization"): raise web.HTTPUnauthorized(headers=CHALLENGE)
    return await handler(request)
sub = web.Application(middlewares=[gate])
app = web.Application()
app.add_subapp("/api", sub)
aiohttp_cors.setup(sub)
`,
    ],
    [
      "all headers of the error beside a type of its own",
      `
@web.middleware
async def errors(request, handler):
    try: return await handler(request)
    except web.HTTPException as ex: return web.json_response({"e": ex.reason}, status=ex.status, headers=ex.headers)  #! dead-refusal
app = web.Application(middlewares=[errors])
`,
    ],
    [
      "a pair",
      `
async def a(request): return {"e": 1}, 401
`,
    ],
    [
      "any origin, with credentials",
      `
app = web.Application()
cors = aiohttp_cors.setup(app, defaults={"*": aiohttp_cors.ResourceOptions(allow_credentials=True, allow_headers="*")})  #! cors-credentials-wildcard
`,
    ],
    [
      "a route for OPTIONS behind the gate",
      `
@web.middleware
async def gate(request, handler):  #! auth-on-options
    if not request.headers.get("Authorization"): raise web.HTTPUnauthorized(headers=CHALLENGE)
    return await handler(request)
@web.middleware
async def cors(request, handler):
    response = await handler(request)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
async def preflight(request): return web.Response(status=204)
app = web.Application(middlewares=[cors, gate])
app.router.add_route("OPTIONS", "/{tail:.*}", preflight)
`,
    ],
    [
      "CORS by a signal",
      `
@web.middleware
async def gate(request, handler):  #! auth-on-options
    if not request.headers.get("Authorization"): raise web.HTTPUnauthorized(headers=CHALLENGE)
    return await handler(request)
async def allow(request, response): response.headers["Access-Control-Allow-Origin"] = "*"
app = web.Application(middlewares=[gate])
app.on_response_prepare.append(allow)
`,
    ],
    [
      "the challenge by a signal",
      `
async def add(request, response):
    if response.status == 401: response.headers["WWW-Authenticate"] = "Bearer"
async def a(request):
    if not request.headers.get("Authorization"): return web.json_response({"e": 1}, status=401)
    return web.Response()
app = web.Application()
app.router.add_get("/a", a)
app.on_response_prepare.append(add)
`,
    ],
    [
      "a class of views",
      `
class V(web.View):
    async def get(self):
        if not self.request.headers.get("Authorization"): raise web.HTTPUnauthorized()  #! missing-challenge
        return web.Response()
`,
    ],
    [
      "what an error says, in a middleware",
      `
@web.middleware
async def errors(request, handler):
    try: return await handler(request)
    except web.HTTPException: raise
    except Exception as e: return web.json_response({"e": str(e)}, status=500)  #! leaky-detail
app = web.Application(middlewares=[errors])
`,
    ],
    [
      "a role in a decorator",
      `
def needs(role):
    def deco(f):
        async def inner(request):
            user = request["user"]
            if role not in user.roles: raise web.HTTPUnauthorized(headers=CHALLENGE)  #! scope-check-401
            return await f(request)
        return inner
    return deco
@needs("admin")
async def a(request): return web.Response()
`,
    ],
    [
      "403 for a token that is no good",
      `
async def a(request):
    try: jwt.decode(request.headers["Authorization"], key_of(), algorithms=["HS256"])
    except jwt.PyJWTError: raise web.HTTPForbidden  #! unauthenticated-403
    return web.Response()
`,
    ],
    [
      "all headers of the error on a plain response",
      `
@web.middleware
async def errors(request, handler):
    try: return await handler(request)
    except web.HTTPException as ex: return web.Response(text=ex.reason, status=ex.status, headers=ex.headers)
app = web.Application(middlewares=[errors])
`,
    ],
  ],
  prelude1,
)

const prelude2 = `import jwt
from functools import wraps
from sanic import Blueprint, HTTPResponse, Sanic, empty, exceptions, json, text, response, html, raw, redirect
from sanic.exceptions import Forbidden, SanicException, Unauthorized
from sanic_cors import CORS
from sanic_ext import Extend
from sanic.views import HTTPMethodView
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="api"'}
app = Sanic("harbour")
`

runs(
  "Sanic",
  [
    [
      "a status by name",
      `
def gate(request):
    if not request.token: raise SanicException("no", status_code=401)  #! missing-challenge
`,
    ],
    [
      "headers by name",
      `
def gate(request):
    if not request.token: raise SanicException("no", status_code=401, headers=CHALLENGE)
`,
    ],
    [
      "the answer by its module",
      `
def gate(request):
    if not request.token: return response.json({"e": 1}, 401)  #! missing-challenge
`,
    ],
    [
      "a page",
      `
def gate(request):
    if not request.token: return html("no", 401)  #! missing-challenge
`,
    ],
    [
      "a header that is set",
      `
def gate(request):
    if request.token: return json({})
    r = json({}, 401)
    r.headers["WWW-Authenticate"] = "Bearer"
    return r
`,
    ],
    [
      "a status that is set",
      `
def gate(request):
    if request.token: return json({})
    r = json({})  #! missing-challenge
    r.status = 401
    return r
`,
    ],
    [
      "a decorator",
      `
def protected(f):
    @wraps(f)
    async def inner(request, *args, **kwargs):
        if not request.token: return json({"e": 1}, 401)  #! missing-challenge
        return await f(request, *args, **kwargs)
    return inner
@app.get("/a")
@protected
async def a(request): return json({})
`,
    ],
    [
      "a gate above the registration",
      `
def protected(f):
    @wraps(f)
    async def inner(request, *args, **kwargs):
        if not request.token: return json({"e": 1}, 401, CHALLENGE)
        return await f(request, *args, **kwargs)
    return inner
@protected  #! dead-refusal
@app.get("/a")
async def a(request): return json({})
`,
    ],
    [
      "a role",
      `
@app.get("/a")
async def a(request):
    if request.ctx.user.role != "admin": raise Unauthorized("admins", "Bearer")  #! scope-check-401
    return json({})
`,
    ],
    [
      "an error that a handler returns",
      `
@app.get("/a")
async def a(request):
    if not request.token: return Unauthorized("no", "Bearer")  #! dead-refusal
    return json({})
`,
    ],
    [
      "a handler of everything",
      `
@app.exception(Exception)
async def oops(request, exc): return json({"e": "x"}, 500)  #! dead-refusal
@app.get("/a")
async def a(request):
    if not request.token: raise Unauthorized("no", "Bearer")
    return json({})
`,
    ],
    [
      "a handler that is added",
      `
async def drop(request, exc): return json({"e": 1}, status=exc.status_code)  #! handler-drops-headers
app.error_handler.add(SanicException, drop)
@app.get("/a")
async def a(request):
    if not request.token: raise Unauthorized("no", "Bearer")
    return json({})
`,
    ],
    [
      "a handler that adds the challenge",
      `
@app.exception(Unauthorized)
async def add(request, exc): return json({"e": 1}, 401, CHALLENGE)
@app.get("/a")
async def a(request):
    if not request.token: raise Unauthorized("no")
    return json({})
`,
    ],
    [
      "middleware that adds the challenge",
      `
@app.on_response
async def add(request, response):
    if response.status == 401: response.headers["WWW-Authenticate"] = "Bearer"
@app.get("/a")
async def a(request):
    if not request.token: return json({}, 401)
    return json({})
`,
    ],
    [
      "middleware that adds it, by its kind",
      `
@app.middleware("response")
async def add(request, response):
    if response.status == 401: response.headers["WWW-Authenticate"] = "Bearer"
@app.get("/a")
async def a(request):
    if not request.token: return json({}, 401)
    return json({})
`,
    ],
    [
      "CORS by hand",
      `
@app.on_response
async def cors(request, response): response.headers["Access-Control-Allow-Origin"] = "*"
@app.on_request  #! auth-on-options
async def gate(request):
    if not request.token: return json({"e": 1}, 401, CHALLENGE)
`,
    ],
    [
      "CORS by hand, and the preflight answered first",
      `
@app.on_response
async def cors(request, response): response.headers["Access-Control-Allow-Origin"] = "*"
@app.on_request
async def pre(request):
    if request.method == "OPTIONS": return empty()
@app.on_request
async def gate(request):
    if not request.token: return json({"e": 1}, 401, CHALLENGE)
`,
    ],
    [
      "an app that is extended",
      `
app.extend(config={"cors_origins": "*"})
@app.on_request  #! auth-on-options
async def gate(request):
    if not request.token: return json({"e": 1}, 401, CHALLENGE)
`,
    ],
    [
      "an app that is told of origins",
      `
app.config.CORS_ORIGINS = "https://a.example"
@app.on_request  #! auth-on-options
async def gate(request):
    if not request.token: return json({"e": 1}, 401, CHALLENGE)
`,
    ],
    [
      "any origin, with credentials",
      `
CORS(app, supports_credentials=True)  #! cors-credentials-wildcard
`,
    ],
    [
      "any origin in the settings, with credentials",
      `
app.config.CORS_ORIGINS = "*"
app.config.CORS_SUPPORTS_CREDENTIALS = True  #! cors-credentials-wildcard
Extend(app)
`,
    ],
    [
      "a class of views",
      `
class V(HTTPMethodView):
    async def get(self, request):
        if not request.token: raise Unauthorized("no")  #! missing-challenge
        return json({})
app.add_route(V.as_view(), "/v")
`,
    ],
    [
      "403 where no token is given",
      `
@app.get("/a")
async def a(request):
    if request.token is None: raise Forbidden("no")  #! unauthenticated-403
    return json({})
`,
    ],
    [
      "403 for a token that is no good",
      `
@app.get("/a")
async def a(request):
    try: jwt.decode(request.token, key_of(), algorithms=["HS256"])
    except jwt.InvalidTokenError: return json({"e": "bad"}, 403)  #! unauthenticated-403
    return json({})
`,
    ],
    [
      "what an error says, in a handler",
      `
@app.exception(Exception)
async def oops(request, exc): return json({"e": str(exc)}, 500)  #! leaky-detail
`,
    ],
    [
      "what an error says, in a refusal",
      `
@app.get("/a")
async def a(request):
    try: jwt.decode(request.token, key_of(), algorithms=["HS256"])
    except jwt.InvalidTokenError as e: raise Unauthorized(str(e), "Bearer")  #! leaky-detail
    return json({})
`,
    ],
  ],
  prelude2,
)

const prelude3 = `import jwt
import tornado.web
from tornado.web import HTTPError, RequestHandler, Finish, authenticated
`

runs(
  "Tornado",
  [
    [
      "a reason",
      `
class B(RequestHandler):
    def get(self):
        if not self.request.headers.get("Authorization"): raise HTTPError(401, reason="no")  #! missing-challenge
`,
    ],
    [
      "a status by name",
      `
class B(RequestHandler):
    def get(self):
        if not self.request.headers.get("Authorization"): raise HTTPError(status_code=401)  #! missing-challenge
`,
    ],
    [
      "a role",
      `
class B(RequestHandler):
    @authenticated
    def get(self):
        if self.current_user.role != "admin": raise HTTPError(401)  #! scope-check-401
`,
    ],
    [
      "a header that is added",
      `
class B(RequestHandler):
    def get(self):
        if not self.request.headers.get("Authorization"):
            self.set_status(401)
            self.add_header("WWW-Authenticate", "Bearer")
            self.finish()
`,
    ],
    [
      "a helper that sets it",
      `
class Base(RequestHandler):
    def deny(self):
        self.set_status(401)
        self.set_header("WWW-Authenticate", "Bearer")
        self.finish()
class B(Base):
    def get(self):
        if not self.request.headers.get("Authorization"): return self.deny()
`,
    ],
    [
      "a helper without it",
      `
class Base(RequestHandler):
    def deny(self):
        self.set_status(401)  #! missing-challenge
        self.finish()
class B(Base):
    def get(self):
        if not self.request.headers.get("Authorization"): return self.deny()
`,
    ],
    [
      "no return behind a body",
      `
class B(RequestHandler):
    def get(self):
        if not self.request.headers.get("Authorization"):
            self.set_status(401)  #! missing-challenge, refusal-falls-through
            self.finish({"e": 1})
        self.write({"secret": load()})
`,
    ],
    [
      "no return behind an error",
      `
class B(RequestHandler):
    def get(self):
        if not self.request.headers.get("Authorization"):
            self.send_error(401)  #! missing-challenge, refusal-falls-through
        self.write({"secret": load()})
`,
    ],
    [
      "an error in front of the method",
      `
class B(RequestHandler):
    def prepare(self):
        if not self.request.headers.get("Authorization"):
            self.send_error(401)  #! missing-challenge
    def get(self): self.write({})
`,
    ],
    [
      "a status in front of the method, which runs",
      `
class B(RequestHandler):
    def prepare(self):
        if not self.request.headers.get("Authorization"):
            self.set_status(401)  #! dead-refusal
            self.write({"e": 1})
    def get(self): self.write({})
`,
    ],
    [
      "an error that a method returns",
      `
class B(RequestHandler):
    def get(self):
        if not self.request.headers.get("Authorization"): return HTTPError(401)  #! dead-refusal
        self.write({})
app = tornado.web.Application([(r"/b", B)])
`,
    ],
    [
      "what an error says, on the page of errors",
      `
class B(RequestHandler):
    def write_error(self, status_code, **kwargs):
        self.finish({"e": str(kwargs["exc_info"][1])})  #! leaky-detail
    def get(self): self.write({})
`,
    ],
    [
      "a trace on the page of errors",
      `
import traceback
class B(RequestHandler):
    def write_error(self, status_code, **kwargs):
        self.finish({"e": "".join(traceback.format_exception(*kwargs["exc_info"]))})  #! leaky-detail
    def get(self): self.write({})
`,
    ],
    [
      "what an error says, in a body",
      `
class B(RequestHandler):
    def get(self):
        try: work()
        except Exception as e:
            self.set_status(500)  #! leaky-detail
            self.finish({"e": str(e)})
`,
    ],
    [
      "what goes to the log",
      `
class B(RequestHandler):
    def get(self):
        try: work()
        except Exception as e: raise HTTPError(500, str(e))
`,
    ],
    [
      "what an error says, as the reason",
      `
class B(RequestHandler):
    def get(self):
        try: work()
        except Exception as e: raise HTTPError(500, reason=str(e))  #! leaky-detail
`,
    ],
    [
      "403 for a token that is no good",
      `
class B(RequestHandler):
    def get(self):
        try: jwt.decode(self.get_cookie("t"), key_of(), algorithms=["HS256"])
        except jwt.InvalidTokenError: raise HTTPError(403)  #! unauthenticated-403
`,
    ],
    [
      "the framework's own 403",
      `
class B(RequestHandler):
    @authenticated
    def post(self): self.write({})
`,
    ],
    [
      "a gate around the answer to OPTIONS",
      `
def gate(method):
    def inner(self, *a):
        if not self.request.headers.get("Authorization"):
            self.set_status(401)
            self.set_header("WWW-Authenticate", "Bearer")
            return self.finish()
        return method(self, *a)
    return inner
class B(RequestHandler):
    def set_default_headers(self): self.set_header("Access-Control-Allow-Origin", "*")
    @gate
    def options(self): self.set_status(204)
    @gate
    def get(self): self.write({})
app = tornado.web.Application([(r"/b", B)])  #! auth-on-options
`,
    ],
    [
      "an asynchronous gate in front",
      `
class Base(RequestHandler):
    def set_default_headers(self): self.set_header("Access-Control-Allow-Origin", "*")
    async def prepare(self):  #! auth-on-options
        if not self.request.headers.get("Authorization"): raise HTTPError(401)
    def write_error(self, status_code, **kw):
        if status_code == 401: self.set_header("WWW-Authenticate", "Bearer")
    def options(self): self.set_status(204)
class B(Base):
    def get(self): self.write({})
app = tornado.web.Application([(r"/b", B)])
`,
    ],
    [
      "a key in the source",
      `
app = tornado.web.Application([], cookie_secret="__TODO:_GENERATE_YOUR_OWN_RANDOM_VALUE_HERE__")  #! unset-secret
`,
    ],
    [
      "a key for where none is set",
      `
import os
app = tornado.web.Application([], cookie_secret=os.environ.get("COOKIE_SECRET", "dev"))  #! unset-secret
`,
    ],
    [
      "an app that is debugged",
      `
app = tornado.web.Application([], debug=True)
`,
    ],
    [
      "a look-up that finds nobody",
      `
class B(RequestHandler):
    def get_current_user(self):
        try: return jwt.decode(self.get_cookie("t"), key_of(), algorithms=["HS256"])
        except jwt.InvalidTokenError: return None
    @authenticated
    def get(self): self.write({})
`,
    ],
    [
      "what an error says, written",
      `
class B(RequestHandler):
    def get(self):
        try: work()
        except Exception as e:
            self.set_status(500)  #! leaky-detail
            self.write({"e": f"failed: {e}"})
            return
        self.write({})
`,
    ],
    [
      "words of its own",
      `
class B(RequestHandler):
    def get(self):
        try: work()
        except Exception as e:
            log(e)
            self.set_status(500)
            self.write({"e": "failed"})
            return
        self.write({"n": str(self)})
`,
    ],
    [
      "a failure that becomes nobody",
      `
def who(token):
    try: return jwt.decode(token, key_of(), algorithms=["HS256"])
    except jwt.InvalidTokenError: return None
class B(RequestHandler):
    def get(self):
        user = who(self.get_cookie("t"))
        self.write({"name": user["name"]})  #! swallowed-auth-error
`,
    ],
    [
      "one body for both ways",
      `
class B(RequestHandler):
    def get(self):
        body = {}
        if not self.request.headers.get("Authorization"):
            self.set_status(401)
            self.set_header("WWW-Authenticate", "Bearer")
            body = {"e": 1}
        self.write(body)
`,
    ],
    [
      "the other way in an else",
      `
class B(RequestHandler):
    def get(self):
        if not self.request.headers.get("Authorization"):
            self.set_status(401)
            self.set_header("WWW-Authenticate", "Bearer")
            self.write({"e": 1})
        else:
            self.write({"n": 1})
`,
    ],
    [
      "a body, and then the end",
      `
class B(RequestHandler):
    def get(self):
        if not self.request.headers.get("Authorization"):
            self.set_status(401)
            self.set_header("WWW-Authenticate", "Bearer")
            self.write({"e": 1})
        self.finish()
`,
    ],
    [
      "a helper that finishes in front",
      `
class B(RequestHandler):
    def deny(self): self.finish({"e": 1})
    def prepare(self):
        if not self.request.headers.get("Authorization"):
            self.set_status(401)  #! missing-challenge
            self.deny()
    def get(self): self.write({})
`,
    ],
    [
      "the end, raised in front",
      `
class B(RequestHandler):
    def prepare(self):
        if not self.request.headers.get("Authorization"):
            self.set_status(401)  #! missing-challenge
            self.write({"e": 1})
            raise Finish()
    def get(self): self.write({})
`,
    ],
    [
      "a return in front",
      `
class B(RequestHandler):
    def prepare(self):
        if not self.request.headers.get("Authorization"):
            self.set_status(401)  #! dead-refusal
            return
    def get(self): self.write({})
`,
    ],
    [
      "a page of errors in words of its own",
      `
class B(RequestHandler):
    def write_error(self, status_code, **kwargs):
        self.finish({"e": self._reason, "code": status_code})
`,
    ],
    [
      "a page of errors that is told to show it",
      `
import traceback
class B(RequestHandler):
    def write_error(self, status_code, **kwargs):
        if self.settings.get("debug") and "exc_info" in kwargs:
            self.finish("".join(traceback.format_exception(*kwargs["exc_info"])))
        else:
            self.finish({"e": "oops"})
`,
    ],
  ],
  prelude3,
)

const prelude4 = `import jwt
import falcon
import falcon.asgi
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="api"'}
`

runs(
  "Falcon",
  [
    [
      "challenges by a name",
      `
CH = ["Bearer"]
def gate(req, resp, resource, params):
    if not req.auth: raise falcon.HTTPUnauthorized(title="x", challenges=CH)
`,
    ],
    [
      "no challenges",
      `
def gate(req, resp, resource, params):
    if not req.auth: raise falcon.HTTPUnauthorized(title="x", challenges=[])  #! missing-challenge
`,
    ],
    [
      "a title and a description",
      `
def gate(req, resp, resource, params):
    if not req.auth: raise falcon.HTTPUnauthorized("t", "d")  #! missing-challenge
`,
    ],
    [
      "headers by position",
      `
def gate(req, resp, resource, params):
    if not req.auth: raise falcon.HTTPUnauthorized("t", "d", CHALLENGE)
`,
    ],
    [
      "a status by its long name",
      `
class B:
    def on_get(self, req, resp):
        if not req.auth:
            resp.status = falcon.HTTP_UNAUTHORIZED  #! missing-challenge
            return
        resp.media = {}
`,
    ],
    [
      "a status by its own module",
      `
from falcon.status_codes import HTTP_401
class B:
    def on_get(self, req, resp):
        if not req.auth:
            resp.status = HTTP_401  #! missing-challenge
            return
        resp.media = {}
`,
    ],
    [
      "headers that are set together",
      `
class B:
    def on_get(self, req, resp):
        if not req.auth:
            resp.status = 401
            resp.set_headers(CHALLENGE)
            return
        resp.media = {}
`,
    ],
    [
      "a class that adds the challenge",
      `
class Denied(falcon.HTTPUnauthorized):
    def __init__(self): super().__init__(title="x", challenges=["Bearer"])
def gate(req, resp, resource, params):
    if not req.auth: raise Denied()
`,
    ],
    [
      "an asynchronous responder",
      `
class B:
    async def on_get(self, req, resp):
        if not req.auth: raise falcon.HTTPUnauthorized(title="x")  #! missing-challenge
`,
    ],
    [
      "a status in front of the responder, which runs",
      `
class Gate:
    def process_request(self, req, resp):
        if not req.auth:
            resp.status = falcon.HTTP_401  #! dead-refusal
app = falcon.App(middleware=[Gate()])
`,
    ],
    [
      "a status in front of it, completed",
      `
class Gate:
    def process_request(self, req, resp):
        if not req.auth:
            resp.status = falcon.HTTP_401  #! missing-challenge
            resp.complete = True
app = falcon.App(middleware=[Gate()])
`,
    ],
    [
      "an error that a responder returns",
      `
class B:
    def on_get(self, req, resp):
        if not req.auth: return falcon.HTTPUnauthorized(challenges=["Bearer"])  #! dead-refusal
app = falcon.App()
app.add_route("/b", B())
`,
    ],
    [
      "a role",
      `
class B:
    def on_get(self, req, resp):
        if req.context.user.role != "admin": raise falcon.HTTPUnauthorized(challenges=["Bearer"])  #! scope-check-401
`,
    ],
    [
      "a role in a hook",
      `
def admins(req, resp, resource, params):
    if "admin" not in req.context.user["roles"]: raise falcon.HTTPUnauthorized(title="admins", challenges=["Bearer"])  #! scope-check-401
@falcon.before(admins)
class B:
    def on_get(self, req, resp): resp.media = {}
`,
    ],
    [
      "any origin, with credentials",
      `
app = falcon.App(middleware=[falcon.CORSMiddleware(allow_origins="*", allow_credentials="*")])  #! cors-credentials-wildcard
`,
    ],
    [
      "an asynchronous app",
      `
class Gate:
    async def process_request(self, req, resp):
        if not req.auth: raise falcon.HTTPUnauthorized(challenges=["Bearer"])
app = falcon.asgi.App(middleware=[Gate()], cors_enable=True)  #! auth-on-options
`,
    ],
    [
      "middleware that is added",
      `
class Gate:
    def process_request(self, req, resp):
        if not req.auth: raise falcon.HTTPUnauthorized(challenges=["Bearer"])
app = falcon.App(cors_enable=True)
app.add_middleware(Gate())  #! auth-on-options
`,
    ],
    [
      "CORS by hand",
      `
class Cors:
    def process_response(self, req, resp, resource, ok): resp.set_header("Access-Control-Allow-Origin", "*")
class Gate:
    def process_request(self, req, resp):
        if not req.auth: raise falcon.HTTPUnauthorized(challenges=["Bearer"])
app = falcon.App(middleware=[Cors(), Gate()])  #! auth-on-options
`,
    ],
    [
      "CORS by hand that answers the preflight",
      `
class Cors:
    def process_request(self, req, resp):
        resp.set_header("Access-Control-Allow-Origin", "*")
        if req.method == "OPTIONS":
            resp.status = 200
            resp.complete = True
class Gate:
    def process_request(self, req, resp):
        if not req.auth: raise falcon.HTTPUnauthorized(challenges=["Bearer"])
app = falcon.App(middleware=[Cors(), Gate()])
`,
    ],
    [
      "what an error says, in a handler",
      `
def oops(req, resp, ex, params):
    resp.status = 500  #! leaky-detail
    resp.media = {"e": str(ex)}
app = falcon.App()
app.add_error_handler(Exception, oops)
`,
    ],
    [
      "a handler of everything that is not the framework's",
      `
def oops(req, resp, ex, params):
    resp.status = 500
    resp.media = {"e": "x"}
class B:
    def on_get(self, req, resp):
        if not req.auth: raise falcon.HTTPUnauthorized(challenges=["Bearer"])
app = falcon.App()
app.add_route("/b", B())
app.add_error_handler(Exception, oops)
`,
    ],
    [
      "what an error says, in a description",
      `
class B:
    def on_get(self, req, resp):
        try: work()
        except Exception as e: raise falcon.HTTPInternalServerError(title="x", description=str(e))  #! leaky-detail
`,
    ],
    [
      "403 for a token that is no good",
      `
class B:
    def on_get(self, req, resp):
        try: jwt.decode(req.auth, key_of(), algorithms=["HS256"])
        except jwt.InvalidTokenError: raise falcon.HTTPForbidden()  #! unauthenticated-403
`,
    ],
    [
      "403 where no credential is given",
      `
class B:
    def on_get(self, req, resp):
        if not req.get_header("Authorization"):
            resp.status = falcon.HTTP_403  #! unauthenticated-403
            return
        resp.media = {}
`,
    ],
    [
      "everything is a bad token",
      `
class B:
    def on_get(self, req, resp):
        try: user = self.db.query(jwt.decode(req.auth, key_of(), algorithms=["HS256"])["sub"])
        except Exception: raise falcon.HTTPUnauthorized(challenges=["Bearer"])  #! catch-all-401
        resp.media = {}
`,
    ],
  ],
  prelude4,
)

const prelude5 = `import jwt
from quart import Blueprint, Quart, Response, abort, current_app, g, jsonify, make_response, request, session
from quart_cors import cors, route_cors
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="api"'}
app = Quart(__name__)
`

runs(
  "Quart",
  [
    [
      "text for a challenge object is sent letter by letter",
      `
@app.get("/a")
async def a():
    if not request.authorization: abort(401, www_authenticate="Bearer")  #! invalid-challenge
    return {}
`,
    ],
    [
      "CORS below a gate",
      `
from functools import wraps
def gate(f):
    @wraps(f)
    async def inner(*a, **k):
        if not request.headers.get("Authorization"): return {"e": 1}, 401, CHALLENGE
        return await f(*a, **k)
    return inner
@app.route("/a")  #! auth-on-options
@gate
@route_cors(allow_origin="*")
async def a(): return {}
`,
    ],
    [
      "a star with credentials: the app does not start",
      `
cors(app, allow_origin="*", allow_credentials=True)
`,
    ],
  ],
  prelude5,
)

const prelude6 = `import jwt
`

runs(
  "MCP servers",
  [
    [
      "an error that middleware raises",
      `
from mcp.server.fastmcp import FastMCP
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.base import BaseHTTPMiddleware
mcp = FastMCP("h")
class Gate(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        if not request.headers.get("Authorization"): raise HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})  #! dead-refusal
        return await call_next(request)
s = mcp.streamable_http_app()
s.add_middleware(Gate)
`,
    ],
    [
      "a server of the second version",
      `
from mcp.server.mcpserver import MCPServer
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.responses import JSONResponse
mcp = MCPServer("h")
class Gate(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        if not request.headers.get("Authorization"): return JSONResponse({}, 401)  #! missing-challenge
        return await call_next(request)
s = mcp.streamable_http_app()
s.add_middleware(Gate)
`,
    ],
    [
      "a route outside of the server's authentication",
      `
from mcp.server.fastmcp import FastMCP
from starlette.responses import JSONResponse
mcp = FastMCP("h", auth=settings, token_verifier=verifier)
@mcp.custom_route("/stats", methods=["GET"])
async def stats(request): return JSONResponse({})
`,
    ],
    [
      "an error that a tool raises",
      `
from fastmcp import FastMCP
from starlette.exceptions import HTTPException
mcp = FastMCP("h")
@mcp.tool
def book(n: int):
    if not allowed(): raise HTTPException(401, "no")
`,
    ],
    [
      "an answer by hand",
      `
from mcp.server.fastmcp import FastMCP
mcp = FastMCP("h")
class Gate:
    def __init__(self, app): self.app = app
    async def __call__(self, scope, receive, send):
        headers = dict(scope["headers"])
        if b"authorization" not in headers:
            await send({"type": "http.response.start", "status": 401, "headers": [(b"content-type", b"text/plain")]})  #! missing-challenge
            await send({"type": "http.response.body", "body": b"no"})
            return
        await self.app(scope, receive, send)
app2 = Gate(mcp.streamable_http_app())
`,
    ],
    [
      "an answer by hand, with the challenge",
      `
from mcp.server.fastmcp import FastMCP
mcp = FastMCP("h")
class Gate:
    def __init__(self, app): self.app = app
    async def __call__(self, scope, receive, send):
        headers = dict(scope["headers"])
        if b"authorization" not in headers:
            await send({"type": "http.response.start", "status": 401, "headers": [(b"www-authenticate", b'Bearer resource_metadata="https://a.example/.well-known/oauth-protected-resource"')]})
            await send({"type": "http.response.body", "body": b"no"})
            return
        await self.app(scope, receive, send)
app2 = Gate(mcp.streamable_http_app())
`,
    ],
    [
      "403 where no token is given",
      `
from mcp.server.fastmcp import FastMCP
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.responses import JSONResponse
mcp = FastMCP("h")
class Gate(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        if not request.headers.get("Authorization"): return JSONResponse({}, 403)  #! unauthenticated-403
        return await call_next(request)
s = mcp.streamable_http_app()
s.add_middleware(Gate)
`,
    ],
    [
      "a scope",
      `
from mcp.server.fastmcp import FastMCP
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.responses import JSONResponse
mcp = FastMCP("h")
class Gate(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        user = await identify(request)
        if "books:write" not in user.scopes: return JSONResponse({}, 401, {"WWW-Authenticate": "Bearer"})  #! scope-check-401
        return await call_next(request)
s = mcp.streamable_http_app()
s.add_middleware(Gate)
`,
    ],
    [
      "middleware in the wrong order",
      `
from fastmcp import FastMCP
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.responses import JSONResponse
class Gate(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        if not request.headers.get("Authorization"): return JSONResponse({}, 401, {"WWW-Authenticate": 'Bearer resource_metadata="https://a.example/x"'})
        return await call_next(request)
mcp = FastMCP("h")
s = mcp.http_app(middleware=[Middleware(Gate), Middleware(CORSMiddleware, allow_origins=["*"])])  #! auth-on-options
`,
    ],
    [
      "a gate in front of events",
      `
from mcp.server.fastmcp import FastMCP
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.responses import JSONResponse
mcp = FastMCP("h")
class Gate(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        if not request.headers.get("Authorization"): return JSONResponse({}, 401)  #! missing-challenge
        return await call_next(request)
s = mcp.sse_app()
s.add_middleware(Gate)
`,
    ],
    [
      "a verifier that finds nobody",
      `
from mcp.server.auth.provider import AccessToken, TokenVerifier
class V(TokenVerifier):
    async def verify_token(self, token):
        try: claims = jwt.decode(token, key_of(), algorithms=["RS256"])
        except jwt.InvalidTokenError: return None
        return AccessToken(token=token, client_id=claims["sub"], scopes=[])
`,
    ],
  ],
  prelude6,
)
