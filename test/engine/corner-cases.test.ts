import { runs } from "../support/marked-cases.ts"

// Where FastAPI and Starlette are used in unusual ways.

runs("headers", [
  ["another constant's", `def a(): raise HTTPException(status_code=401, detail="x", headers=CHALLENGE)`],
  [
    "put together",
    `
def a(rid):
    h = {"X-Req": rid, **CHALLENGE}
    return JSONResponse({"e": 1}, 401, headers=h)
def b(base): return JSONResponse({}, 401, headers=base | CHALLENGE)
def c(base): return JSONResponse({}, 401, headers=dict(base, **CHALLENGE))
def d():
    h = {}
    h["www-authenticate"] = "Bearer"
    return JSONResponse({}, 401, headers=h)
def e():
    h = {"X": "1"}
    h.update(CHALLENGE)
    return JSONResponse({}, 401, headers=h)`,
  ],
  [
    "under a name that is not literal",
    `
WWW = "www-authenticate"
class Header:
    WWW_AUTH = "WWW-Authenticate"
def a(): raise HTTPException(401, "no", {WWW: "Bearer"})
def b(): raise HTTPException(401, "no", {Header.WWW_AUTH: "Bearer"})
def c(): raise HTTPException(401, "no", {hdrs.WWW_AUTHENTICATE: "Bearer"})`,
  ],
  ["that nobody can read", "def d(extra): return JSONResponse({}, 401, headers={**extra})"],
  [
    "under a condition",
    `
def deny(wants: bool):
    headers = {"WWW-Authenticate": "Bearer"} if wants else {}
    raise HTTPException(401, "no", headers)`,
  ],
  [
    "set afterwards, here or one level up",
    `
def bare(): return JSONResponse({}, 401)
def no():
    resp = JSONResponse({"e": "no"}, status_code=401)
    resp.headers["WWW-Authenticate"] = "Bearer"
    return resp
@app.get("/a")
def wrapped():
    r = bare()
    r.headers.update(CHALLENGE)
    return r`,
  ],
  [
    "of a builder, call by call",
    `
def err(status, code, headers=None):
    return JSONResponse({"code": code}, status_code=status, headers=headers)
@app.get("/x")
def x(): return err(401, "no_token") #! missing-challenge
@app.get("/y")
def y(): return err(401, "no_token", CHALLENGE)
@app.get("/z")
def z(): return err(403, "role")`,
  ],
  [
    "whose scheme browsers do not know",
    `
@app.get("/x")
def deny(request: Request):
    xhr = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    return Response(status_code=401, headers={"WWW-Authenticate": "xBasic" if xhr else 'Basic realm="x"'})`,
  ],
  [
    "for HTMX alone",
    `
@app.get("/x")
def hx(user = Depends(lambda: None)):
    if not user: return Response(status_code=401, headers={"HX-Redirect": "/login"}) #! missing-challenge`,
  ],
  ["on a 403", `def a(): raise HTTPException(403, "x", {"WWW-Authenticate": 'Bearer error="insufficient_scope"'})`],
  [
    "that name the reason themselves",
    `
def a(): raise HTTPException(401, "x", {"WWW-Authenticate": 'Bearer error="insufficient_scope"'}) #! scope-check-401
def b(): raise HTTPException(403, "x", {"WWW-Authenticate": 'Bearer error="invalid_token"'}) #! unauthenticated-403
def c(): raise HTTPException(401, "x", {"WWW-Authenticate": 'Bearer error="insufficient_user_authentication", acr_values="mfa"'})`,
  ],
  [
    "with what was asked for",
    `
@app.get("/x")
def a(ss: SecurityScopes, token: str = Depends(bearer)):
    try: jwt.decode(token, key_of())
    except jwt.InvalidTokenError: raise HTTPException(401, "x", {"WWW-Authenticate": f'Bearer scope="{ss.scope_str}"'})`,
  ],
])

