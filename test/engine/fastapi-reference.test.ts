import { runs } from "../support/marked-cases.ts"

// How FastAPI and Starlette answer, one row after the other.

const current = `
def current(token: str = Depends(bearer)):
    try: return find(jwt.decode(token, key_of())["sub"])
    except jwt.InvalidTokenError: raise HTTPException(401, "bad", CHALLENGE)
`

runs("what makes an answer", [
  [
    "an error by position",
    `
@app.get("/a")
def a(request: Request):
    if not request.headers.get("Authorization"): raise HTTPException(401, "no", CHALLENGE)
    if request.headers["Authorization"] == "x": raise HTTPException(401, "no") #! missing-challenge`,
  ],
  [
    "every class of response",
    `
from fastapi.responses import HTMLResponse, ORJSONResponse, StreamingResponse, UJSONResponse
@app.get("/a")
def a(x: int):
    if x == 1: return HTMLResponse("no", 401) #! missing-challenge
    if x == 2: return ORJSONResponse({}, 401) #! missing-challenge
    if x == 3: return UJSONResponse({}, 401) #! missing-challenge
    if x == 4: return StreamingResponse(iter([]), 401) #! missing-challenge
    if x == 6: return Response("no", 401, CHALLENGE)`,
  ],
  [
    "headers of the injected response reach plain data only",
    `
def who(response: Response, tok: str | None = Header(None)):
    response.headers["WWW-Authenticate"] = "Bearer"
    if not tok: raise HTTPException(401, "login") #! missing-challenge
@app.get("/a", dependencies=[Depends(who)])
def a(): ...
@app.get("/b")
def b(response: Response):
    response.status_code = 401
    response.headers["WWW-Authenticate"] = "Bearer"
    return {"e": 1}`,
  ],
  [
    "raw ASGI",
    `
class Gate:
    def __init__(self, app): self.app = app
    async def __call__(self, scope, receive, send):
        if not dict(scope["headers"]).get(b"authorization"):
            await send({"type": "http.response.start", "status": 401, "headers": [(b"www-authenticate", b"Bearer")]})
            return
        if dict(scope["headers"])[b"authorization"] == b"x":
            await send({"type": "http.response.start", "status": 401, "headers": []}) #! missing-challenge
            return
        await self.app(scope, receive, send)
app.add_middleware(Gate)`,
  ],
  [
    "requires",
    `
from starlette.authentication import requires
@app.get("/a")
@requires("admin", status_code=401) #! scope-check-401
def a(request: Request): ...
@app.get("/b")
@requires("admin")
def b(request: Request): ...`,
  ],
  [
    "errors of sockets are none",
    `
from fastapi import WebSocket, WebSocketException
@app.websocket("/a")
async def a(ws: WebSocket):
    if "x" not in ws.headers: raise WebSocketException(code=1008, reason="no")
    await ws.close(code=1008)`,
  ],
  [
    "helpers that give an error",
    `
class Errors:
    @staticmethod
    def invalid_token(): return HTTPException(401, "x") #! missing-challenge
def unauthorized(msg): return HTTPException(401, msg, CHALLENGE)
def a(): raise Errors.invalid_token()
def b(): raise unauthorized("x")`,
  ],
  [
    "one made before, raised twice",
    `
def current(token: str = Depends(bearer)):
    credentials_exception = HTTPException(status_code=401, detail="no") #! missing-challenge
    try: payload = jwt.decode(token, key_of())
    except jwt.InvalidTokenError: raise credentials_exception
    if payload.get("sub") is None: raise credentials_exception
    return payload`,
  ],
  [
    "a helper that never returns",
    `
from typing import NoReturn
def deny() -> NoReturn: raise HTTPException(401, "no") #! missing-challenge
@app.get("/a")
def a(request: Request):
    if not request.headers.get("Authorization"): deny()`,
  ],
])

