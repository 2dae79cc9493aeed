import { fastapiPrelude } from "../support/fastapi-prelude.ts"
import { fixTest } from "../support/fix-test.ts"

fixTest("missing-challenge", {
  prelude: fastapiPrelude,
  cases: [
    {
      code: `
def gate(token: str = Depends(bearer)):
    if not token: raise HTTPException(401)`,
      after: `
def gate(token: str = Depends(bearer)):
    if not token: raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})`,
    },
    // Every argument stands on its own line, the last one with a comma and a comment.
    {
      code: `
def gate(token: str = Depends(bearer)):
    if not token:
        raise HTTPException(
            status_code=401,
            detail="no",  # for people
        )`,
      after: `
def gate(token: str = Depends(bearer)):
    if not token:
        raise HTTPException(
            status_code=401,
            detail="no",  # for people
            headers={"WWW-Authenticate": "Bearer"},
        )`,
    },
    {
      code: `
def gate(token: str = Depends(bearer)):
    if not token:
        raise HTTPException(
            status_code=401,
            detail="no"  # for people
        )`,
      after: `
def gate(token: str = Depends(bearer)):
    if not token:
        raise HTTPException(
            status_code=401,
            detail="no",  # for people
            headers={"WWW-Authenticate": "Bearer"}
        )`,
    },
    // A header map that is there is kept.
    {
      code: `
def gate(token: str = Depends(bearer)):
    if not token: raise HTTPException(401, "no", {"X-Id": "1"})`,
      after: `
def gate(token: str = Depends(bearer)):
    if not token: raise HTTPException(401, "no", {"X-Id": "1", "WWW-Authenticate": "Bearer"})`,
    },
    {
      code: `
NO_STORE = {"Cache-Control": "no-store"}
def gate(token: str = Depends(bearer)):
    if not token: raise HTTPException(401, "no", headers=NO_STORE)`,
      after: `
NO_STORE = {"Cache-Control": "no-store"}
def gate(token: str = Depends(bearer)):
    if not token: raise HTTPException(401, "no", headers={**NO_STORE, "WWW-Authenticate": "Bearer"})`,
    },
    {
      code: `
def gate(token: str = Depends(bearer)):
    if not token: raise HTTPException(401, "no", headers=None)`,
      after: `
def gate(token: str = Depends(bearer)):
    if not token: raise HTTPException(401, "no", headers={"WWW-Authenticate": "Bearer"})`,
    },
    // The class that fixes the 401 is mended once.
    {
      code: `
class Unauthorized(HTTPException):
    def __init__(self, detail="log in"):
        super().__init__(status_code=401, detail=detail)
def gate(token: str = Depends(bearer)):
    if not token: raise Unauthorized()`,
      after: `
class Unauthorized(HTTPException):
    def __init__(self, detail="log in"):
        super().__init__(status_code=401, detail=detail, headers={"WWW-Authenticate": "Bearer"})
def gate(token: str = Depends(bearer)):
    if not token: raise Unauthorized()`,
    },
    // A helper that hands headers on is given some.
    {
      code: `
def err(status, code, headers=None):
    return JSONResponse({"code": code}, status_code=status, headers=headers)
@app.get("/a")
def a(token: str = Depends(bearer)):
    if not token: return err(401, "no_token")
    return 1`,
      after: `
def err(status, code, headers=None):
    return JSONResponse({"code": code}, status_code=status, headers=headers)
@app.get("/a")
def a(token: str = Depends(bearer)):
    if not token: return err(401, "no_token", headers={"WWW-Authenticate": "Bearer"})
    return 1`,
    },
    {
      code: `
@app.get("/a")
def a(response: Response, token: str = Depends(bearer)):
    if not token:
        response.status_code = 401
        return {"error": "no"}
    return 1`,
      after: `
@app.get("/a")
def a(response: Response, token: str = Depends(bearer)):
    if not token:
        response.status_code = 401
        response.headers["WWW-Authenticate"] = "Bearer"
        return {"error": "no"}
    return 1`,
    },
    // The scheme of the app, and its realm, as it writes them elsewhere.
    {
      code: `
basic = HTTPBasic(realm="office")
def officer(c = Depends(basic)):
    if c is None: raise HTTPException(401, headers={"WWW-Authenticate": 'Basic realm="office"'})
def clerk(c = Depends(basic)):
    if c is None: raise HTTPException(401)`,
      after: `
basic = HTTPBasic(realm="office")
def officer(c = Depends(basic)):
    if c is None: raise HTTPException(401, headers={"WWW-Authenticate": 'Basic realm="office"'})
def clerk(c = Depends(basic)):
    if c is None: raise HTTPException(401, headers={"WWW-Authenticate": 'Basic realm="office"'})`,
    },
    {
      title: "Add WWW-Authenticate: APIKey",
      code: `
def gate(token = Header(None)):
    if not token: raise HTTPException(401)`,
      after: `
def gate(token = Header(None)):
    if not token: raise HTTPException(401, headers={"WWW-Authenticate": "APIKey"})`,
    },
    // Single quotes are kept where they are the rule, tabs too.
    {
      code: `
def gate(token = Header(None)):
\tif not token:
\t\traise HTTPException(
\t\t\tstatus_code=401,
\t\t)`,
      after: `
def gate(token = Header(None)):
\tif not token:
\t\traise HTTPException(
\t\t\tstatus_code=401,
\t\t\theaders={"WWW-Authenticate": "Bearer"},
\t\t)`,
    },
  ],
})