runs("what is caught", [
  [
    "raised again",
    `
def a(tok):
    try: user = verify(tok)
    except HTTPException: raise`,
  ],
  [
    "sent on with a status of its own",
    `
def a(tok):
    try: user = verify(tok)
    except AuthServiceError as e: raise HTTPException(e.status_code, e.detail)`,
  ],
  [
    "a right's refusal turned into a 401",
    `
@app.get("/x")
def a(tok: str = Depends(bearer)):
    try:
        claims = jwt.decode(tok, key_of())
        if "admin" not in claims["roles"]:
            raise HTTPException(403, "admins only")
    except Exception:
        raise HTTPException(401, "bad token", CHALLENGE) #! scope-check-401`,
  ],
  [
    "a right's refusal let through first",
    `
@app.get("/x")
def a(tok: str = Depends(bearer)):
    try:
        claims = jwt.decode(tok, key_of())
        if "admin" not in claims["roles"]:
            raise HTTPException(403, "admins only")
    except HTTPException: raise
    except jwt.InvalidTokenError:
        raise HTTPException(401, "bad token", CHALLENGE)`,
  ],
  [
    "two errors without brackets, as Python 3.14 takes them",
    `
@app.get("/x")
def a(tok: str = Depends(bearer)):
    try:
        payload = jwt.decode(tok, key_of(), algorithms=["HS256"])
    except jwt.InvalidTokenError, ValidationError:
        raise HTTPException(status_code=403, detail="Could not validate credentials") #! unauthenticated-403`,
  ],
])

runs("answers made elsewhere", [
  [
    "a handler in another file adds the challenge",
    `── errors.py
class AuthError(Exception): pass
── service.py
from errors import AuthError
def service(tok):
    if not tok: raise AuthError("no token")
── main.py
from errors import AuthError
from service import service
@app.exception_handler(AuthError)
async def on_auth(request, exc):
    return JSONResponse({"e": "login"}, status_code=401, headers={"WWW-Authenticate": "Bearer"})
@app.get("/")
def root(request: Request): service(request.headers.get("Authorization"))`,
  ],
  [
    "the handler lacks the challenge, and is told so once",
    `── errors.py
class AuthError(Exception): pass
── service.py
from errors import AuthError
def service(tok):
    if not tok: raise AuthError("no token")
    if tok == "x": raise AuthError("bad token")
── main.py
from errors import AuthError
from service import service
@app.exception_handler(AuthError)
async def on_auth(request, exc):
    return JSONResponse({"e": "login"}, status_code=401) #! missing-challenge
@app.get("/")
def root(request: Request): service(request.headers.get("Authorization"))`,
  ],
  [
    "one place adds it to every 401",
    `
@app.middleware("http")
async def challenge(request, call_next):
    response = await call_next(request)
    if response.status_code == 401:
        response.headers.setdefault("WWW-Authenticate", "Bearer")
    return response
@app.get("/x")
def x(request: Request):
    if not request.headers.get("Authorization"): raise HTTPException(401)`,
  ],
  [
    "a hierarchy of its own, read by one handler",
    `
class AppError(Exception):
    status_code = 500
    headers = None
class NeedLogin(AppError):
    status_code = 401
    headers = {"WWW-Authenticate": "Bearer"}
@app.exception_handler(AppError)
async def h(request, exc): return JSONResponse({"e": "no"}, status_code=exc.status_code, headers=exc.headers)
@app.get("/x")
def x(request: Request):
    if not request.headers.get("Authorization"): raise NeedLogin()`,
  ],
  [
    "another server's answer sent on",
    `
@app.get("/x")
async def proxy(request: Request):
    up = await client.request(request.method, url)
    if up.status_code < 400: return Response(up.content, up.status_code, headers=dict(up.headers))
    if up.status_code == 401: return Response(up.content, status_code=401)
    raise HTTPException(status_code=up.status_code, detail="upstream")`,
  ],
])

