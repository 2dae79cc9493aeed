import { ruleTest } from "../support/rule-test.ts"

const prelude = `import jwt
from litestar import Controller, Litestar, Request, Response, get
from litestar.config.cors import CORSConfig
from litestar.connection import ASGIConnection
from litestar.exceptions import HTTPException, NotAuthorizedException, PermissionDeniedException
from litestar.datastructures import ResponseHeader
from litestar.middleware import ASGIMiddleware, AbstractAuthenticationMiddleware, DefineMiddleware
from litestar.status_codes import HTTP_401_UNAUTHORIZED
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="api"'}
`

ruleTest("missing-challenge", {
  litestar: {
    prelude,
    quiet: [
      `
def gate(connection: ASGIConnection, handler) -> None:
    if not connection.headers.get("Authorization"): raise NotAuthorizedException("no", headers=CHALLENGE)`,
      // Class attributes are read.
      `
class Login(NotAuthorizedException):
    headers = CHALLENGE
def gate(connection: ASGIConnection, handler) -> None:
    if not connection.headers.get("Authorization"): raise Login("no")`,
      `
def on_401(request: Request, exc: HTTPException) -> Response: return Response({}, status_code=401, headers=CHALLENGE)
@get("/a")
async def a(request: Request) -> dict:
    if not request.headers.get("Authorization"): raise NotAuthorizedException()
app = Litestar(route_handlers=[a], exception_handlers={401: on_401})`,
      // A package turns every error into a page or a redirection, as a plugin of the project wants it.
      `
from pages import show_page
class Core:
    def on_app_init(self, config):
        config = auth.on_app_init(config)
        config.exception_handlers.update({Exception: show_page})
        return config
def gate(connection: ASGIConnection, handler) -> None:
    if not connection.headers.get("Authorization"): raise NotAuthorizedException("no")
core = Core()
app = Litestar(plugins=[core])`,
      // What its own authentication answers is the framework's.
      `
from litestar.security.jwt import JWTAuth
auth = JWTAuth(retrieve_user_handler=find, token_secret=key_of(), exclude=["/open"])
@get("/a")
async def a(request: Request) -> dict: return {}
app = Litestar(route_handlers=[a], on_app_init=[auth.on_app_init])`,
    ],
    loud: [
      `
def gate(connection: ASGIConnection, handler) -> None:
    if not connection.headers.get("Authorization"): raise «NotAuthorizedException("no")»`,
      `
def gate(connection: ASGIConnection, handler) -> None:
    if not connection.cookies.get("session"): raise «HTTPException("no", status_code=HTTP_401_UNAUTHORIZED)»`,
      `
@get("/a")
async def a(request: Request) -> Response:
    if not request.headers.get("Authorization"): return «Response({"e": 1}, status_code=401)»
    return Response({})`,
    ],
  },
})

ruleTest("scope-check-401", {
  litestar: {
    prelude,
    quiet: [
      `
def admins(connection: ASGIConnection, handler) -> None:
    if not connection.user.is_admin: raise PermissionDeniedException()`,
    ],
    loud: [
      // The name of the error says one thing, the test another.
      `
def admins(connection: ASGIConnection, handler) -> None:
    if not connection.user.is_admin: «raise NotAuthorizedException("admins", headers=CHALLENGE)»`,
    ],
  },
})

ruleTest("unauthenticated-403", {
  litestar: {
    prelude,
    quiet: [],
    loud: [
      `
def gate(connection: ASGIConnection, handler) -> None:
    if not connection.headers.get("Authorization"): «raise PermissionDeniedException()»`,
    ],
  },
})

ruleTest("dead-refusal", {
  litestar: {
    prelude,
    quiet: [
      `
def gate(connection: ASGIConnection, handler) -> None:
    if not connection.headers.get("Authorization"): raise HTTPException("no", status_code=401, headers=CHALLENGE)`,
    ],
    loud: [
      // The first argument is the detail: this is a 500.
      `
def gate(connection: ASGIConnection, handler) -> None:
    if not connection.headers.get("Authorization"): «raise HTTPException(401)»`,
      // A guard that returns has let the request pass.
      `
def gate(connection: ASGIConnection, handler) -> None:
    if not connection.headers.get("Authorization"): «return NotAuthorizedException("no")»
@get("/a", guards=[gate])
async def a() -> dict: return {}
app = Litestar(route_handlers=[a])`,
    ],
  },
})