fixTest("missing-challenge", {
  prelude: "",
  cases: [
    {
      code: `from fastapi import FastAPI, HTTPException
app = FastAPI()
@app.get('/a')
def a(x: str = ''):
    if not x: raise HTTPException(401, 'who are you', {'X-A': 'b'})
    return 'a'
@app.get('/b')
def b(token: str = ''):
    if not token: raise HTTPException(401, 'who are you', {'X-A': 'b'})
    return 'b'
`.replaceAll("\n", "\r\n"),
      after: `from fastapi import FastAPI, HTTPException
app = FastAPI()
@app.get('/a')
def a(x: str = ''):
    if not x: raise HTTPException(401, 'who are you', {'X-A': 'b', 'WWW-Authenticate': 'Bearer'})
    return 'a'
@app.get('/b')
def b(token: str = ''):
    if not token: raise HTTPException(401, 'who are you', {'X-A': 'b'})
    return 'b'
`.replaceAll("\n", "\r\n"),
    },
    // Raw ASGI.
    {
      code: `from fastapi import FastAPI
class Gate:
    def __init__(self, app): self.app = app
    async def __call__(self, scope, receive, send):
        token = dict(scope["headers"]).get(b"authorization")
        if not token:
            await send({"type": "http.response.start", "status": 401, "headers": [(b"content-type", b"text/plain")]})
            await send({"type": "http.response.body", "body": b"no"})
            return
        await self.app(scope, receive, send)
app = FastAPI()
app.add_middleware(Gate)
`,
      after: `from fastapi import FastAPI
class Gate:
    def __init__(self, app): self.app = app
    async def __call__(self, scope, receive, send):
        token = dict(scope["headers"]).get(b"authorization")
        if not token:
            await send({"type": "http.response.start", "status": 401, "headers": [(b"content-type", b"text/plain"), (b"www-authenticate", b"Bearer")]})
            await send({"type": "http.response.body", "body": b"no"})
            return
        await self.app(scope, receive, send)
app = FastAPI()
app.add_middleware(Gate)
`,
    },
  ],
})

const wall = ["a", "b", "c", "d", "e"]
  .map(
    (name) =>
      `@app.get("/${name}")\ndef ${name}(token: str = Header("")):\n    if not token: raise HTTPException(401)\n`,
  )
  .join("")