runs("no exits", [
  [
    "documentation",
    `
@app.get("/x", responses={401: {"description": "no token"}, status.HTTP_403_FORBIDDEN: {"model": Err}})
async def x(): "Returns 401 if unauthorized."
CODES = {401: "unauthorized", 403: "forbidden"}`,
  ],
  [
    "comparisons",
    `
def f(client):
    r = client.get("/me"); assert r.status_code == 401
    if r.status_code in (401, 403): refresh()
    match r.status_code:
        case 401: login()`,
  ],
  [
    "clients",
    `
import httpx, responses
from discord import HTTPException as Foreign
def f(url):
    try:
        r = httpx.get(url); r.raise_for_status()
    except httpx.HTTPStatusError as e:
        if e.response.status_code == 401: token.refresh()
    responses.add(responses.GET, url, status=401)
    return httpx.Response(401)
def g(): raise Foreign(401, "x")`,
  ],
  [
    "other protocols",
    `
def a(context): context.abort(grpc.StatusCode.UNAUTHENTICATED, "x")
async def b(ws): await ws.close(code=4401)
@app.get("/x")
def envelope(): return {"code": 401, "msg": "login"}`,
  ],
  [
    "code that nothing runs",
    `
def b():
    return {}
    raise HTTPException(401)
# def c(): raise HTTPException(401)`,
  ],
  [
    "a redirect to the page for the log-in",
    `
from fastapi.responses import HTMLResponse, RedirectResponse
@app.get("/x")
def page(user = Depends(lambda: None)): return RedirectResponse("/login") if not user else HTMLResponse("hi")`,
  ],
  [
    "after the answer has gone out",
    `
from contextlib import asynccontextmanager
from fastapi import BackgroundTasks
@asynccontextmanager
async def lifespan(app):
    if not ready(): raise HTTPException(401)
    yield
api = FastAPI(lifespan=lifespan)
@app.on_event("startup")
def started(): raise HTTPException(401)
def session():
    yield open_session()
    raise HTTPException(401)
def report(): raise HTTPException(401)
@app.get("/x")
def x(tasks: BackgroundTasks, s = Depends(session)):
    tasks.add_task(report)
    return {}`,
  ],
  [
    "a table and a splat",
    `
def a(kind):
    code, msg = ERRORS[kind]
    raise HTTPException(code, msg)
def b(err): raise HTTPException(**err.as_http())`,
  ],
])

runs("errors of one's own", [
  [
    "a class whose name is not its status",
    `
class UnauthorizedException(HTTPException):
    def __init__(self, detail): super().__init__(403, detail) #! unauthenticated-403
def a(request: Request):
    if not request.headers.get("Authorization"): raise UnauthorizedException("no")`,
  ],
  [
    "a default status",
    `
class AuthError(HTTPException):
    def __init__(self, detail, status_code=401): super().__init__(status_code, detail) #! missing-challenge
def a(): raise AuthError("x", 403)
def b(): raise AuthError("x")`,
  ],
  [
    "a factory and a partial",
    `
from functools import partial
def _unauth(msg): return HTTPException(401, msg, headers=CHALLENGE)
Unauthorized = partial(HTTPException, 401, headers=CHALLENGE)
def a(): raise _unauth("expired") from None
def b(): raise Unauthorized(detail="x")
@app.get("/c")
def c(): return _unauth("x") #! dead-refusal`,
  ],
  [
    "one made in advance, raised from several files",
    `── errors.py
EXC = HTTPException(401, "x") #! missing-challenge
── a.py
from errors import EXC
def a(): raise EXC
── b.py
from errors import EXC
def b(): raise EXC`,
  ],
  [
    "two in one raise",
    `
class Unauthorized(HTTPException):
    def __init__(self): super().__init__(401, "x", CHALLENGE)
class Forbidden(HTTPException):
    def __init__(self): super().__init__(403, "x")
def gate(user): raise (Unauthorized() if user is None else Forbidden())`,
  ],
  [
    "under other names",
    `── app/__init__.py
── app/core/__init__.py
── app/core/errors.py
from fastapi import HTTPException
── main.py
from fastapi import HTTPException as HE, status as st
from app.core import errors
def a(): raise HE(st.HTTP_401_UNAUTHORIZED, "x", CHALLENGE)
def b(): raise errors.HTTPException(401) #! missing-challenge`,
  ],
  [
    "from a star import, which may be another",
    `
from starlette.routing import *
def a(): raise HTTPException(401, "x", CHALLENGE)`,
  ],
])

