import { fastapiPrelude } from "../support/fastapi-prelude.ts"
import { ruleTest } from "../support/rule-test.ts"

ruleTest("missing-challenge", {
  fastapi: {
    prelude: fastapiPrelude,
    quiet: [
      // The only caller completes the answer.
      `
def bare_401(): return JSONResponse({"e": 1}, 401)
@app.get("/a")
def wrapped(request: Request):
    r = bare_401()
    r.headers.update(CHALLENGE)
    return r`,
      // After the yield the answer has left: the client saw it.
      `
def dep():
    yield 1
    raise HTTPException(401, "late")
@app.get("/a")
def a(d=Depends(dep)): return d`,
      `
def gate(token):
    if not token: raise HTTPException(401, headers={"www-authenticate": "Negotiate"})`,
      // A computed header map may carry the challenge.
      `
def gate(token, challenge):
    if not token: raise HTTPException(401, headers=challenge())`,
      `
def gate(token):
    if not token: raise HTTPException(status_code=401, detail="x", headers=CHALLENGE)`,
      `
def gate(token, rid):
    h = {"X-Req": rid, **CHALLENGE}
    if not token: return JSONResponse({"e": 1}, 401, headers=h)`,
      `
WWW = "www-authenticate"
def gate(token):
    if not token: raise HTTPException(401, "no", {WWW: "Bearer"})`,
      // Nothing literal: what is spread may hold it.
      `
def gate(token, extra):
    if not token: return JSONResponse({}, 401, headers={**extra})`,
      // Only some callers ask for it: not certain enough to speak.
      `
def deny(wants_challenge: bool):
    headers = {"WWW-Authenticate": "Bearer"} if wants_challenge else {}
    raise HTTPException(401, "no", headers)`,
      `
def gate(token):
    h = {}
    h["WWW-Authenticate"] = "Bearer"
    if not token: raise HTTPException(401, "no", h)`,
      `
def gate(token):
    base = {"X-Id": "1"}
    if not token: raise HTTPException(401, "no", base | CHALLENGE)`,
      `
def no():
    resp = JSONResponse({"e": "no"}, status_code=401)
    resp.headers["WWW-Authenticate"] = "Bearer"
    return resp`,
      `
def no():
    resp = JSONResponse({"e": "no"}, status_code=401)
    resp.headers.update(CHALLENGE)
    return resp`,
      `
def err(status, code, headers=None):
    return JSONResponse({"code": code}, status_code=status, headers=headers)
def y(): return err(401, "no_token", CHALLENGE)
def z(): return err(403, "role")`,
      `
class Unauthorized(HTTPException):
    def __init__(self, detail="login first", **kw):
        super().__init__(401, detail, headers={"WWW-Authenticate": "Bearer"}, **kw)
def gate(token):
    if not token: raise Unauthorized()`,
      `
class Api401(HTTPException):
    status_code, headers = 401, {"WWW-Authenticate": "Bearer"}
    def __init__(self): super().__init__(status_code=self.status_code, headers=self.headers)
def gate(token):
    if not token: raise Api401()`,
      `
def unauthorized(msg): return HTTPException(401, msg, headers=CHALLENGE)
def gate(token):
    if not token: raise unauthorized("expired") from None`,
      `
from functools import partial
Unauthorized = partial(HTTPException, 401, headers=CHALLENGE)
def gate(token):
    if not token: raise Unauthorized(detail="x")`,
      // A layer adds it to every 401 of the app.
      `
@app.middleware("http")
async def challenge(request, call_next):
    response = await call_next(request)
    if response.status_code == 401:
        response.headers.setdefault("WWW-Authenticate", "Bearer")
    return response
@app.get("/me")
def me(request: Request):
    if not request.headers.get("Authorization"): raise HTTPException(401, "no")`,
      // The handler of another file answers for every raise.
      `
── errors.py
class AuthError(Exception):
    pass
── service.py
from errors import AuthError
def service(tok):
    if not tok: raise AuthError("no token")
── main.py
from errors import AuthError
@app.exception_handler(AuthError)
async def on_auth(request, exc):
    return JSONResponse({"e": "login"}, status_code=401, headers={"WWW-Authenticate": "Bearer"})`,
      // Documentation, comparisons, other protocols' numbers: no exits.
      `
@app.get("/x", responses={401: {"description": "no token"}})
async def x(): "Returns 401 if unauthorized."
CODES = {401: "unauthorized"}`,
      `
def refresh(client):
    r = client.get("/me")
    if r.status_code in (401, 403): return None`,
      `
async def leave(ws): await ws.close(code=4401)
def envelope(): return {"code": 401, "msg": "login"}`,
      // Another package's HTTPException.
      `
from discord import HTTPException as Foreign
def gate(token):
    if not token: raise Foreign(401)`,
      // Another server's answer, passed on.
      `
import httpx
def refresh():
    answer = httpx.get("https://id.example")
    if answer.status_code == 401: raise HTTPException(401, "log in there again")`,
      // The provider refused this server's own key: that says nothing of who is asking.
      `
import openai
@app.get("/models")
async def models(client):
    try: return await client.models.list()
    except openai.AuthenticationError: raise HTTPException(401, "the key was refused")`,
      // So does an error of the project's own that stands for it.
      `
── errors.py
class ModelAuthError(Exception):
    pass
── client.py
import openai
from errors import ModelAuthError
def ask(client):
    try: return client.models.list()
    except openai.AuthenticationError as e: raise ModelAuthError("the key was refused") from e
── main.py
from errors import ModelAuthError
from client import ask
@app.exception_handler(ModelAuthError)
async def on_refused(request, exc): return JSONResponse({"error": "the key was refused"}, 401)
@app.get("/models")
def models(client): return ask(client)`,
      // Who is asking is settled; the key in question is somebody else's.
      `
class ProviderCredentialsError(Exception):
    pass
def current_user(token: Annotated[str, Depends(bearer)]):
    try: return jwt.decode(token, key_of())["sub"]
    except jwt.InvalidTokenError: raise HTTPException(401, "bad", CHALLENGE)
@app.post("/providers/test")
def try_provider(provider: Request, user: Annotated[str, Depends(current_user)]):
    try: return make_provider(provider)
    except ProviderCredentialsError: raise HTTPException(401, "bad provider key")`,
      // The handler reads the status and the headers of a class of the project's own.
      `
class Denied(HTTPException):
    def __init__(self): super().__init__(401, "no", CHALLENGE)
@app.exception_handler(HTTPException)
def on_http(request: Request, exc: HTTPException):
    return JSONResponse({"detail": 1}, exc.status_code, getattr(exc, "headers", None))
@app.get("/me")
def me(request: Request):
    if not request.headers.get("Authorization"): raise Denied()`,
      // It was kept for a while, and is another server's all the same.
      `
import httpx
def refresh():
    last_status = None
    for url in ("https://a.example", "https://b.example"):
        answer = httpx.get(url)
        last_status = answer.status_code
    if last_status == 401: raise HTTPException(401, "log in there again")`,
      // The old 403, kept on purpose.
      `
class OldBearer(HTTPBearer):
    def make_not_authenticated_error(self): return HTTPException(403, "login")`,
      `
class LoudBearer(HTTPBearer):
    def make_not_authenticated_error(self): return HTTPException(401, "login", CHALLENGE)`,
      `
def gate(token):
    if not token: raise HTTPException`,
      // The status is not known.
      `
def gate(kind, errors):
    code, msg = errors[kind]
    raise HTTPException(code, msg)`,
      // Any scheme's name satisfies RFC 9110.
      `
def deny(request):
    xhr = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    return Response(status_code=401, headers={"WWW-Authenticate": "xBasic" if xhr else "Basic"})`,
      // The class that was raised says both.
      `
class AppError(Exception):
    status_code = 500
    headers = None
class NeedLogin(AppError):
    status_code = 401
    headers = {"WWW-Authenticate": "Bearer"}
@app.exception_handler(AppError)
async def h(request, exc): return JSONResponse({"e": "x"}, status_code=exc.status_code, headers=exc.headers)
@app.get("/a")
def a(request: Request):
    if not request.headers.get("Authorization"): raise NeedLogin()`,
      // Everything may be in there.
      `
def a(err):
    raise HTTPException(**err.as_http())`,
      `
from fastapi import HTTPException as HE, status as st
def a(token):
    if not token: raise HE(st.HTTP_401_UNAUTHORIZED, "x", CHALLENGE)`,
    ],
    others: [
      // It carries the header; the handler that drops it is the cause.
      `
class Denied(HTTPException):
    def __init__(self): super().__init__(status.HTTP_401_UNAUTHORIZED, "no", CHALLENGE)
def on_http(request: Request, exc: Exception):
    code = getattr(exc, "status_code", 500)
    return JSONResponse(status_code=code, content={"detail": str(code)})
app.add_exception_handler(status.HTTP_401_UNAUTHORIZED, on_http)
@app.get("/me")
def me(request: Request):
    if not request.headers.get("Authorization"): raise Denied()`,
      // None of these is a 401: the server fails before it is sent.
      `
def gate(token):
    if not token: raise HTTPException(status_code="401")`,
      `
def gate(token):
    if not token: raise HTTPException(401, headers={"WWW-Authenticate": None})`,
      // A scope check answered 401 has a rule of its own.
      `
def gate(user: Annotated[str, Depends(bearer)], scopes: SecurityScopes):
    if "write" not in scopes.scopes: raise HTTPException(401, "no")`,
    ],
    loud: [
      // What the endpoint raises comes back at the yield, and is answered.
      `
def dep():
    try:
        yield 1
    except KeyError:
        raise «HTTPException(401, "no")»
@app.get("/a")
def a(d=Depends(dep)): return d`,
      `
def gate(token):
    if not token: raise «HTTPException(401)»`,
      `
def gate(token):
    if not token: raise «HTTPException(status_code=status.HTTP_401_UNAUTHORIZED, detail="no")»`,
      `
from http import HTTPStatus
def gate(token):
    if not token: raise «HTTPException(HTTPStatus.UNAUTHORIZED)»`,
      `
AUTH_FAILED = 401
def gate(token):
    if not token: raise «HTTPException(AUTH_FAILED, "no")»`,
      // The second positional argument is the detail.
      `
def gate(token):
    if not token: raise «HTTPException(401, {"WWW-Authenticate": "Bearer"})»`,
      `
def gate(token):
    if not token: raise «HTTPException(401, "x", {"WWW_Authenticate": "Bearer"})»`,
      `
def gate(token):
    if not token: return «JSONResponse({"e": 1}, 401)»`,
      // Set on the injected response, it is lost when an error is raised.
      `
def who(response: Response, tok: str | None = Header(None)):
    response.headers["WWW-Authenticate"] = "Bearer"
    if not tok: raise «HTTPException(401, "login")»`,
      // Starlette's constructor overwrites a class attribute.
      `
class Unauth2(HTTPException):
    headers = {"WWW-Authenticate": "Bearer"}
def gate(token):
    if not token: raise «Unauth2(401)»`,
      `
class Denied(HTTPException):
    def __init__(self): «super().__init__(401, "no")»
def gate(token):
    if not token: ‹raise Denied()›`,
      `
class AuthError(HTTPException):
    def __init__(self, detail, status_code=401): «super().__init__(status_code, detail)»
def a(token):
    if not token: raise AuthError("x", 403)
def b(token):
    if not token: ‹raise AuthError("x")›`,
      `
EXC = «HTTPException(401, "x")»
def a(token):
    if not token: ‹raise EXC›
def b(token):
    if not token: ‹raise EXC›`,
      `
def err(status, code, headers=None):
    return JSONResponse({"code": code}, status_code=status, headers=headers)
def x(token):
    if not token: return «err(401, "no_token")»`,
      `
── errors.py
class Denied(HTTPException):
    def __init__(self): «super().__init__(401, "no")»
── api.py
from errors import Denied
def gate(token):
    if not token: ‹raise Denied()›`,
      `
from starlette.authentication import requires
@«requires("authenticated", status_code=401)»
async def me(request: Request): return PlainTextResponse("x")`,
      // One of the two exits of one statement.
      `
def gate(user):
    raise «HTTPException(401 if user is None else 403, "no")»`,
      `
def gate(token):
    try:
        return jwt.decode(token, key_of())
    except jwt.InvalidTokenError:
        raise «HTTPException(401, "bad")»`,
      // The handler answers 401 without a challenge: it is the cause.
      `
class AuthError(Exception):
    pass
@app.exception_handler(AuthError)
async def on_auth(request, exc):
    return «JSONResponse({"e": "login"}, status_code=401)»
@app.get("/me")
def me(request: Request):
    if not request.headers.get("Authorization"): ‹raise AuthError("no token")›`,
      // Starlette hands an AuthenticationError to whoever was named for it.
      `
from starlette.authentication import AuthenticationError
from starlette.middleware.authentication import AuthenticationMiddleware
class Tokens:
    async def authenticate(self, conn):
        if not conn.headers.get("Authorization"): ‹raise AuthenticationError("no token")›
def refused(conn, exc): return «PlainTextResponse("log in", 401)»
app.add_middleware(AuthenticationMiddleware, backend=Tokens(), on_error=refused)`,
      // The status stands in an enum and comes through a property.
      `
── codes.py
from enum import Enum
class Code(Enum):
    NO_TOKEN = ("NO_TOKEN", 401)
    NO_RIGHT = ("NO_RIGHT", 403)
    def __init__(self, code: str, status_code: int) -> None:
        self.code = code
        self.status_code = status_code
── errors.py
from codes import Code
class AppError(Exception):
    def __init__(self, code: Code, detail: str | None = None, *, override: int | None = None, headers=None):
        super().__init__(detail or code.code)
        self.error_code = code
        self._override = override
        self.headers = headers
    @property
    def status_code(self): return self._override or self.error_code.status_code
def answer(exc: AppError):
    return JSONResponse(status_code=exc.status_code, content={"code": exc.error_code.code}, headers=exc.headers)
def register(app: FastAPI):
    @app.exception_handler(AppError)
    async def on_error(request: Request, exc: AppError): return answer(exc)
── main.py
from codes import Code
from errors import AppError, register
register(app)
@app.get("/a")
def a(request: Request):
    if not request.headers.get("Authorization"): raise «AppError(Code.NO_TOKEN, "log in")»
@app.get("/b")
def b(request: Request):
    if not request.headers.get("Authorization"): raise AppError(Code.NO_TOKEN, "log in", headers=CHALLENGE)
@app.get("/c")
def c(request: Request): raise AppError(Code.NO_RIGHT)`,
      // The status is a property of the enum's own.
      `
from enum import Enum
class Code(Enum):
    NO_TOKEN = ("NO_TOKEN", 401)
    @property
    def status(self): return self.value[1]
def a(request: Request):
    if not request.headers.get("Authorization"): raise «HTTPException(Code.NO_TOKEN.status, "log in")»`,
      // It replaces FastAPI's own refusal, which has a challenge.
      `
class QuietBearer(HTTPBearer):
    def make_not_authenticated_error(self): return «HTTPException(401, "login")»`,
      // Browsers do not prompt again without it.
      `
from secrets import compare_digest
@app.get("/a")
def admin(c=Depends(HTTPBasic())):
    if not compare_digest(c.password, "x"): raise «HTTPException(401, "wrong")»`,
    ],
  },
})