fixTest("missing-challenge", {
  prelude: "",
  cases: [
    {
      title: "Add WWW-Authenticate: Bearer to every 401 of app",
      code: `from fastapi import FastAPI, Header, HTTPException
app = FastAPI()
${wall}`,
      after: `from fastapi import FastAPI, Header, HTTPException, Request
from fastapi.exception_handlers import http_exception_handler
from starlette.exceptions import HTTPException as StarletteHTTPException
app = FastAPI()


@app.exception_handler(StarletteHTTPException)
async def challenge_unauthorized(request: Request, error: StarletteHTTPException):
    if error.status_code == 401:
        error.headers = {"WWW-Authenticate": "Bearer", **(error.headers or {})}
    return await http_exception_handler(request, error)

${wall}`,
    },
    // The handler that the app has learns it.
    {
      title: "Add WWW-Authenticate: Bearer to every 401 of app",
      code: `from fastapi import FastAPI, Header, HTTPException
from fastapi.responses import JSONResponse
app = FastAPI()
@app.exception_handler(HTTPException)
async def on_error(request, exc):
    """As the clients know it."""
    return JSONResponse({"error": exc.detail}, exc.status_code, headers=exc.headers)
${wall}`,
      after: `from fastapi import FastAPI, Header, HTTPException
from fastapi.responses import JSONResponse
app = FastAPI()
@app.exception_handler(HTTPException)
async def on_error(request, exc):
    """As the clients know it."""
    if exc.status_code == 401:
        exc.headers = {"WWW-Authenticate": "Bearer", **(exc.headers or {})}
    return JSONResponse({"error": exc.detail}, exc.status_code, headers=exc.headers)
${wall}`,
    },
    // A factory: the handler stands in front of it.
    {
      title: "Add WWW-Authenticate: Bearer to every 401 of app",
      code: `from fastapi import APIRouter, FastAPI, Header, HTTPException
router = APIRouter()
${wall.replaceAll("@app", "@router")}
def create_app():
    app = FastAPI()
    app.include_router(router)
    return app
`,
      after: `from fastapi import APIRouter, FastAPI, Header, HTTPException, Request
from fastapi.exception_handlers import http_exception_handler
from starlette.exceptions import HTTPException as StarletteHTTPException
router = APIRouter()
${wall.replaceAll("@app", "@router")}
async def challenge_unauthorized(request: Request, error: StarletteHTTPException):
    if error.status_code == 401:
        error.headers = {"WWW-Authenticate": "Bearer", **(error.headers or {})}
    return await http_exception_handler(request, error)


def create_app():
    app = FastAPI()
    app.add_exception_handler(StarletteHTTPException, challenge_unauthorized)
    app.include_router(router)
    return app
`,
    },
    // What is returned passes no exception handler: a middleware sees it.
    {
      title: "Add WWW-Authenticate: Bearer to every 401 of app",
      code: `from fastapi import FastAPI, Header
from fastapi.responses import JSONResponse
app = FastAPI()
${wall.replaceAll("raise HTTPException(401)", "return JSONResponse({}, 401)")}`,
      after: `from fastapi import FastAPI, Header
from fastapi.responses import JSONResponse
from starlette.middleware.base import BaseHTTPMiddleware
app = FastAPI()


async def challenge_unauthorized(request, call_next):
    response = await call_next(request)
    if response.status_code == 401:
        response.headers.setdefault("WWW-Authenticate", "Bearer")
    return response


app.add_middleware(BaseHTTPMiddleware, dispatch=challenge_unauthorized)
${wall.replaceAll("raise HTTPException(401)", "return JSONResponse({}, 401)")}`,
    },
  ],
})