runs("the way in", [
  [
    "a middleware in front of CORS that lets some paths through",
    `
from fastapi.middleware.cors import CORSMiddleware
app.add_middleware(CORSMiddleware, allow_origins=["https://ui.example"])
@app.middleware("http") #! auth-on-options
async def auth(request, call_next):
    if request.url.path in PUBLIC_PATHS: return await call_next(request)
    if not request.headers.get("Authorization"): return JSONResponse({}, 401, CHALLENGE)
    return await call_next(request)`,
  ],
  [
    "a middleware that only notes who it is",
    `
from fastapi.middleware.cors import CORSMiddleware
app.add_middleware(CORSMiddleware, allow_origins=["https://ui.example"])
@app.middleware("http")
async def whoami(request, call_next):
    request.state.user = maybe_user(request); return await call_next(request)`,
  ],
  [
    "a dependency refuses behind CORS",
    `
from fastapi.middleware.cors import CORSMiddleware
def gate(request: Request):
    if not request.headers.get("Authorization"): raise HTTPException(401, "no", CHALLENGE)
app.add_middleware(CORSMiddleware, allow_origins=["https://ui.example"])
@app.get("/x", dependencies=[Depends(gate)])
def x(): ...`,
  ],
  [
    "CORS in another file, before the gate",
    `── cors.py
from fastapi.middleware.cors import CORSMiddleware
def configure_cors(app): app.add_middleware(CORSMiddleware, allow_origins=["https://ui.example"])
── main.py
from starlette.middleware.base import BaseHTTPMiddleware
from cors import configure_cors
class AuthMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        if not request.headers.get("Authorization"): return JSONResponse({}, 401, CHALLENGE)
        return await call_next(request)
def create_app():
    made = FastAPI()
    configure_cors(made)
    made.add_middleware(AuthMiddleware) #! auth-on-options
    return made`,
  ],
  [
    "CORS made by hand, further out",
    `
@app.middleware("http")
async def auth(request, call_next):
    if not request.headers.get("Authorization"): return JSONResponse({}, 401, CHALLENGE)
    return await call_next(request)
@app.middleware("http")
async def cors(request, call_next):
    if request.method == "OPTIONS": return Response(status_code=204, headers={"Access-Control-Allow-Origin": "https://ui.example"})
    return await call_next(request)`,
  ],
  [
    "no CORS at all",
    `
@app.middleware("http")
async def auth(request, call_next):
    if not request.headers.get("Authorization"): return JSONResponse({}, 401, CHALLENGE)
    return await call_next(request)`,
  ],
  [
    "a mounted app behind its parent's CORS",
    `
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from fastapi.middleware.cors import CORSMiddleware
class AuthMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        if not request.headers.get("Authorization"): return JSONResponse({}, 401, CHALLENGE)
        return await call_next(request)
app.add_middleware(CORSMiddleware, allow_origins=["https://ui.example"])
app.mount("/admin", Starlette(routes=[], middleware=[Middleware(AuthMiddleware)]))`,
  ],
  [
    "somebody else's middleware",
    `
from fastapi.middleware.cors import CORSMiddleware
from some_package import SomeAuthMiddleware
app.add_middleware(CORSMiddleware, allow_origins=["https://ui.example"])
app.add_middleware(SomeAuthMiddleware)`,
  ],
  [
    "a socket that is closed in a middleware",
    `
from fastapi.middleware.cors import CORSMiddleware
app.add_middleware(CORSMiddleware, allow_origins=["https://ui.example"])
class Gate:
    def __init__(self, app): self.app = app
    async def __call__(self, scope, receive, send):
        if scope["type"] == "websocket": await WebSocket(scope, receive, send).close(1008); return
        await self.app(scope, receive, send)
app.add_middleware(Gate)`,
  ],
])