ruleTest("handler-drops-headers", {
  litestar: {
    prelude,
    quiet: [
      `
def keep(request: Request, exc: HTTPException) -> Response:
    return Response({"e": exc.detail}, status_code=exc.status_code, headers=exc.headers)
app = Litestar(route_handlers=[], exception_handlers={HTTPException: keep})`,
    ],
    loud: [
      `
def ‹drop›(request: Request, exc: HTTPException) -> Response:
    return «Response({"e": exc.detail}, status_code=exc.status_code)»
app = Litestar(route_handlers=[], exception_handlers={HTTPException: drop})`,
    ],
  },
})

ruleTest("leaky-detail", {
  litestar: {
    prelude,
    quiet: [],
    loud: [
      `
@get("/a")
async def a() -> dict:
    try: return work()
    except Exception as e: raise HTTPException(«str(e)», status_code=500)`,
    ],
  },
})

ruleTest("auth-on-options", {
  litestar: {
    prelude,
    quiet: [
      // CORSConfig wraps the whole app, wherever the middleware stands.
      `
class Gate(AbstractAuthenticationMiddleware):
    async def authenticate_request(self, connection: ASGIConnection):
        if not connection.headers.get("Authorization"): raise NotAuthorizedException("no", headers=CHALLENGE)
app = Litestar(route_handlers=[], middleware=[DefineMiddleware(Gate)], cors_config=CORSConfig(allow_origins=["https://a.example"]))`,
      // It leaves OPTIONS out by itself.
      `
class Gate(AbstractAuthenticationMiddleware):
    async def authenticate_request(self, connection: ASGIConnection):
        if not connection.headers.get("Authorization"): raise NotAuthorizedException("no", headers=CHALLENGE)
app = Litestar(route_handlers=[], middleware=[DefineMiddleware(Gate)], response_headers=[ResponseHeader(name="Access-Control-Allow-Origin", value="*")])`,
      // No CORS at all.
      `
def gate(connection: ASGIConnection, handler) -> None:
    if not connection.headers.get("Authorization"): raise NotAuthorizedException("no", headers=CHALLENGE)
app = Litestar(route_handlers=[], guards=[gate])`,
      // The guard of one handler is not the guard of the automatic OPTIONS.
      `
def gate(connection: ASGIConnection, handler) -> None:
    if not connection.headers.get("Authorization"): raise NotAuthorizedException("no", headers=CHALLENGE)
@get("/a", guards=[gate])
async def a(request: Request) -> dict: return {}
app = Litestar(route_handlers=[a], response_headers=[ResponseHeader(name="Access-Control-Allow-Origin", value="*")])`,
    ],
    loud: [
      // The automatic OPTIONS of every route has the guards of the app around it.
      `
def «gate»(connection: ASGIConnection, handler) -> None:
    if not connection.headers.get("Authorization"): raise NotAuthorizedException("no", headers=CHALLENGE)
app = Litestar(route_handlers=[], guards=[gate], response_headers=[ResponseHeader(name="Access-Control-Allow-Origin", value="*")])`,
      `
def «gate»(connection: ASGIConnection, handler) -> None:
    if not connection.headers.get("Authorization"): raise NotAuthorizedException("no", headers=CHALLENGE)
async def allow(response: Response) -> Response:
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
app = Litestar(route_handlers=[], guards=[gate], after_request=allow)`,
      // What stands in front of everything and exempts nothing.
      `
class Gate(ASGIMiddleware):
    async def handle(self, scope, receive, send, next_app):
        connection = ASGIConnection(scope)
        if not connection.headers.get("Authorization"): raise NotAuthorizedException("no", headers=CHALLENGE)
        await next_app(scope, receive, send)
app = Litestar(route_handlers=[], middleware=[«Gate()»], response_headers=[ResponseHeader(name="Access-Control-Allow-Origin", value="*")])`,
    ],
  },
})