fixTest("scope-check-401", {
  prelude: fastapiPrelude,
  cases: [
    {
      code: `
def admin(token: str = Depends(bearer)):
    user = jwt.decode(token, key_of(), algorithms=["HS256"])
    if "admin" not in user["roles"]: raise HTTPException(status_code=status.HTTP_401_UNAUTHORIZED, detail="no")`,
      after: `
def admin(token: str = Depends(bearer)):
    user = jwt.decode(token, key_of(), algorithms=["HS256"])
    if "admin" not in user["roles"]: raise HTTPException(status_code=status.HTTP_403_FORBIDDEN, detail="no")`,
    },
    {
      code: `
def admin(token: str = Depends(bearer)):
    user = jwt.decode(token, key_of(), algorithms=["HS256"])
    if "admin" not in user["roles"]: raise HTTPException(401, headers={"WWW-Authenticate": 'Bearer realm="api"'})`,
      after: `
def admin(token: str = Depends(bearer)):
    user = jwt.decode(token, key_of(), algorithms=["HS256"])
    if "admin" not in user["roles"]: raise HTTPException(403, headers={"WWW-Authenticate": 'Bearer realm="api", error="insufficient_scope"'})`,
    },
    // A challenge of another scheme has no place on a 403.
    {
      code: `
def admin(token: str = Depends(bearer)):
    user = jwt.decode(token, key_of(), algorithms=["HS256"])
    if "admin" not in user["roles"]: raise HTTPException(401, "no", headers={"WWW-Authenticate": "APIKey"})`,
      after: `
def admin(token: str = Depends(bearer)):
    user = jwt.decode(token, key_of(), algorithms=["HS256"])
    if "admin" not in user["roles"]: raise HTTPException(403, "no")`,
    },
    {
      code: `
def admin(token: str = Depends(bearer)):
    user = jwt.decode(token, key_of(), algorithms=["HS256"])
    if "admin" not in user["roles"]: raise HTTPException(401, headers={"WWW-Authenticate": "APIKey", "X-Id": "1"})`,
      after: `
def admin(token: str = Depends(bearer)):
    user = jwt.decode(token, key_of(), algorithms=["HS256"])
    if "admin" not in user["roles"]: raise HTTPException(403, headers={"X-Id": "1"})`,
    },
    // The project's own error of the right status.
    {
      code: `
── errors.py
class Unauthorized(HTTPException):
    def __init__(self, detail="log in"):
        super().__init__(401, detail, {"WWW-Authenticate": "Bearer"})
class Forbidden(HTTPException):
    def __init__(self, detail="no"):
        super().__init__(403, detail)
── main.py
from errors import Unauthorized
def user_of(token: str = Depends(bearer)):
    if not token: raise Unauthorized()
    return jwt.decode(token, key_of(), algorithms=["HS256"])
def admin(user = Depends(user_of)):
    if "admin" not in user["roles"]: raise Unauthorized("no admin")`,
      after: `── main.py
from errors import Forbidden, Unauthorized
def user_of(token: str = Depends(bearer)):
    if not token: raise Unauthorized()
    return jwt.decode(token, key_of(), algorithms=["HS256"])
def admin(user = Depends(user_of)):
    if "admin" not in user["roles"]: raise Forbidden("no admin")`,
    },
    // A function that makes the error for others too is left as it is.
    {
      code: `
def unauthorized(): return HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})
def user_of(token: str = Depends(bearer)):
    if not token: raise unauthorized()
    return jwt.decode(token, key_of(), algorithms=["HS256"])
def admin(user = Depends(user_of)):
    if "admin" not in user["roles"]: raise unauthorized()`,
      after: `
def unauthorized(): return HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})
def user_of(token: str = Depends(bearer)):
    if not token: raise unauthorized()
    return jwt.decode(token, key_of(), algorithms=["HS256"])
def admin(user = Depends(user_of)):
    if "admin" not in user["roles"]: raise HTTPException(status_code=403, detail="no")`,
    },
    {
      code: `
def unauthorized(): return HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})
def forbidden(): return HTTPException(403, "no")
def user_of(token: str = Depends(bearer)):
    if not token: raise unauthorized()
    return jwt.decode(token, key_of(), algorithms=["HS256"])
def admin(user = Depends(user_of)):
    if "admin" not in user["roles"]: raise unauthorized()`,
      after: `
def unauthorized(): return HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})
def forbidden(): return HTTPException(403, "no")
def user_of(token: str = Depends(bearer)):
    if not token: raise unauthorized()
    return jwt.decode(token, key_of(), algorithms=["HS256"])
def admin(user = Depends(user_of)):
    if "admin" not in user["roles"]: raise forbidden()`,
    },
    // There is none: the framework's, with the same words.
    {
      code: `
── errors.py
class Unauthorized(HTTPException):
    def __init__(self, detail="log in"):
        super().__init__(401, detail, {"WWW-Authenticate": "Bearer"})
── main.py
import errors
def user_of(token: str = Depends(bearer)):
    if not token: raise errors.Unauthorized()
    return jwt.decode(token, key_of(), algorithms=["HS256"])
def admin(user = Depends(user_of)):
    if "admin" not in user["roles"]: raise errors.Unauthorized("no admin")`,
      after: `── main.py
import errors
def user_of(token: str = Depends(bearer)):
    if not token: raise errors.Unauthorized()
    return jwt.decode(token, key_of(), algorithms=["HS256"])
def admin(user = Depends(user_of)):
    if "admin" not in user["roles"]: raise HTTPException(status_code=403, detail="no admin")`,
    },
  ],
})