runs("what only looks like one", [
  [
    "returned",
    `
@app.get("/a")
def a(): return HTTPException(401) #! dead-refusal
@app.get("/b")
def b(): return {"error": "no"}, 401 #! dead-refusal`,
  ],
  [
    "from a dependency",
    `
def gate(req: Request):
    if "x" not in req.headers: return JSONResponse({"e": 1}, 401) #! dead-refusal
def gate2(): return HTTPException(401) #! dead-refusal
@app.get("/a", dependencies=[Depends(gate), Depends(gate2)])
def a(): ...`,
  ],
  [
    "that cannot be sent",
    `
def a(): raise HTTPException(status_code="401") #! dead-refusal
def b(): raise HTTPException(401, headers={"WWW-Authenticate": None}) #! dead-refusal
def c(): raise HTTPException(401, headers=[("WWW-Authenticate", "Bearer")]) #! dead-refusal`,
  ],
  [
    "with the challenge in the wrong place",
    `
def a(): raise HTTPException(401, {"WWW-Authenticate": "Bearer"}) #! missing-challenge
def b(): raise HTTPException(401, "x", {"WWW_Authenticate": "Bearer"}) #! missing-challenge`,
  ],
  [
    "errors that nothing answers",
    `
class AuthError(Exception): pass
def a(user):
    if not user: raise PermissionError("no")
    assert user, "no"
    raise AuthError("no")`,
  ],
])

runs("where errors become answers", [
  [
    "not in middleware",
    `
from starlette.middleware.base import BaseHTTPMiddleware
class Gate(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        if not request.headers.get("Authorization"): raise HTTPException(401, "no", CHALLENGE) #! dead-refusal
        return await call_next(request)
app.add_middleware(Gate)
@app.middleware("http")
async def gate(request, call_next):
    if not request.headers.get("Authorization"): raise HTTPException(401, "no", CHALLENGE) #! dead-refusal
    return await call_next(request)`,
  ],
  [
    "but in the middleware of a route",
    `
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.routing import Mount, Route
from starlette.applications import Starlette
class Gate(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        if not request.headers.get("Authorization"): raise HTTPException(401, "no", CHALLENGE)
        return await call_next(request)
def show(request): return PlainTextResponse("x")
site = Starlette(routes=[Mount("/x", routes=[Route("/y", show)], middleware=[Middleware(Gate)])])`,
  ],
  [
    "answered in middleware",
    `
class Gate:
    def __init__(self, app): self.app = app
    async def __call__(self, scope, receive, send):
        if not dict(scope["headers"]).get(b"authorization"):
            return await JSONResponse({}, 401, CHALLENGE)(scope, receive, send)
        await self.app(scope, receive, send)
app.add_middleware(Gate)`,
  ],
])

runs("error classes", [
  [
    "that bring the challenge",
    `
class Unauthorized(HTTPException):
    def __init__(self, detail="login first", **kw):
        super().__init__(401, detail, headers={"WWW-Authenticate": "Bearer"}, **kw)
class Api401(HTTPException):
    status_code, headers = 401, {"WWW-Authenticate": "Bearer"}
    def __init__(self): super().__init__(status_code=self.status_code, headers=self.headers)
class Old(HTTPException):
    def __init__(self): super(Old, self).__init__(401, "x", CHALLENGE)
class Older(HTTPException):
    def __init__(self): HTTPException.__init__(self, 401, "x", CHALLENGE)
class Further(Unauthorized): pass
def a(): raise Unauthorized()
def b(): raise Api401()
def c(): raise Old()
def d(): raise Older()
def e(): raise Further("x")`,
  ],
  [
    "whose attribute is overwritten",
    `
class Unauth2(HTTPException):
    headers = {"WWW-Authenticate": "Bearer"}
def a(): raise Unauth2(401) #! missing-challenge`,
  ],
  [
    "that hand on what they get",
    `
class Api(HTTPException):
    def __init__(self, detail, **kwargs): super().__init__(401, detail, **kwargs)
def a(): raise Api("x", headers=CHALLENGE)
def b(): raise Api("x") #! missing-challenge`,
  ],
  [
    "with headers of their own unless given some",
    `
class Api(HTTPException):
    def __init__(self, detail, headers=None):
        headers = headers or {"WWW-Authenticate": "Bearer"}
        super().__init__(401, detail, headers)
def a(): raise Api("x")`,
  ],
  [
    "whose handler says what becomes of them",
    `
class AppError(Exception):
    def __init__(self, code, msg, status_code=400, headers=None):
        self.code, self.msg, self.status_code, self.headers = code, msg, status_code, headers
@app.exception_handler(AppError)
async def on_app(request, exc): return JSONResponse({"c": exc.code}, exc.status_code, exc.headers)
@app.get("/a")
def a(request: Request):
    if not request.headers.get("Authorization"): raise AppError(1, "no", 401) #! missing-challenge
    if request.headers["Authorization"] == "x": raise AppError(1, "no", 401, CHALLENGE)`,
  ],
])