runs("what was asked", [
  [
    "an owner",
    `
def current(token: str = Depends(bearer)):
    try: return find(jwt.decode(token, key_of())["sub"])
    except jwt.InvalidTokenError: raise HTTPException(401, "bad", CHALLENGE)
@app.get("/a")
def del_a(item: int, user = Depends(current)):
    if items[item].owner_id != user.id: raise HTTPException(401, "not yours", CHALLENGE) #! scope-check-401
@app.get("/b")
def del_b(id: int, user = Depends(current)):
    if db.get(id, owner=user.id) is None: raise HTTPException(404)`,
  ],
  [
    "nobody has set the server up",
    `
@app.get("/a")
def a():
    if not settings.TOKEN: raise HTTPException(401, "not configured", CHALLENGE)`,
  ],
  [
    "a token for administrators is a credential",
    `
from fastapi import Header
def root(x_admin_token: str | None = Header(None)):
    if x_admin_token != settings.ADMIN_TOKEN: raise HTTPException(401, "Admin token required", CHALLENGE) #! timing-unsafe-compare
@app.get("/a", dependencies=[Depends(root)])
def a(): ...`,
  ],
  [
    "nobody, or not an administrator",
    `
@app.get("/a")
def mixed(user = Depends(lambda: None)):
    if not user or user.role != "admin": raise HTTPException(401, "no", CHALLENGE)`,
  ],
  [
    "one after the other",
    `
def gate(user):
    if not user: raise HTTPException(401, "login", CHALLENGE)
    if not user.is_staff: raise HTTPException(401, "staff", CHALLENGE) #! scope-check-401`,
  ],
  [
    "an audience",
    `
@app.get("/a")
def a(token: str = Depends(bearer)):
    claims = jwt.decode(token, key_of())
    if claims["aud"] != AUD: raise HTTPException(401, "Audience not allowed", CHALLENGE)`,
  ],
  [
    "a validator that gives a pair",
    `
def current(token: str = Depends(bearer)):
    try: return find(jwt.decode(token, key_of())["sub"])
    except jwt.InvalidTokenError: raise HTTPException(401, "bad", CHALLENGE)
@app.get("/a")
def a(doc: int, user = Depends(current)):
    ok, why = can_edit(user, doc)
    if not ok: raise HTTPException(401, why, CHALLENGE) #! scope-check-401`,
  ],
  [
    "Basic with and without a challenge",
    `
from secrets import compare_digest
from fastapi.security import HTTPBasic, HTTPBasicCredentials
@app.get("/a")
def admin(c: Annotated[HTTPBasicCredentials, Depends(HTTPBasic())]):
    if not compare_digest(c.password, PW): raise HTTPException(401, "wrong") #! missing-challenge`,
  ],
])

runs("refusals that do not refuse", [
  [
    "a status on the injected response",
    `
@app.get("/a")
def a(response: Response):
    response.status_code = 401; return {"e": 1} #! missing-challenge`,
  ],
  [
    "a status that a dependency sets",
    `
def gate(request: Request, response: Response):
    if "x" not in request.headers: response.status_code = 401 #! dead-refusal
@app.get("/a", dependencies=[Depends(gate)])
def a(): return {}`,
  ],
])

runs("one finding to an exit", [
  [
    "a scope is more than a challenge",
    `
def current(token: str = Depends(bearer)):
    try: return find(jwt.decode(token, key_of())["sub"])
    except jwt.InvalidTokenError: raise HTTPException(401, "bad", CHALLENGE)
@app.get("/a")
def a(user = Depends(current)):
    if "write" not in user.scopes: raise HTTPException(401, "no") #! scope-check-401`,
  ],
  [
    "silenced on the first line of the statement",
    `
def a(request: Request):
    if not request.headers.get("Authorization"):
        raise HTTPException(  # gatelint: ignore[missing-challenge] -- a gateway adds it
            401,
            "no",
        )`,
  ],
])