fixTest("scope-check-401", {
  prelude: "",
  cases: [
    // A status that was imported by its name.
    {
      code: `import jwt
from fastapi import Depends, HTTPException
from fastapi.security import HTTPBearer
from starlette.status import HTTP_401_UNAUTHORIZED
bearer = HTTPBearer()
def admin(token = Depends(bearer)):
    user = jwt.decode(token.credentials, key_of(), algorithms=["HS256"])
    if not user["is_admin"]: raise HTTPException(HTTP_401_UNAUTHORIZED, "no")
`,
      after: `import jwt
from fastapi import Depends, HTTPException
from fastapi.security import HTTPBearer
from starlette.status import HTTP_401_UNAUTHORIZED, HTTP_403_FORBIDDEN
bearer = HTTPBearer()
def admin(token = Depends(bearer)):
    user = jwt.decode(token.credentials, key_of(), algorithms=["HS256"])
    if not user["is_admin"]: raise HTTPException(HTTP_403_FORBIDDEN, "no")
`,
    },
  ],
})

fixTest("unauthenticated-403", {
  prelude: fastapiPrelude,
  cases: [
    {
      code: `
def gate(token: str = Depends(bearer)):
    try: jwt.decode(token, key_of(), algorithms=["HS256"])
    except jwt.PyJWTError: raise HTTPException(status.HTTP_403_FORBIDDEN, "bad token")`,
      after: `
def gate(token: str = Depends(bearer)):
    try: jwt.decode(token, key_of(), algorithms=["HS256"])
    except jwt.PyJWTError: raise HTTPException(status.HTTP_401_UNAUTHORIZED, "bad token", headers={"WWW-Authenticate": "Bearer"})`,
    },
  ],
})

fixTest("leaky-detail", {
  prelude: "",
  cases: [
    // Every leak of an answer goes at once.
    {
      code: `import logging
from fastapi import FastAPI
from fastapi.responses import JSONResponse
log = logging.getLogger(__name__)
app = FastAPI()
@app.get("/a")
def a():
    try: return work()
    except Exception as e:
        log.exception("failed")
        return JSONResponse({"error": f"Work failed: {e}", "cause": repr(e)}, status_code=500)
`,
      after: `import logging
from fastapi import FastAPI
from fastapi.responses import JSONResponse
log = logging.getLogger(__name__)
app = FastAPI()
@app.get("/a")
def a():
    try: return work()
    except Exception:
        log.exception("failed")
        return JSONResponse({"error": "Work failed", "cause": "Internal server error"}, status_code=500)
`,
    },
    {
      code: `from fastapi import FastAPI, HTTPException
app = FastAPI()
@app.get("/a")
def a():
    try: return work()
    except Exception as e:
        raise HTTPException(500, f"Work failed: {e}")
`,
      after: `import logging

from fastapi import FastAPI, HTTPException
app = FastAPI()
@app.get("/a")
def a():
    try: return work()
    except Exception:
        logging.getLogger(__name__).exception("Work failed")
        raise HTTPException(500, "Work failed")
`,
    },
    // The file's logger; a name that is still read stays.
    {
      code: `import logging
from fastapi import FastAPI, HTTPException
log = logging.getLogger("app")
app = FastAPI()
@app.get("/a")
def a():
    try: return work()
    except Exception as e:
        raise HTTPException(status_code=500, detail=str(e)) from e
`,
      after: `import logging
from fastapi import FastAPI, HTTPException
log = logging.getLogger("app")
app = FastAPI()
@app.get("/a")
def a():
    try: return work()
    except Exception as e:
        log.exception("Internal server error")
        raise HTTPException(status_code=500, detail="Internal server error") from e
`,
    },
    // It is logged already; the leak is one entry of a body.
    {
      code: `from fastapi import FastAPI
from fastapi.responses import JSONResponse
from app.log import logger
app = FastAPI()
@app.get("/a")
def a():
    try: return work()
    except Exception as e:
        logger.error("work failed: %s", e)
        return JSONResponse({"ok": False, "error": str(e)}, status_code=400)
`,
      after: `from fastapi import FastAPI
from fastapi.responses import JSONResponse
from app.log import logger
app = FastAPI()
@app.get("/a")
def a():
    try: return work()
    except Exception as e:
        logger.error("work failed: %s", e)
        return JSONResponse({"ok": False, "error": "Bad request"}, status_code=400)
`,
    },
    // On one line.
    {
      code: `from fastapi import FastAPI, HTTPException
from app.log import logger
app = FastAPI()
@app.get("/a")
def a():
    try: return work()
    except Exception as e: raise HTTPException(502, "Upstream said " + str(e))
`,
      after: `from fastapi import FastAPI, HTTPException
from app.log import logger
app = FastAPI()
@app.get("/a")
def a():
    try: return work()
    except Exception: logger.exception("Upstream said"); raise HTTPException(502, "Upstream said")
`,
    },
  ],
})