runs("what the framework's own gates answer", [
  [
    "old versions",
    `── requirements.txt
fastapi==0.115.0
── main.py
from fastapi.security import APIKeyCookie, OpenIdConnect
a = HTTPBearer() #! unauthenticated-403
b = APIKeyHeader(name="X-Key") #! unauthenticated-403
c = OpenIdConnect(openIdConnectUrl="/x") #! unauthenticated-403
d = OAuth2PasswordBearer(tokenUrl="token")
e = HTTPBasic()
@app.post("/token")
def token(): ...
@app.get("/a", dependencies=[Depends(a), Depends(b), Depends(c), Depends(d), Depends(e)])
def show(): ...`,
  ],
  [
    "new versions",
    `── requirements.txt
fastapi>=0.122
── main.py
a = HTTPBearer()
@app.get("/a", dependencies=[Depends(a)])
def show(): ...`,
  ],
  [
    "no version",
    `
a = HTTPBearer()
@app.get("/a", dependencies=[Depends(a)])
def show(): ...`,
  ],
  [
    "written in the middle of a parameter",
    `── requirements.txt
fastapi==0.115.0
── main.py
@app.get("/a")
def show(c = Depends(HTTPBearer())): ... #! unauthenticated-403`,
  ],
  [
    "a range that holds both",
    `── requirements.txt
fastapi>=0.110
── main.py
@app.get("/a")
def show(c = Depends(HTTPBearer())): ...`,
  ],
  [
    "a subclass that refuses more",
    `
class JWTBearer(HTTPBearer):
    async def __call__(self, request: Request):
        credentials = await super().__call__(request)
        if credentials:
            if not verify_jwt(credentials.credentials): raise HTTPException(403, "Invalid token or expired token.") #! unauthenticated-403
            return credentials.credentials
@app.get("/a", dependencies=[Depends(JWTBearer())])
def a(): ...`,
  ],
  [
    "replaced",
    `
class QuietBearer(HTTPBearer):
    def make_not_authenticated_error(self): return HTTPException(401, "login") #! missing-challenge
@app.get("/a", dependencies=[Depends(QuietBearer())])
def a(): ...`,
  ],
])

runs("Starlette's authentication", [
  [
    "a text that is shown",
    `
from starlette.authentication import AuthenticationBackend, AuthenticationError
class Backend(AuthenticationBackend):
    async def authenticate(self, conn):
        try: return load(conn)
        except Exception as e: raise AuthenticationError(str(e)) #! leaky-detail`,
  ],
  [
    "its handler is an exit",
    `
from starlette.authentication import AuthenticationBackend, AuthenticationError
from starlette.middleware.authentication import AuthenticationMiddleware
class Backend(AuthenticationBackend):
    async def authenticate(self, conn):
        if not conn.headers.get("Authorization"): raise AuthenticationError("no")
def on_error(conn, exc): return JSONResponse({"e": 1}, status_code=401) #! missing-challenge
app.add_middleware(AuthenticationMiddleware, backend=Backend(), on_error=on_error)`,
  ],
  [
    "an error that nothing answers there",
    `
from starlette.authentication import AuthenticationBackend
from starlette.middleware.authentication import AuthenticationMiddleware
class Backend(AuthenticationBackend):
    async def authenticate(self, conn):
        if not conn.headers.get("Authorization"): raise HTTPException(401, "no", CHALLENGE) #! dead-refusal
app.add_middleware(AuthenticationMiddleware, backend=Backend())`,
  ],
  [
    "a user, and what it may",
    `
@app.get("/a")
def a(request: Request):
    if not request.user.is_authenticated: raise HTTPException(401, "no", CHALLENGE)
    if "write" not in request.auth.scopes: raise HTTPException(401, "no", CHALLENGE) #! scope-check-401`,
  ],
])

runs("how a gate is attached", [
  [
    "by the annotation of an empty Depends",
    `${current}
class Gate:
    def __init__(self, user = Depends(current)):
        if "admin" not in user.roles: raise HTTPException(401, "no", CHALLENGE) #! scope-check-401
@app.get("/a")
def a(gate: Gate = Depends()): ...`,
  ],
  [
    "a lambda",
    `
@app.get("/a")
def a(user = Depends(lambda request: request.user)):
    if user is None: raise HTTPException(401, "no") #! missing-challenge`,
  ],
  [
    "to a route, a router, its inclusion and the app",
    `${current}
for_app = FastAPI(dependencies=[Depends(current)])
router = APIRouter()
@router.get("/a")
def a(request: Request):
    if not request.headers.get("X-Right"): raise HTTPException(401, "no", CHALLENGE)
def admin(user = Depends(current)):
    if user.role != "admin": raise HTTPException(401, "no", CHALLENGE) #! scope-check-401
for_app.include_router(router, dependencies=[Depends(admin)])`,
  ],
  [
    "awaited by hand",
    `── requirements.txt
fastapi==0.115.0
── main.py
security = HTTPBearer() #! unauthenticated-403
@app.get("/a")
async def a(request: Request):
    credentials = await security(request)`,
  ],
  [
    "made and awaited at once",
    `── requirements.txt
fastapi==0.115.0
── main.py
async def current(request: Request):
    credentials = await HTTPBearer()(request) #! unauthenticated-403
@app.get("/a", dependencies=[Depends(current)])
async def a(): ...`,
  ],
])

const keeps = `
from fastapi.exception_handlers import http_exception_handler
from starlette.exceptions import HTTPException as StarletteHTTPException
`