const gate = `@app.middleware("http")
async def gate(request: Request, call_next):
    if "authorization" not in request.headers:
        return JSONResponse({}, 401, {"WWW-Authenticate": "Bearer"})
    return await call_next(request)
`

fixTest("auth-on-options", {
  prelude: fastapiPrelude,
  cases: [
    {
      title: "Let CORS run before gate",
      code: `
app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])

${gate}`,
      after: `
${gate}

app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])
`,
    },
    {
      title: "Let preflights through gate",
      code: `
app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])
${gate}`,
      after: `
app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])
${gate.replace(
  "    if ",
  `    if request.method == "OPTIONS" and "access-control-request-method" in request.headers:
        return await call_next(request)
    if `,
)}`,
    },
  ],
})

fixTest("handler-drops-headers", {
  prelude: fastapiPrelude,
  cases: [
    {
      code: `
@app.exception_handler(HTTPException)
async def on_error(request, exc):
    return JSONResponse({"error": exc.detail}, status_code=exc.status_code)`,
      after: `
@app.exception_handler(HTTPException)
async def on_error(request, exc):
    return JSONResponse({"error": exc.detail}, status_code=exc.status_code, headers=exc.headers)`,
    },
    {
      code: `
@app.exception_handler(HTTPException)
async def on_error(request, exc):
    return JSONResponse({"error": exc.detail}, exc.status_code, {"X-Id": "1"})`,
      after: `
@app.exception_handler(HTTPException)
async def on_error(request, exc):
    return JSONResponse({"error": exc.detail}, exc.status_code, {**(exc.headers or {}), "X-Id": "1"})`,
    },
    {
      // What brings none of its own is told then, and was there before.
      code: `
@app.exception_handler(HTTPException)
async def on_error(request, exc):
    return JSONResponse({"error": exc.detail}, exc.status_code)
@app.get("/a")
def a(request: Request):
    if "Authorization" not in request.headers: raise HTTPException(401)`,
      after: `
@app.exception_handler(HTTPException)
async def on_error(request, exc):
    return JSONResponse({"error": exc.detail}, exc.status_code, headers=exc.headers)
@app.get("/a")
def a(request: Request):
    if "Authorization" not in request.headers: raise HTTPException(401)`,
    },
  ],
})

fixTest("dead-refusal", {
  prelude: fastapiPrelude,
  cases: [
    {
      code: `
@app.get("/a")
def a(token: str = Depends(bearer)):
    if not token: return HTTPException(401)
    return 1`,
      after: `
@app.get("/a")
def a(token: str = Depends(bearer)):
    if not token: raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
    return 1`,
    },
    {
      code: `
@app.get("/a")
def a(token: str = Depends(bearer)):
    if not token: return {"error": "no"}, 401
    return 1`,
      after: `
@app.get("/a")
def a(token: str = Depends(bearer)):
    if not token: return JSONResponse({"error": "no"}, status_code=401, headers={"WWW-Authenticate": "Bearer"})
    return 1`,
    },
    // A dependency refuses by raising.
    {
      code: `
def gate(token: str = Depends(bearer)):
    if not token: return JSONResponse({"error": "no"}, status_code=401)
@app.get("/a", dependencies=[Depends(gate)])
def a(): return 1`,
      after: `
def gate(token: str = Depends(bearer)):
    if not token: raise HTTPException(status_code=401, detail={"error": "no"}, headers={"WWW-Authenticate": "Bearer"})
@app.get("/a", dependencies=[Depends(gate)])
def a(): return 1`,
    },
    // A middleware refuses by answering.
    {
      code: `
@app.middleware("http")
async def gate(request: Request, call_next):
    if "authorization" not in request.headers: raise HTTPException(status_code=401, detail="no")
    return await call_next(request)`,
      after: `
@app.middleware("http")
async def gate(request: Request, call_next):
    if "authorization" not in request.headers: return JSONResponse({"detail": "no"}, status_code=401, headers={"WWW-Authenticate": "Bearer"})
    return await call_next(request)`,
    },
  ],
})

fixTest("invalid-challenge", {
  prelude: fastapiPrelude,
  cases: [
    ...[
      [`'Bearer realm="a" error="invalid_token"'`, `'Bearer realm="a", error="invalid_token"'`],
      [`"Bearer: realm=a"`, `'Bearer realm="a"'`],
      [`"Bearer realm='api'"`, `'Bearer realm="api"'`],
      [`"Bearer invalid_token"`, `"Bearer"`],
      [`"Basic"`, `'Basic realm="api"'`],
      [`'Bearer realm="a", error="token_expired"'`, `'Bearer realm="a", error="invalid_token"'`],
      [`'Bearer realm="a", error="invalid_request"'`, `'Bearer realm="a"'`],
      [`'Bearer realm=a, Basic'`, `'Bearer realm="a", Basic realm="api"'`],
    ].map(([wrong, right]) => ({
      code: `
def gate(token: str = Depends(bearer)):
    if not token: raise HTTPException(401, "no", headers={"WWW-Authenticate": ${wrong}})`,
      after: `
def gate(token: str = Depends(bearer)):
    if not token: raise HTTPException(401, "no", headers={"WWW-Authenticate": ${right}})`,
    })),
  ],
})

fixTest("cors-credentials-wildcard", {
  prelude: fastapiPrelude,
  cases: [
    {
      code: `app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True, allow_methods=["*"])`,
      after: `app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=False, allow_methods=["*"])`,
    },
  ],
})

fixTest("dependency-called", {
  prelude: fastapiPrelude,
  cases: [
    {
      code: `
async def session(): return {}
@app.get("/a")
def a(s=Depends(session())): return s`,
      after: `
async def session(): return {}
@app.get("/a")
def a(s=Depends(session)): return s`,
    },
    {
      code: `
def closed(why="holiday"):
    def check(): raise HTTPException(403, why)
    return check
@app.get("/a", dependencies=[Depends(closed)])
def a(): return 1`,
      after: `
def closed(why="holiday"):
    def check(): raise HTTPException(403, why)
    return check
@app.get("/a", dependencies=[Depends(closed())])
def a(): return 1`,
    },
  ],
})

fixTest("token-url-mismatch", {
  prelude: `${fastapiPrelude}
from fastapi.security import OAuth2PasswordRequestForm
`,
  cases: [
    {
      code: `
scheme = OAuth2PasswordBearer("login")
@app.post("/auth/token")
def log_in(form: OAuth2PasswordRequestForm = Depends()): return {}
@app.get("/me")
def me(token=Depends(scheme)): return token`,
      after: `
scheme = OAuth2PasswordBearer("auth/token")
@app.post("/auth/token")
def log_in(form: OAuth2PasswordRequestForm = Depends()): return {}
@app.get("/me")
def me(token=Depends(scheme)): return token`,
    },
  ],
})