runs("what handlers catch", [
  [
    "Starlette's error: FastAPI's as well",
    `${keeps}
@app.exception_handler(StarletteHTTPException)
async def on_http(request, exc): return JSONResponse({"e": 1}, status_code=exc.status_code) #! handler-drops-headers
@app.get("/a")
def a(request: Request):
    if not request.headers.get("Authorization"): raise HTTPException(401, "no", CHALLENGE)`,
  ],
  [
    "FastAPI's error: not Starlette's",
    `${keeps}
@app.exception_handler(HTTPException)
async def on_http(request, exc): return JSONResponse({"e": 1}, exc.status_code, CHALLENGE)
@app.get("/a")
def a(request: Request):
    if not request.headers.get("Authorization"): raise StarletteHTTPException(401, "no") #! missing-challenge
    if request.headers["Authorization"] == "x": raise HTTPException(401, "no")`,
  ],
  [
    "a status comes before a class",
    `${keeps}
@app.exception_handler(StarletteHTTPException)
async def on_http(request, exc): return await http_exception_handler(request, exc)
@app.exception_handler(401)
async def on_401(request, exc): return JSONResponse({"e": 1}, 401, CHALLENGE)
@app.get("/a")
def a(request: Request):
    if not request.headers.get("Authorization"): raise HTTPException(401, "no")`,
  ],
  [
    "Exception: not the framework's errors",
    `
@app.exception_handler(Exception)
async def on_error(request, exc): return JSONResponse({"e": "no"}, 500)
@app.get("/a")
def a(request: Request):
    if not request.headers.get("Authorization"): raise HTTPException(401, "no") #! missing-challenge`,
  ],
  [
    "registered inside a helper",
    `${keeps}
def register(target):
    @target.exception_handler(StarletteHTTPException)
    async def on_http(request, exc): return JSONResponse({"e": 1}, exc.status_code) #! handler-drops-headers
register(app)`,
  ],
  [
    "a page instead",
    `${keeps}
from fastapi.templating import Jinja2Templates
templates = Jinja2Templates("t")
@app.exception_handler(StarletteHTTPException)
async def on_http(request, exc): return templates.TemplateResponse("error.html", {"request": request}, status_code=exc.status_code) #! handler-drops-headers`,
  ],
])

runs("scopes", [
  [
    "compared: the tutorial's answer is the wrong one",
    `
def current(ss: SecurityScopes, token: str = Depends(bearer)):
    value = f'Bearer scope="{ss.scope_str}"' if ss.scopes else "Bearer"
    try: payload = jwt.decode(token, key_of())
    except jwt.InvalidTokenError: raise HTTPException(401, "bad", {"WWW-Authenticate": value})
    for scope in ss.scopes:
        if scope not in payload["scopes"]: raise HTTPException(401, "Not enough permissions", {"WWW-Authenticate": value}) #! scope-check-401
    return payload
@app.get("/a")
def a(user = Security(current, scopes=["me"])): ...`,
  ],
  [
    "collected only",
    `${current}
@app.get("/a")
def a(user = Security(current, scopes=["me"])): ... #! scopes-not-enforced`,
  ],
  [
    "handed to a helper",
    `
def current(ss: SecurityScopes, token: str = Depends(bearer)):
    check_scopes(ss.scopes, token)
@app.get("/a")
def a(user = Security(current, scopes=["me"])): ...`,
  ],
])

const cors = `
def auth(request):
    if not request.headers.get("Authorization"): return JSONResponse({}, 401, CHALLENGE)
class Auth:
    def __init__(self, app): self.app = app
    async def __call__(self, scope, receive, send):
        if not dict(scope["headers"]).get(b"authorization"): return await JSONResponse({}, 401, CHALLENGE)(scope, receive, send)
        await self.app(scope, receive, send)
from starlette.middleware import Middleware
`
const origins = `allow_origins=["https://ui.example"]`

runs("CORS and preflights", [
  [
    "CORS, then a gate",
    `${cors}app.add_middleware(CORSMiddleware, ${origins})\napp.add_middleware(Auth) #! auth-on-options`,
  ],
  ["a gate, then CORS", `${cors}app.add_middleware(Auth)\napp.add_middleware(CORSMiddleware, ${origins})`],
  [
    "in a list, CORS first",
    `${cors}api = FastAPI(middleware=[Middleware(CORSMiddleware, ${origins}), Middleware(Auth)])`,
  ],
  [
    "in a list, the gate first",
    `${cors}api = FastAPI(middleware=[
    Middleware(Auth), #! auth-on-options
    Middleware(CORSMiddleware, ${origins}),
])`,
  ],
  [
    "a list, and a gate afterwards",
    `${cors}api = FastAPI(middleware=[Middleware(CORSMiddleware, ${origins})])\napi.add_middleware(Auth) #! auth-on-options`,
  ],
  [
    "the gate lets OPTIONS through",
    `${cors}app.add_middleware(CORSMiddleware, ${origins})
@app.middleware("http")
async def gate(request, call_next):
    if request.method == "OPTIONS": return await call_next(request)
    return auth(request) or await call_next(request)`,
  ],
  [
    "safe methods pass",
    `${cors}app.add_middleware(CORSMiddleware, ${origins})
SAFE = ("GET", "HEAD", "OPTIONS")
@app.middleware("http")
async def gate(request, call_next):
    if request.method in SAFE: return await call_next(request)
    if not request.headers.get("Authorization"): return JSONResponse({}, 401, CHALLENGE)
    return await call_next(request)`,
  ],
  [
    "a preflight is known by its header",
    `${cors}app.add_middleware(CORSMiddleware, ${origins})
@app.middleware("http")
async def gate(request, call_next):
    if "access-control-request-method" in request.headers: return await call_next(request)
    if not request.headers.get("Authorization"): return JSONResponse({}, 401, CHALLENGE)
    return await call_next(request)`,
  ],
  [
    "the gate guards one prefix",
    `${cors}app.add_middleware(CORSMiddleware, ${origins})
@app.middleware("http") #! auth-on-options
async def gate(request, call_next):
    if not request.url.path.startswith("/admin"): return await call_next(request)
    if not request.headers.get("Authorization"): return JSONResponse({}, 401, CHALLENGE)
    return await call_next(request)`,
  ],
  [
    "dependencies alone",
    `${cors}def gate(request: Request):
    if not request.headers.get("Authorization"): raise HTTPException(401, "no", CHALLENGE)
api = FastAPI(dependencies=[Depends(gate)])
@api.get("/x")
def x(): ...`,
  ],
  [
    "a route that takes OPTIONS itself, and no CORS",
    `${cors}def gate(request: Request):
    if not request.headers.get("Authorization"): raise HTTPException(401, "no", CHALLENGE)
api = FastAPI(dependencies=[Depends(gate)])
@api.options("/x") #! auth-on-options
def x(): return Response(headers={"Access-Control-Allow-Origin": "https://ui.example"})`,
  ],
  [
    "the same behind CORS",
    `${cors}def gate(request: Request):
    if not request.headers.get("Authorization"): raise HTTPException(401, "no", CHALLENGE)
api = FastAPI(dependencies=[Depends(gate)])
api.add_middleware(CORSMiddleware, ${origins})
@api.options("/x")
def x(): return Response(headers={"Access-Control-Allow-Origin": "https://ui.example"})`,
  ],
  ["wrapped around the app", `${cors}app.add_middleware(Auth)\nserved = CORSMiddleware(app, ${origins})`],
  [
    "the parent's CORS, the child's gate",
    `${cors}child = FastAPI()
child.add_middleware(Auth)
app.mount("/c", child)
app.add_middleware(CORSMiddleware, ${origins})`,
  ],
  [
    "a backend that lets the anonymous in",
    `${cors}from starlette.authentication import AuthenticationBackend, AuthenticationError
from starlette.middleware.authentication import AuthenticationMiddleware
class Lenient(AuthenticationBackend):
    async def authenticate(self, conn):
        if "Authorization" not in conn.headers: return
        return load(conn)
app.add_middleware(CORSMiddleware, ${origins})
app.add_middleware(AuthenticationMiddleware, backend=Lenient())`,
  ],
  [
    "a backend that does not",
    `${cors}from starlette.authentication import AuthenticationBackend, AuthenticationError
from starlette.middleware.authentication import AuthenticationMiddleware
class Strict(AuthenticationBackend):
    async def authenticate(self, conn):
        if "Authorization" not in conn.headers: raise AuthenticationError("no")
        return load(conn)
app.add_middleware(CORSMiddleware, ${origins})
app.add_middleware(AuthenticationMiddleware, backend=Strict()) #! auth-on-options`,
  ],
  [
    "any origin, with credentials",
    `app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True) #! cors-credentials-wildcard`,
  ],
])
